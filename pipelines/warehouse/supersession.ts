import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, literal } from './query.ts'

/** A temporary table that had more rows than this is made anew, which gives their memory back. */
const KEPT_ROWS = 50_000

/** The temporary table `version`, empty: versions of keys that are to be compared or ranked. */
export async function emptyVersions(connection: DuckDBConnection): Promise<void> {
  // Kept from file to file: whatever makes a table has DuckDB bind its statements anew.
  await execute(
    connection,
    `create temp table if not exists version
       (batch_no integer, row_number integer, row_key varchar, version_at timestamptz, row_hash ubigint);
     delete from version`,
  )
}

/** Ranks all versions of some keys anew; `keys` is a query that gives the column `row_key`. */
export async function rankVersionsOf(connection: DuckDBConnection, entity: string, keys: string): Promise<void> {
  await emptyVersions(connection)
  await execute(
    connection,
    `insert into version
     select batch_no, row_number, row_key, version_at, row_hash from versions.${entity} where row_key in (${keys})`,
    {},
    `versions.${entity}`,
  )
  await rankVersions(connection, entity)
}

/**
 * Which version of a key is followed by which, and from when: `ledger.supersession` has a row for each version but the
 * newest. Versions rank by `version_at` (none first), then by batch and row; so a later export of an older state does not
 * overwrite a newer one, and the state at any earlier instant is still known.
 *
 * The temporary table `version` has all versions of the keys that are to be ranked, and is empty afterwards.
 */
export async function rankVersions(connection: DuckDBConnection, entity: string): Promise<void> {
  await execute(
    connection,
    `delete from ledger.supersession where entity = ${literal(entity)}
       and exists (select 1 from version where version.batch_no = supersession.batch_no and version.row_number = supersession.row_number)`,
  )
  const order = 'partition by row_key order by version_at nulls first, batch_no, row_number'
  await execute(
    connection,
    `insert into ledger.supersession
     select ${literal(entity)}, batch_no, row_number, next_batch_no, next_row_number, next_at
     from (
       select batch_no, row_number,
         lead(batch_no) over (${order}) as next_batch_no,
         lead(row_number) over (${order}) as next_row_number,
         lead(version_at) over (${order}) as next_at
       from version
     ) as ranked
     where next_batch_no is not null`,
  )
  const emptied = await execute(connection, 'delete from version')
  if (emptied > KEPT_ROWS) await execute(connection, 'drop table version')
}
