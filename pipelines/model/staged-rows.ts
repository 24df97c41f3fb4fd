import type { DuckDBConnection } from '@duckdb/node-api'
import { queryRows } from '../warehouse/query.ts'
import { readSqlFolder } from '../warehouse/sql-file.ts'

/** Entity → rows of all versions. */
export async function stagedRows(connection: DuckDBConnection): Promise<ReadonlyMap<string, number>> {
  const counts = readSqlFolder('1_staging').map(
    ({ name }) => `select '${name.replace('staging.', '')}' as entity, count(*) as n from ${name}`,
  )
  const rows = await queryRows<{ entity: string; n: number }>(connection, counts.join(' union all '))
  return new Map(rows.map(({ entity, n }) => [entity, n]))
}
