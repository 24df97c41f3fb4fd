import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CsvRow } from '../pipelines/load/csv/csv-row.ts'
import { type Dialect, PLAIN_DIALECT } from '../pipelines/load/csv/dialect.ts'
import { headerNames } from '../pipelines/load/csv/header-names.ts'
import { RecordReader } from '../pipelines/load/csv/record-reader.ts'
import { STRICT_SHAPE, TableShaper } from '../pipelines/load/csv/shape.ts'
import { type DialectFinding, sniffDialect } from '../pipelines/load/csv/sniff-dialect.ts'

export type Mode = 'sniffed' | 'parameters'

/** What our readers make of one file. */
export interface LoadedTable {
  /** Header, where there is one, and records. */
  readonly rows: string[][]
  readonly problems: CsvRow[]
  /** What holds for the file as a whole: such a file is refused, or its header is not used, until a person decides. */
  readonly findings: string[]
  readonly isRefused: boolean
}

interface Parameters {
  encoding: string
  delimiter: string
  quotechar: string
  escapechar: string
  header_lines: number | string
  preamble_lines: number | string
  column_names: string[]
}

/** Loads one file of a folder with `csv`, `clean` and `parameters`, as the loader would without a mapping. */
export function loadPolluted(folder: string, file: string, mode: Mode): LoadedTable {
  const parameters = readParameters(folder, file)
  const text = textOf(join(folder, 'csv', file), parameters.encoding)
  const declared = mode === 'parameters' ? declaredDialect(parameters) : {}
  const found = sniffDialect(text, declared)
  if (!found.sure && text !== '') {
    return { rows: [], problems: [], findings: ['dialect unsure'], isRefused: true }
  }
  const names = mode === 'parameters' && Number(parameters.header_lines) > 0 ? parameters.column_names : undefined
  return shapeTable(readAll(text, found.dialect), found, names)
}

/** The rows of the table as it was before it was polluted. */
export function cleanTable(folder: string, file: string): string[][] {
  const text = textOf(join(folder, 'clean', file), 'utf-8')
  return readAll(text, PLAIN_DIALECT).map((row) => row.cells.map(unixLines))
}

function shapeTable(
  rows: readonly CsvRow[],
  { dialect, sample }: DialectFinding,
  given: readonly string[] | undefined,
): LoadedTable {
  const behind = rows.filter((row) => row.line > dialect.preambleRows)
  const header = behind.slice(0, dialect.headerRows)
  const headerWidth = Math.max(0, ...header.map((row) => row.cells.length))
  const width = given?.length ?? (headerWidth || dialect.width)
  const { names } = headerNames(
    header.map((row) => row.cells),
    width,
  )
  const shaper = new TableShaper({ ...STRICT_SHAPE, width, names, sample })
  const shaped = [...behind.slice(dialect.headerRows).flatMap((row) => shaper.push(row)), ...shaper.end()]
  const records = shaped.filter((row) => row.problem === undefined).map((row) => row.cells.map(unixLines))
  const findings = [
    ...(given === undefined && header.some((row) => row.problem !== undefined) ? ['header row damaged'] : []),
    ...(given === undefined && headerWidth > 0 && headerWidth !== dialect.width ? ['header of another width'] : []),
    ...(given === undefined && header.length === 0 && dialect.preambleRows > 0 ? ['no header found'] : []),
  ]
  const first = given ?? (header.length > 0 ? names : undefined)
  return {
    rows: first === undefined ? records : [first.map((name) => name.trim()), ...records],
    problems: shaped.filter((row) => row.problem !== undefined),
    findings,
    isRefused: false,
  }
}

function readAll(text: string, dialect: Dialect): CsvRow[] {
  const reader = new RecordReader(dialect)
  return [...reader.push(text), ...reader.end()]
}

/** The line end is left to the sniffer: the stored files end their lines with LF where the parameters say CRLF. */
function declaredDialect(parameters: Parameters): Partial<Dialect> {
  const quote = parameters.quotechar === '"' || parameters.quotechar === "'" ? parameters.quotechar : undefined
  return {
    ...(parameters.delimiter === '' ? {} : { delimiter: parameters.delimiter }),
    ...(quote === undefined ? {} : { quote }),
    ...(parameters.escapechar === '\\' ? { escape: '\\' as const } : {}),
    preambleRows: Number(parameters.preamble_lines),
    headerRows: Number(parameters.header_lines),
  }
}

function readParameters(folder: string, file: string): Parameters {
  return JSON.parse(readFileSync(join(folder, 'parameters', `${file}_parameters.json`), 'utf8')) as Parameters
}

function textOf(path: string, encoding: string): string {
  return new TextDecoder(encoding === 'CP949' ? 'euc-kr' : encoding).decode(readFileSync(path))
}

function unixLines(cell: string): string {
  return cell.replaceAll(/\r\n?/g, '\n')
}
