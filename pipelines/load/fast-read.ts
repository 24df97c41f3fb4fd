import { stat } from 'node:fs/promises'
import type { Source } from '../core/source-schema.ts'
import { identifier, literal } from '../warehouse/query.ts'
import type { Dialect } from './csv/dialect.ts'
import { type PlainRecords, plainRecords, plainRecordsBeside } from './csv/plain-records.ts'
import type { Header } from './header.ts'

/** A text file that DuckDB itself can read, many times faster than we: how, and what it must come to. */
export interface FastRead {
  /** A query that gives row_number and line_number (null), content_key (null), and a text column a mapped field. */
  readonly sql: string
  /** What the file's bytes come to; undefined where they are odd after all, which a large file shows only meanwhile. */
  readonly counted: Promise<PlainRecords | undefined>
  /** Number of the row, and of the line, before the first record. */
  readonly row: number
  readonly line: number
}

/** A file below this size is counted before it is read: another thread takes as long to start. */
const SMALL_BYTES = 8 << 20

/**
 * How DuckDB is to read the records behind the header, where the file is written plainly and a count of its bytes shows
 * every row as wide as the header; undefined where anything is odd: the careful reader then says what, row by row.
 * A row that is no record (blank, a total, the header again) makes the query fail.
 */
export async function fastRead(
  path: string,
  header: Header,
  source: Source,
  dialect: Dialect,
): Promise<FastRead | undefined> {
  const width = header.names.length
  if (!isPlain(dialect) || source.key === 'content' || header.row.cells.length !== header.width) return undefined
  const line = header.row.line + header.row.raw.split('\n').length - 1
  const file = { path, skipped: line, delimiter: dialect.delimiter.charCodeAt(0), width }
  const isSmall = (await stat(path)).size < SMALL_BYTES
  const counted = isSmall ? Promise.resolve(await plainRecords(file)) : plainRecordsBeside(file)
  if (isSmall && (await counted) === undefined) return undefined
  // Whoever reads the file asks; one who gives up before does not.
  counted.catch(() => undefined)
  const names = header.names.map((_name, index) => `c${index}`)
  // Tied to a cell that is read in any case: a column of its own would be planned away.
  const cells = [...header.positions].map(([field, position], index) => {
    const cell = `c${position}`
    const guarded = index === 0 ? `case when ${oddRow(header, source)} then error('odd row') else ${cell} end` : cell
    return `${guarded} as ${identifier(field)}`
  })
  const sql = `select null::integer as row_number, null::integer as line_number, null::varchar as content_key,
      ${cells.join(', ')}
    from ${readCsvCall(path, names, line, dialect)} as record`
  return { sql, counted, row: header.row.row, line }
}

/**
 * Whether a row is none of the records: without a filled cell, a total, or the header once more. Most rows are passed
 * after a look at the letter that they begin with.
 */
function oddRow(header: Header, source: Source): string {
  const again = [...header.positions.values()]
    .slice(0, 2)
    .map((position) => ({ cell: `c${position}`, title: (header.row.cells[position] ?? '').trim() }))
  const firstCell = `lower(coalesce(${header.names.map((_name, index) => `c${index}`).join(', ')}))`
  const totals = source.footers.map((word) => `starts_with(${firstCell}, ${literal(word.toLowerCase())})`)
  const isHeader = again.map(({ cell, title }) => `${cell} = ${literal(title)}`).join(' and ')
  const mayBeTotal = ['c0 is null', ...firstLetters(source.footers).map(beginsWith)]
  return `(${mayBeTotal.join(' or ')}) and (${[`${firstCell} is null`, ...totals].join(' or ')}) or (${isHeader})`
}

function firstLetters(words: readonly string[]): string[] {
  return [
    ...new Set(words.flatMap((word) => [word.toLowerCase(), word.toUpperCase()]).map((word) => [...word][0] ?? '')),
  ]
}

/** Two comparisons, many times cheaper than looking for a prefix: the order of texts is that of their letters' numbers. */
function beginsWith(letter: string): string {
  const next = String.fromCodePoint((letter.codePointAt(0) ?? 0) + 1)
  return `(c0 >= ${literal(letter)} and c0 < ${literal(next)})`
}

/** Written the common way: DuckDB and our reader agree on it. */
function isPlain(dialect: Dialect): boolean {
  const { delimiter, quote } = dialect
  return (
    delimiter.length === 1 &&
    delimiter.charCodeAt(0) < 0x80 &&
    delimiter !== ' ' &&
    (quote === null || (quote === '"' && dialect.escape === '"'))
  )
}

function readCsvCall(path: string, names: readonly string[], skipped: number, dialect: Dialect): string {
  const columns = names.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ')
  return `read_csv(${literal(path)}, columns = {${columns}}, auto_detect = false, header = false, skip = ${skipped},
    delim = ${literal(dialect.delimiter)}, quote = '"', escape = '"', comment = '', strict_mode = true, null_padding = false,
    ignore_errors = false)`
}
