import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, identifier } from '../../warehouse/query.ts'
import { readSqlFile, type SqlFile } from '../../warehouse/sql-file.ts'

export type Cell = string | number | boolean | null

/** The marts of text analysis; sql/4_marts declares them without rows. */
export const TEXT_MARTS = [
  'attribution',
  'attribution_quality',
  'keyness',
  'near_duplicate',
  'batch_incident',
  'batch_case',
] as const

/** Rows that go into one statement. */
const CHUNK = 20_000
const DAY = 86_400_000

/** Makes a mart anew, without rows. */
export async function makeMart(connection: DuckDBConnection, name: (typeof TEXT_MARTS)[number]): Promise<SqlFile> {
  const file = readSqlFile(`4_marts/${name}.sql`)
  await execute(connection, `create or replace table ${file.name} as ${file.sql}`, {}, file.path)
  return file
}

/** Appends rows, cells in the order of the file's columns; a DATE is a number of days since 1970-01-01. */
export async function appendRows(
  connection: DuckDBConnection,
  file: SqlFile,
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  let chunk: Record<string, Cell>[] = []
  for (const row of rows) {
    chunk.push(Object.fromEntries(file.columns.map(({ name, type }, at) => [name, cellOf(type, row[at] ?? null)])))
    if (chunk.length < CHUNK) continue
    await insert(connection, file, chunk)
    chunk = []
  }
  if (chunk.length > 0) await insert(connection, file, chunk)
}

async function insert(connection: DuckDBConnection, file: SqlFile, rows: readonly Record<string, Cell>[]) {
  const shape = JSON.stringify([Object.fromEntries(file.columns.map(({ name, type }) => [name, type]))])
  const columns = file.columns.map(({ name }) => `entry.${identifier(name)}`).join(', ')
  await execute(
    connection,
    `insert into ${file.name} select ${columns} from (select unnest(from_json($rows::json, '${shape}')) as entry)`,
    { rows: JSON.stringify(rows) },
    file.path,
  )
}

function cellOf(type: string, cell: Cell): Cell {
  return type === 'DATE' && cell !== null ? new Date(Number(cell) * DAY).toISOString().slice(0, 10) : cell
}
