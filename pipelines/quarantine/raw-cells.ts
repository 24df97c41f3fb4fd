import { parse } from 'csv-parse/sync'
import { mappedCells } from '../core/mapped-cells.ts'
import type { Source } from '../core/source-schema.ts'
import type { Quarantined } from './quarantined.ts'

const DELIMITERS = [',', ';', '\t', '|']
/** Reasons for which a record that is otherwise readable is in quarantine. */
const TAKEN_APART: ReadonlySet<string> = new Set([
  'short_row',
  'long_row',
  'footer',
  'beside_damage',
  'repeated_header',
  'other_table',
])

/** The names of the columns that a source's mapping reads, each once. */
export function columnsOf(source: Source): string[] {
  return [...new Set(mappedCells(source).map(({ name }) => name))]
}

/**
 * A record's cells by the names of the mapping's columns, as far as they can be had: of a record whose values were at
 * fault all of them; of one whose shape was, those that stand under the file's header; of an unreadable one none.
 */
export function rawCells(record: Quarantined, source: Source): ReadonlyMap<string, string> {
  const object = objectOf(record.raw)
  if (object !== undefined && 'row_number' in object) {
    const cells = mappedCells(source).map(({ field, name }) => [name, object[field]] as const)
    return new Map(cells.flatMap(([name, cell]) => (typeof cell === 'string' ? [[name, cell]] : [])))
  }
  if (!TAKEN_APART.has(record.reason)) return new Map()
  const [names, cells] =
    object === undefined
      ? [record.columns, cellsOf(record.raw, source.delimiter)]
      : [Object.keys(object), Object.values(object).map(textOf)]
  const known = names.map(folded)
  return new Map(
    columnsOf(source).flatMap((name): [string, string][] => {
      const cell = cells[known.indexOf(folded(name))]
      return cell === undefined ? [] : [[name, cell]]
    }),
  )
}

/** What a record's text is where it is a JSON object, of the source itself or of the mapped fields; else undefined. */
function objectOf(raw: string): Readonly<Record<string, unknown>> | undefined {
  const value = parsed(raw)
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as Record<string, unknown>) : undefined
}

/** A sheet's row is a JSON array; a line of text is taken apart by whichever delimiter gives most cells. */
function cellsOf(raw: string, declared: string | undefined): string[] {
  const value = parsed(raw)
  if (Array.isArray(value)) return value.map(textOf)
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

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function folded(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
}
