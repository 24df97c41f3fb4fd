import type { DuckDBConnection } from '@duckdb/node-api'
import { execute } from '../warehouse/query.ts'
import { readSqlFolder, type SqlFile } from '../warehouse/sql-file.ts'

/** Makes `current.<entity>` for every staging entity: the newest version of each record as of the run. */
export async function defineCurrent(connection: DuckDBConnection): Promise<void> {
  for (const staging of readSqlFolder('1_staging')) {
    const entity = staging.name.replace('staging.', '')
    await execute(connection, `create or replace table current.superseded_${entity} as ${supersededSql(staging)}`)
    await execute(connection, `create or replace view current.${entity} as ${currentSql(staging, entity)}`)
  }
}

const KNOWN = '(version_at is null or version_at <= (select as_of from control.run))'

/** Versions behind which a newer one was known at the as-of. */
function supersededSql({ name }: SqlFile): string {
  return `with repeated as (select row_key from ${name} where ${KNOWN} group by row_key having count(*) > 1)
    select version.batch_no, version.row_number from ${name} as version
    inner join repeated on repeated.row_key = version.row_key
    where ${KNOWN}
    qualify row_number() over (
      partition by version.row_key order by version.version_at desc nulls last, version.batch_no desc, version.row_number desc
    ) > 1`
}

function currentSql({ name }: SqlFile, entity: string): string {
  return `select version.*, batch.fields, run.as_of, run.timezone
    from ${name} as version
    inner join ledger.batch on batch.batch_no = version.batch_no
    cross join control.run
    anti join current.superseded_${entity} as superseded
      on superseded.batch_no = version.batch_no and superseded.row_number = version.row_number
    where version.version_at is null or version.version_at <= run.as_of`
}
