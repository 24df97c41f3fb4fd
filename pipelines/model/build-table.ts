import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { execute, queryRows } from '../warehouse/query.ts'
import type { SqlFile } from '../warehouse/sql-file.ts'

/** Makes one table from its file, and holds the file's header against what DuckDB made. Throws HY-W-003. */
export async function buildTable(connection: DuckDBConnection, file: SqlFile): Promise<void> {
  await execute(connection, `create or replace table ${file.name} as ${file.sql}`, {}, file.path)
  await assertHeader(connection, file)
}

/** Makes one view from its file, in the place of a table that an earlier version left; holds its header as above. */
export async function buildView(connection: DuckDBConnection, file: SqlFile): Promise<void> {
  const [table] = await queryRows(
    connection,
    "select 1 from information_schema.tables where table_schema || '.' || table_name = $name and table_type = 'BASE TABLE'",
    { name: file.name },
  )
  if (table !== undefined) await execute(connection, `drop table ${file.name}`)
  await execute(connection, `create or replace view ${file.name} as ${file.sql}`, {}, file.path)
  await assertHeader(connection, file)
}

async function assertHeader(connection: DuckDBConnection, file: SqlFile): Promise<void> {
  const made = await queryRows<{ column_name: string; column_type: string }>(connection, `describe ${file.name}`)
  const got = made.map((column) => `${column.column_name} ${column.column_type}`).join(', ')
  const expected = file.columns.map((column) => `${column.name} ${column.type}`).join(', ')
  if (got !== expected) throw new HuiyinError('HY-W-003', { file: file.path, expected, got })
}
