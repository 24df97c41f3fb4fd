import { open, readFile } from 'node:fs/promises'
import { tableToIPC } from 'apache-arrow'
import { HuiyinError } from '../core/errors.ts'
import { queryArrow } from '../warehouse/arrow.ts'
import { execute, identifier, literal, queryRows } from '../warehouse/query.ts'
import type { Snapshot } from '../warehouse/snapshot.ts'
import type { Column, SqlFile } from '../warehouse/sql-file.ts'
import { writeWorkbook } from './write-workbook.ts'

export const FORMATS = ['csv', 'parquet', 'arrow', 'xlsx'] as const
export type Format = (typeof FORMATS)[number]

/** Rows below the header that a sheet can hold. */
const SHEET_ROWS = 1_048_575
const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf)

/** First and last day; none for an extract of the whole run. */
type Range = Readonly<Record<string, string>>

/**
 * Writes the rows of an extract to a new file and returns how many there are. CSV (UTF-8 with its mark, for Excel) and
 * XLSX give instants as wall-clock time of the workspace; Parquet and Arrow keep them as instants. In CSV a text that a
 * spreadsheet would take for a formula begins with an apostrophe.
 */
export async function writeRows(
  snapshot: Snapshot,
  definition: SqlFile,
  range: Range,
  format: Format,
  file: string,
): Promise<number> {
  const { connection } = snapshot.database
  const base = definition.sql.trim()
  const [count] = await queryRows<{ n: number }>(
    connection,
    `select count(*) as n from (${base}) as extract`,
    range,
    definition.path,
  )
  const rows = count?.n ?? 0
  if (format === 'arrow') {
    const table = await queryArrow(connection, base, range)
    await writeNew(file, tableToIPC(table, 'file'))
  } else if (format === 'xlsx') {
    if (rows > SHEET_ROWS)
      throw new HuiyinError('HY-X-002', { format: `xlsx (${rows} rows)`, expected: 'csv, parquet, arrow' })
    const table = await queryArrow(connection, wording(definition, base, snapshot.run.timezone, false), range)
    await writeNew(file, writeWorkbook(table, definition.name.replace('extracts.', '')))
  } else {
    const options = format === 'csv' ? 'format csv, header' : 'format parquet, compression zstd'
    const sql = format === 'csv' ? wording(definition, base, snapshot.run.timezone, true) : base
    const bound = sql.replaceAll(/\$(from|to)\b/g, (_whole, name: string) => literal(range[name] ?? ''))
    await execute(connection, `copy (${bound}) to ${literal(file)} (${options})`, {}, definition.path)
    if (format === 'csv') await prepend(file, BYTE_ORDER_MARK)
  }
  return rows
}

/** The extract for a spreadsheet: instants as local wall-clock text, and with `defused` no text that acts as a formula. */
function wording(definition: SqlFile, base: string, timezone: string, defused: boolean): string {
  const columns = definition.columns.map(
    (column) => `${worded(column, timezone, defused)} as ${identifier(column.name)}`,
  )
  return `select ${columns.join(', ')} from (${base}) as extract`
}

function worded({ name, type }: Column, timezone: string, defused: boolean): string {
  const column = identifier(name)
  if (type === 'TIMESTAMP WITH TIME ZONE')
    return `strftime(${column} at time zone ${literal(timezone)}, '%Y-%m-%d %H:%M:%S')`
  if (type === 'DATE') return `cast(${column} as varchar)`
  if (type === 'VARCHAR' && defused)
    return `case when regexp_matches(${column}, '^[\\s]*[=+@\\t\\r\\-＝＋－＠]') then '''' || ${column} else ${column} end`
  return column
}

async function prepend(file: string, bytes: Uint8Array): Promise<void> {
  const content = await readFile(file)
  await writeNew(file, Buffer.concat([bytes, content]))
}

async function writeNew(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
