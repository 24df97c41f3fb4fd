import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { execute, queryRows } from '../warehouse/query.ts'
import type { SqlFile } from '../warehouse/sql-file.ts'

/** Makes one table from its file, and holds the file's header against what DuckDB made. Throws HY-W-003. */
export async function buildTable(connection: DuckDBConnection, file: SqlFile): Promise<void> {
  await execute(connection, `create or replace table ${file.name} as ${file.sql}`, {}, file.path)
  await assertHeader(connection, file)
}

async function assertHeader(connection: DuckDBConnection, file: SqlFile): Promise<void> {
  const made = await queryRows<{ column_name: string; column_type: string }>(connection, `describe ${file.name}`)
  const got = made.map((column) => `${column.column_name} ${column.column_type}`).join(', ')
  const expected = file.columns.map((column) => `${column.name} ${column.type}`).join(', ')
  if (got !== expected) throw new HuiyinError('HY-W-003', { file: file.path, expected, got })
}
