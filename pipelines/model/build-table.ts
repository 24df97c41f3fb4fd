import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { execute, queryRows } from '../warehouse/query.ts'
import type { SqlFile } from '../warehouse/sql-file.ts'

/** Makes a table from each file, and holds the files' headers against what DuckDB made. Throws HY-W-003. */
export async function buildTables(connection: DuckDBConnection, files: readonly SqlFile[]): Promise<void> {
  for (const file of files)
    await execute(connection, `create or replace table ${file.name} as ${file.sql}`, {}, file.path)
  await assertHeaders(connection, files)
}

/** Makes a view from each file, in the place of a table that an earlier version left; holds the headers as above. */
export async function buildViews(connection: DuckDBConnection, files: readonly SqlFile[]): Promise<void> {
  const tables = await queryRows<{ name: string }>(
    connection,
    "select schema_name || '.' || table_name as name from duckdb_tables() where database_name = current_database()",
  )
  const left = new Set(tables.map(({ name }) => name))
  for (const file of files) {
    if (left.has(file.name)) await execute(connection, `drop table ${file.name}`)
    await execute(connection, `create or replace view ${file.name} as ${file.sql}`, {}, file.path)
  }
  await assertHeaders(connection, files)
}

/** One look at the catalogue for all of them: describing a view would plan all that it rests on once more. */
async function assertHeaders(connection: DuckDBConnection, files: readonly SqlFile[]): Promise<void> {
  const made = await queryRows<{ name: string; columns: string }>(
    connection,
    `select schema_name || '.' || table_name as name,
       string_agg(column_name || ' ' || data_type, ', ' order by column_index) as columns
     from duckdb_columns() where database_name = current_database() group by 1`,
  )
  const columns = new Map(made.map((row) => [row.name, row.columns]))
  for (const file of files) {
    const got = columns.get(file.name) ?? ''
    const expected = file.columns.map((column) => `${column.name} ${column.type}`).join(', ')
    if (got !== expected) throw new HuiyinError('HY-W-003', { file: file.path, expected, got })
  }
}
