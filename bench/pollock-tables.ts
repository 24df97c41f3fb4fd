import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CsvRow } from '../pipelines/load/csv/csv-row.ts'
import { type Dialect, PLAIN_DIALECT } from '../pipelines/load/csv/dialect.ts'
import { RecordReader } from '../pipelines/load/csv/record-reader.ts'

/** What the benchmark says of a polluted file. */
export interface Parameters {
  encoding: string
  delimiter: string
  quotechar: string
  escapechar: string
  header_lines: number | string
  preamble_lines: number | string
  column_names: string[]
}

export function readParameters(folder: string, file: string): Parameters {
  return JSON.parse(readFileSync(join(folder, 'parameters', `${file}_parameters.json`), 'utf8')) as Parameters
}

/** The text of a polluted file, decoded as the benchmark says. */
export function pollutedText(folder: string, file: string): string {
  return textOf(join(folder, 'csv', file), readParameters(folder, file).encoding)
}

/** The rows of the table as it was before it was polluted. */
export function cleanTable(folder: string, file: string): string[][] {
  const text = textOf(join(folder, 'clean', file), 'utf-8')
  return readAll(text, PLAIN_DIALECT).map((row) => row.cells.map(unixLines))
}

export function readAll(text: string, dialect: Dialect): CsvRow[] {
  const reader = new RecordReader(dialect)
  return [...reader.push(text), ...reader.end()]
}

export function unixLines(cell: string): string {
  return cell.replaceAll(/\r\n?/g, '\n')
}

function textOf(path: string, encoding: string): string {
  return new TextDecoder(encoding === 'CP949' ? 'euc-kr' : encoding).decode(readFileSync(path))
}
