import { parse } from 'csv-parse/sync'
import type { Source } from '../core/settings-schema.ts'
import type { Quarantined } from './quarantined.ts'

const DELIMITERS = [',', ';', '\t', '|']

/** The names of the columns that a source's mapping reads, each once. */
export function columnsOf(source: Source): string[] {
  return [...new Set(Object.values(source.columns).map(nameOf))]
}

/**
 * A record's cells by the names of the mapping's columns, as far as they can be had: of a record whose values were at
 * fault all of them; of one whose shape was, those that stand under the file's header; of an unreadable one none.
 */
export function rawCells(record: Quarantined, source: Source): ReadonlyMap<string, string> {
  const fields = fieldsOf(record.raw)
  if (fields !== undefined) {
    const entries = Object.entries(source.columns).map(([field, column]) => [nameOf(column), fields[field]] as const)
    return new Map(entries.flatMap(([name, cell]) => (typeof cell === 'string' ? [[name, cell]] : [])))
  }
  if (record.reason !== 'short_row' && record.reason !== 'long_row' && record.reason !== 'footer') return new Map()
  const cells = cellsOf(record.raw, source.delimiter)
  const names = record.columns.map(folded)
  return new Map(
    columnsOf(source).flatMap((name): [string, string][] => {
      const cell = cells[names.indexOf(folded(name))]
      return cell === undefined ? [] : [[name, cell]]
    }),
  )
}

function nameOf(column: Source['columns'][string]): string {
  return typeof column === 'string' ? column : column.from
}

/** The JSON object of a record whose shape was right, or undefined. */
function fieldsOf(raw: string): Readonly<Record<string, unknown>> | undefined {
  const value = parsed(raw)
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject && 'row_number' in value ? (value as Record<string, unknown>) : undefined
}

/** A sheet's row is a JSON array; a line of text is taken apart by whichever delimiter gives most cells. */
function cellsOf(raw: string, declared: string | undefined): string[] {
  const value = parsed(raw)
  if (Array.isArray(value)) return value.map((cell) => (cell === null ? '' : String(cell)))
  const readings = [...(declared === undefined ? [] : [declared]), ...DELIMITERS].map((delimiter) =>
    split(raw, delimiter),
  )
  return readings.reduce((best, cells) => (cells.length > best.length ? cells : best), [])
}

function split(line: string, delimiter: string): string[] {
  try {
    const records: string[][] = parse(line, { delimiter, relax_column_count: true, relax_quotes: true })
    return records.length === 1 ? (records[0] ?? []) : []
  } catch {
    return []
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function folded(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
}
