import type { Source } from '../core/settings-schema.ts'
import { identifier, literal } from '../warehouse/query.ts'
import { type Census, censusOf } from './csv/census.ts'
import type { Dialect } from './csv/dialect.ts'
import type { Header } from './header.ts'
import { isWellQuoted } from './well-quoted.ts'

/** A text file that DuckDB itself can read, many times faster than we: how, and what it must come to. */
export interface FastRead {
  /** A query that gives row_number and line_number (null), content_key (null), and a text column a mapped field. */
  readonly sql: string
  readonly records: number
  /** Number of the row, and of the line, before the first record. */
  readonly row: number
  readonly line: number
  readonly breaks: Census['breaks']
}

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
  const census = await censusOf(path, line, dialect.delimiter.charCodeAt(0))
  if (census.hasEdgeBlanks || census.hasEmptyLines || census.delimiters !== census.records * (width - 1))
    return undefined
  if (census.hasQuotes && !(await isWellQuoted(path, dialect.delimiter.charCodeAt(0)))) return undefined
  const names = header.names.map((_name, index) => `c${index}`)
  // Tied to a cell that is read in any case: a column of its own would be planned away.
  const cells = [...header.positions].map(([field, position], index) => {
    const cell = `c${position}`
    const guarded = index === 0 ? `case when ${oddRow(header, source)} then error('odd row') else ${cell} end` : cell
    return `${guarded} as ${identifier(field)}`
  })
  const sql = `select null::integer as row_number, null::integer as line_number, null::varchar as content_key,
      ${cells.join(', ')}
    from (
      select *, lower(coalesce(${names.join(', ')})) as first_cell
      from (select ${names.map((name) => `nullif(${name}, '') as ${name}`).join(', ')} from ${readCsvCall(path, names, line, dialect)}) as cells
    ) as record`
  return { sql, records: census.records, row: header.row.row, line, breaks: census.breaks }
}

/** Whether a row is none of the records: without a filled cell, a total, or the header once more. */
function oddRow(header: Header, source: Source): string {
  const totals = source.footers.map((word) => `starts_with(first_cell, ${literal(word.toLowerCase())})`)
  const again = [...header.positions.values()]
    .slice(0, 2)
    .map((position) => `c${position} = ${literal((header.row.cells[position] ?? '').trim())}`)
  return ['first_cell is null', ...totals, `(${again.join(' and ')})`].join(' or ')
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
