import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, queryRows } from '../../warehouse/query.ts'

/**
 * Writes `cube.overdue`: the complaints that are open beyond their limit as they stand in the fact, numbered by
 * `overdue_no`, the longest overdue first. A list of them reads these few instead of all.
 */
export async function writeOverdue(connection: DuckDBConnection): Promise<void> {
  await execute(
    connection,
    `create table cube.overdue as
     select row_number() over (order by resolution_due_at, complaint_id) as overdue_no, *
     from facts.complaint
     where resolution_status = 'overdue_open'
     order by overdue_no`,
  )
}

/** Whether a snapshot has that list; one that is small or older has not. */
export async function hasOverdue(connection: DuckDBConnection): Promise<boolean> {
  const tables = await queryRows(
    connection,
    "select 1 from information_schema.tables where table_schema = 'cube' and table_name = 'overdue'",
  )
  return tables.length > 0
}
