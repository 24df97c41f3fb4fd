import { createReadStream } from 'node:fs'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Source } from '../core/settings-schema.ts'
import { execute, identifier, literal, queryRows } from '../warehouse/query.ts'
import type { Dialect } from './csv/dialect.ts'
import type { Header } from './header.ts'
import { emptyRejected } from './incoming.ts'
import { isWellQuoted } from './well-quoted.ts'

const LINE_FEED = 0x0a
const QUOTE = 0x22

/**
 * Lets DuckDB itself read the records behind the header into `incoming_cell`, many times faster than we can, where the
 * file is clean: every row as wide as the header, no footer, every physical line accounted for. Returns how many
 * records there were, or undefined where anything is odd: the careful reader then says what, row by row.
 */
export async function fillFast(
  connection: DuckDBConnection,
  path: string,
  header: Header,
  source: Source,
  dialect: Dialect,
): Promise<number | undefined> {
  if (!isPlain(dialect) || source.key === 'content' || header.row.cells.length !== header.width) return undefined
  const skipped = header.row.line + header.row.raw.split('\n').length - 1
  const census = await censusOf(path, skipped, dialect.delimiter.charCodeAt(0))
  const names = header.row.cells.map((_cell, index) => `c${index}`)
  const within = (text: string) =>
    names.map((name) => `coalesce(length(${name}) - length(replace(${name}, ${text}, '')), 0)`).join(' + ')
  const broken = census.quotes ? within('chr(10)') : '0'
  const enclosed = census.quotes ? within(literal(dialect.delimiter)) : '0'
  const marks = census.quotes ? names.map((name) => `coalesce(contains(${name}, '"'), false)`).join(' or ') : 'false'
  const cells = [...header.positions].map(([field, position]) => `nullif(c${position}, '') as ${identifier(field)}`)
  try {
    await execute(
      connection,
      `create or replace temp table incoming_cell as
       select (${header.row.row} + row_number() over ())::integer as row_number,
         (${skipped} + row_number() over () + ${census.quotes ? 'coalesce(sum(breaks) over (rows between unbounded preceding and 1 preceding), 0)' : '0'})::integer as line_number,
         null::varchar as content_key, enclosed, marks, ${cells.join(', ')}
       from (select *, ${broken} as breaks, ${enclosed} as enclosed, ${marks} as marks from ${readCsvCall(path, names, skipped, dialect)}) as record`,
      {},
      'read_csv',
    )
  } catch {
    return undefined
  }
  const [first = ''] = [...header.positions].filter(([, position]) => position === 0).map(([field]) => field)
  const blank = [...header.positions.keys()].map((field) => `${identifier(field)} is null`).join(' and ')
  const footer =
    first === ''
      ? 'false'
      : source.footers.map((word) => `starts_with(ltrim(${identifier(first)}), ${literal(word)})`).join(' or ')
  const again = [...header.positions].slice(0, 2).map(([field, position]) => {
    return `${identifier(field)} = ${literal(header.row.cells[position] ?? '')}`
  })
  const [found] = await queryRows<{ n: number; last: number | null; odd: number; enclosed: number; marks: number }>(
    connection,
    `select count(*) as n, max(line_number) as last, coalesce(sum(enclosed), 0)::bigint as enclosed, count(*) filter (where marks) as marks, count(*) filter (where (${blank}) or (${footer || 'false'}) or (${again.join(' and ')})) as odd from incoming_cell`,
  )
  if (found === undefined || found.odd > 0 || (found.last ?? skipped) !== census.lines) return undefined
  if (census.delimiters !== found.n * (names.length - 1) + found.enclosed) return undefined
  if (found.marks > 0 && !(await isWellQuoted(path, dialect.delimiter.charCodeAt(0)))) return undefined
  for (const name of ['enclosed', 'marks']) await execute(connection, `alter table incoming_cell drop column ${name}`)
  await trimEdges(connection, [...header.positions.keys()])
  await emptyRejected(connection)
  return found.n
}

/** Blanks as RE2 and `trim` name them: what JavaScript's \\s holds, and the zero-width space. */
const BLANK_CLASS = '[\\s\\x{a0}\\x{1680}\\x{2000}-\\x{200b}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]'

/** Takes blanks from the edges of all cells where any has them: looking is one cheap expression, trimming is not. */
async function trimEdges(connection: DuckDBConnection, fields: readonly string[]): Promise<void> {
  const columns = fields.map(identifier)
  const [found] = await queryRows<{ found: boolean }>(
    connection,
    `select exists (
       select 1 from incoming_cell
       where regexp_matches(concat_ws(chr(31), ${columns.join(', ')}), '(^|\\x1f)${BLANK_CLASS}|${BLANK_CLASS}($|\\x1f)')
     ) as found`,
  )
  if (found?.found !== true) return
  const trimmed = columns.map(
    (column) => `nullif(regexp_replace(${column}, '^${BLANK_CLASS}+|${BLANK_CLASS}+$', '', 'g'), '') as ${column}`,
  )
  await execute(
    connection,
    `create or replace temp table incoming_cell as select row_number, line_number, content_key, ${trimmed.join(', ')} from incoming_cell`,
  )
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

interface Census {
  /** Physical lines. */
  readonly lines: number
  /** Delimiters behind the lines that are skipped, those inside of quotes counted. */
  readonly delimiters: number
  /** Whether a quote stands anywhere. */
  readonly quotes: boolean
}

/** Counts a file's bytes, to hold DuckDB's reading against: it passes over a blank cell too many without a word. */
async function censusOf(path: string, skipped: number, delimiter: number): Promise<Census> {
  let lines = 0
  let delimiters = 0
  let quotes = false
  let last = LINE_FEED
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 22 }) as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at]
      if (byte === LINE_FEED) lines += 1
      else if (byte === delimiter && lines >= skipped) delimiters += 1
    }
    quotes ||= chunk.includes(QUOTE)
    last = chunk.at(-1) ?? last
  }
  return { lines: last === LINE_FEED ? lines : lines + 1, delimiters, quotes }
}
