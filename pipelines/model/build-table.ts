import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { execute, identifier, queryRows } from '../warehouse/query.ts'
import type { SqlFile } from '../warehouse/sql-file.ts'

/** Makes a table of each file; one of which it is known beforehand that it holds no row is made from its header alone. */
export async function buildTables(
  connection: DuckDBConnection,
  files: readonly SqlFile[],
  isEmpty: (file: SqlFile) => boolean = () => false,
): Promise<void> {
  for (const file of files) {
    const body = isEmpty(file) ? `(${declared(file)})` : `as ${file.sql}`
    await execute(connection, `create or replace table ${file.name} ${body}`, {}, file.path)
  }
}

/** Makes a view of each file. */
export async function buildViews(connection: DuckDBConnection, files: readonly SqlFile[]): Promise<void> {
  for (const file of files)
    await execute(connection, `create or replace view ${file.name} as ${file.sql}`, {}, file.path)
}

/** Drops what an earlier run left under the files' names, where it is a table rather than a view, or the other way round. */
export async function dropOther(
  connection: DuckDBConnection,
  files: readonly SqlFile[],
  kept: 'table' | 'view',
): Promise<void> {
  const other = kept === 'table' ? 'view' : 'table'
  const left = await queryRows<{ name: string }>(
    connection,
    `select schema_name || '.' || ${other}_name as name from duckdb_${other}s() where database_name = current_database()`,
  )
  const names = new Set(left.map(({ name }) => name))
  for (const { name } of files) if (names.has(name)) await execute(connection, `drop ${other} ${name}`)
}

/** Holds the files' headers against what DuckDB made, in one look at its catalogue. Throws HY-W-003. */
export async function assertHeaders(connection: DuckDBConnection, files: readonly SqlFile[]): Promise<void> {
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

function declared(file: SqlFile): string {
  return file.columns.map(({ name, type }) => `${identifier(name)} ${type}`).join(', ')
}
