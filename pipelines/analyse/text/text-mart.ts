import { type DuckDBAppender, type DuckDBConnection, DuckDBDateValue } from '@duckdb/node-api'
import { execute } from '../../warehouse/query.ts'
import { readSqlFile, type SqlFile } from '../../warehouse/sql-file.ts'

export type Cell = string | number | boolean | null

/** The files that declare the marts of text analysis, in sql/7_analysed. */
export const TEXT_MARTS = [
  'attribution',
  'attribution_quality',
  'keyness',
  'near_duplicate',
  'batch_incident',
  'batch_case',
] as const

/** Makes the empty table that a file under sql/7_analysed declares. */
export async function makeMart(connection: DuckDBConnection, name: (typeof TEXT_MARTS)[number]): Promise<SqlFile> {
  const file = readSqlFile(`7_analysed/${name}.sql`)
  await execute(connection, `create or replace table ${file.name} as ${file.sql}`, {}, file.path)
  return file
}

/** Appends rows, cells in the order of the file's columns; a DATE is a number of days since 1970-01-01. */
export async function appendRows(
  connection: DuckDBConnection,
  file: SqlFile,
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  const [schema, table = ''] = file.name.split('.')
  const appender = await connection.createAppender(table, schema)
  const types = file.columns.map((column) => column.type)
  for (const row of rows) {
    types.forEach((type, at) => {
      appendCell(appender, type, row[at] ?? null)
    })
    appender.endRow()
  }
  appender.closeSync()
}

function appendCell(appender: DuckDBAppender, type: string, cell: Cell): void {
  if (cell === null) appender.appendNull()
  else if (type === 'VARCHAR') appender.appendVarchar(String(cell))
  else if (type === 'BOOLEAN') appender.appendBoolean(cell === true)
  else if (type === 'DOUBLE') appender.appendDouble(Number(cell))
  else if (type === 'DATE') appender.appendDate(new DuckDBDateValue(Number(cell)))
  else if (type === 'BIGINT') appender.appendBigInt(BigInt(cell))
  else appender.appendInteger(Number(cell))
}
