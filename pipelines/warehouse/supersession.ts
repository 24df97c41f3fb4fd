import type { DuckDBConnection } from '@duckdb/node-api'
import { execute } from './query.ts'

/**
 * Which version of a key is followed by which, and from when: `ledger.supersession` has a row for each version but the
 * newest. Versions rank by `version_at` (none first), then by batch and row; so a later export of an older state does not
 * overwrite a newer one, and the state at any earlier instant is still known.
 *
 * `keys` is a query that gives the column `row_key`: the keys to rank anew.
 */
export async function rankVersions(connection: DuckDBConnection, entity: string, keys: string): Promise<void> {
  const table = `staging.${entity}`
  await execute(
    connection,
    `create or replace temp table version as
     select batch_no, row_number, row_key, version_at from ${table} where row_key in (${keys})`,
    {},
    table,
  )
  await execute(
    connection,
    `delete from ledger.supersession where entity = $entity
       and exists (select 1 from version where version.batch_no = supersession.batch_no and version.row_number = supersession.row_number)`,
    { entity },
  )
  const order = 'partition by row_key order by version_at nulls first, batch_no, row_number'
  await execute(
    connection,
    `insert into ledger.supersession
     select $entity, batch_no, row_number, next_batch_no, next_row_number, next_at
     from (
       select batch_no, row_number,
         lead(batch_no) over (${order}) as next_batch_no,
         lead(row_number) over (${order}) as next_row_number,
         lead(version_at) over (${order}) as next_at
       from version
     ) as ranked
     where next_batch_no is not null`,
    { entity },
  )
  await execute(connection, 'drop table version')
}
