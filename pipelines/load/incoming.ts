import { type DuckDBConnection, DuckDBDataChunk, INTEGER, VARCHAR } from '@duckdb/node-api'
import { sha256 } from '../core/hash.ts'
import { columnValues, timeCell } from '../core/mapped-cells.ts'
import type { Source } from '../core/source-schema.ts'
import { execute, identifier, literal } from '../warehouse/query.ts'
import type { SqlFile } from '../warehouse/sql-file.ts'
import { baseField, fieldsRead } from '../warehouse/staging-file.ts'
import { cellText } from './cell-text.ts'
import type { Header } from './header.ts'
import type { RawRow } from './raw-row.ts'

const CHUNK_ROWS = 2048

/** Makes the temporary table `cells` for the records of a file: one text column a mapped field that the header gives. */
export async function createCells(connection: DuckDBConnection, cells: string, header: Header): Promise<void> {
  const columns = [...header.positions.keys()].map((field) => `, ${identifier(field)} varchar`).join('')
  await execute(
    connection,
    `create or replace temp table ${cells} (row_number integer, line_number integer, content_key varchar${columns})`,
  )
}

/**
 * Puts the records behind the header into the temporary tables `cells` (see `createCells`) and `rejected` (rows with a
 * problem), and nothing else into them. Returns how many rows there were; blank ones are not counted.
 */
export async function fillCells(
  connection: DuckDBConnection,
  cells: string,
  rows: AsyncIterable<RawRow>,
  header: Header,
  source: Source,
): Promise<number> {
  await execute(connection, `delete from ${cells}`)
  await emptyRejected(connection)
  const positions = [...header.positions.values()]
  const good = await chunkWriter(connection, cells, positions.length + 1)
  const bad = await chunkWriter(connection, 'rejected', 2)
  let read = 0
  for await (const row of rows) {
    if (row.problem === undefined && row.cells.every((cell) => cell.trim() === '')) continue
    read += 1
    if (row.problem !== undefined) bad.write(row, [row.problem, row.raw])
    else good.write(row, [contentKey(row, source), ...positions.map((position) => filled(row.cells[position]))])
  }
  good.close()
  bad.close()
  return read
}

/** The table of records whose shape is wrong, without any. */
export async function emptyRejected(connection: DuckDBConnection): Promise<void> {
  await execute(
    connection,
    `create temp table if not exists rejected (row_number integer, line_number integer, reason varchar, raw varchar);
     delete from rejected`,
  )
}

/** The fields that a file, or the mapping's constants, give. */
export function fieldsPresent(source: Source, header: Header): ReadonlySet<string> {
  return new Set([...header.positions.keys(), ...Object.keys(source.constants)])
}

/**
 * A query on one that gives cells by field, beside batch_no, exported_at, row_number, line_number and content_key: the
 * fields that the file or the mapping's constants give, as text or null, the mapping's values applied; `x_source` is `x`
 * in the source's own words, and `cell.x` the cell as it was read.
 */
export function incomingSql(source: Source, staging: SqlFile, header: Header, cells: string): string {
  const nulls = source.nulls.map(literal).join(', ')
  const present = fieldsPresent(source, header)
  const columns = fieldsRead(staging).flatMap((field) => {
    const base = baseField(field)
    const constant = source.constants[base]
    if (constant !== undefined) return [`${literal(String(constant))} as ${identifier(field)}`]
    if (!present.has(base)) return []
    const cell = header.positions.has(timeCell(base)) ? withTime(base) : identifier(base)
    const text = nulls === '' ? cell : `case when ${cell} not in (${nulls}) then ${cell} end`
    return [`${field === base ? withValues(text, source, base) : text} as ${identifier(field)}`]
  })
  const asRead = [...header.positions.keys()].map((field) => `${identifier(field)} as ${identifier(cellName(field))}`)
  return `select batch_no, exported_at, row_number, line_number, content_key, ${[...columns, ...asRead].join(', ')}
    from (${cells}) as incoming_cell`
}

/** A mapped field's cell as it was read, in the view `incoming`. */
export function cellName(field: string): string {
  return `cell.${field}`
}

/** A day and its time of day as one text; either may be written as a day with a time (a sheet's cells are). */
function withTime(field: string): string {
  const day = `regexp_replace(${identifier(field)}, '[ T]0?0:00(:00)?([.]0+)?$', '')`
  const time = `regexp_replace(${identifier(timeCell(field))}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]', '')`
  return `(${day} || coalesce(' ' || ${time}, ''))`
}

function withValues(text: string, source: Source, field: string): string {
  const values = Object.entries(columnValues(source.columns[field]))
  if (values.length === 0) return text
  return `case ${text} ${values.map(([from, to]) => `when ${literal(from)} then ${literal(to)}`).join(' ')} else ${text} end`
}

/** A cell's text, or null where nothing is left. */
function filled(cell: string | undefined): string | null {
  return cellText(cell ?? '') || null
}

/** What identifies a record without a number: all its cells, those that the mapping does not name as well. */
function contentKey(row: RawRow, source: Source): string | null {
  if (source.key !== 'content') return null
  const text = JSON.stringify(row.cells.map((cell) => cell.trim()))
  return sha256(text).slice(0, 24)
}

async function chunkWriter(connection: DuckDBConnection, table: string, width: number) {
  const appender = await connection.createAppender(table, 'main', 'temp')
  const types = [INTEGER, INTEGER, ...Array.from({ length: width }, () => VARCHAR)]
  let rows: (string | number | null)[][] = []
  const flush = () => {
    if (rows.length === 0) return
    const chunk = DuckDBDataChunk.create(types)
    chunk.setRows(rows)
    appender.appendDataChunk(chunk)
    rows = []
  }
  return {
    write(row: RawRow, values: readonly (string | null)[]) {
      rows.push([row.row, row.line, ...values])
      if (rows.length === CHUNK_ROWS) flush()
    },
    close() {
      flush()
      appender.closeSync()
    },
  }
}
