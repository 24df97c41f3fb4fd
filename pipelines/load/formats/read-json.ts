// file ── UTF-8 ── elements ─┬─ first pass: which array, which names, whole or cut off
//                             └─ second pass: rows
import { HuiyinError } from '../../core/errors.ts'
import type { RawRow } from '../raw-row.ts'
import { type JsonElement, JsonElements } from './json-elements.ts'
import { JsonLines } from './json-lines.ts'
import { flattenRecord } from './json-record.ts'
import { unreadable } from './unreadable.ts'
import { utf8Chunks } from './utf8-chunks.ts'

export interface JsonTable {
  /** The names of all records in the order in which they first come; nested ones joined by dots. */
  readonly columns: readonly string[]
  /** Where the records stand, `data.rows`; '' for an array at the top and for JSON Lines. */
  readonly path: string
  /** True where the file breaks off; the rest that is no whole record is a row with a problem. */
  readonly isTruncated: boolean
  /** The header (row 1, line 1) and the records; what is no object has `problem` and its text as its only cell. */
  readonly rows: () => AsyncGenerator<RawRow>
}

interface Found {
  readonly columns: Set<string>
  records: number
}

const MAX_COLUMNS = 16_384
const MAX_ARRAYS = 1000

/**
 * Opens a file of records: JSON Lines, a JSON array of objects, or an object with such an array somewhere inside, at
 * `path` where that is declared. Reads the file once here and once again for the rows, and keeps one record at a time.
 * The file has to be UTF-8 (HY-L-002). Throws HY-L-006 {file, reason} where there is no array of records, or several
 * and none is declared; HY-L-010 {file, got, limit} for more than 16,384 names.
 */
export async function openJson(file: string, kind: 'json' | 'jsonl', path?: string): Promise<JsonTable> {
  const arrays = new Map<string, Found>()
  let isTruncated = false
  for await (const element of elements(file, kind, () => (isTruncated = true))) countNames(file, element, arrays)
  const chosen = kind === 'jsonl' ? '' : chooseArray(file, arrays, path)
  const found = arrays.get(chosen)
  if (found?.records === 0)
    throw unreadable(file, kind === 'jsonl' ? 'no line is a JSON object' : 'no element is an object')
  const columns = [...(found?.columns ?? [])]
  return { columns, path: chosen, isTruncated, rows: () => tableRows(file, kind, chosen, columns) }
}

async function* tableRows(
  file: string,
  kind: 'json' | 'jsonl',
  path: string,
  columns: readonly string[],
): AsyncGenerator<RawRow> {
  if (columns.length === 0) return
  yield { row: 1, line: 1, cells: columns, raw: JSON.stringify(columns) }
  let row = 1
  for await (const element of elements(file, kind, () => undefined)) {
    if (element.path !== path) continue
    row += 1
    const record = recordOf(element)
    const place = { row, line: element.line, raw: element.text }
    if (record === undefined) yield { ...place, cells: [element.text], problem: 'unreadable' }
    else yield { ...place, cells: columns.map((column) => record.get(column) ?? '') }
  }
}

/** The elements of all arrays, or the lines; calls `onTruncated` where the file breaks off. */
async function* elements(file: string, kind: 'json' | 'jsonl', onTruncated: () => void): AsyncGenerator<JsonElement> {
  const cutter = kind === 'jsonl' ? new JsonLines(file) : new JsonElements(file)
  for await (const chunk of utf8Chunks(file)) yield* cutter.push(chunk)
  const { isTruncated, rest } = cutter.finish()
  if (isTruncated || (rest !== undefined && recordOf(rest) === undefined)) onTruncated()
  if (rest !== undefined) yield rest
}

function countNames(file: string, element: JsonElement, arrays: Map<string, Found>): void {
  const found = arrays.get(element.path) ?? { columns: new Set<string>(), records: 0 }
  if (arrays.size < MAX_ARRAYS) arrays.set(element.path, found)
  const record = recordOf(element)
  if (record === undefined) return
  found.records += 1
  for (const name of record.keys()) found.columns.add(name)
  if (found.columns.size > MAX_COLUMNS) {
    const details = { file, got: `> ${MAX_COLUMNS} columns`, limit: `${MAX_COLUMNS} columns` }
    throw new HuiyinError('HY-L-010', details)
  }
}

function chooseArray(file: string, arrays: ReadonlyMap<string, Found>, declared: string | undefined): string {
  const candidates = [...arrays].filter(([, found]) => found.records > 0).map(([path]) => path)
  const shown = candidates.map((path) => path || 'the top').join(', ')
  if (declared !== undefined) {
    if (arrays.has(declared)) return declared
    throw unreadable(file, `no array of records at ${declared || 'the top'}; found: ${shown || 'none'}`)
  }
  const [first, second] = candidates
  if (second !== undefined) throw unreadable(file, `several arrays of records (${shown}): the mapping has to name one`)
  if (first === undefined) throw unreadable(file, 'it is JSON without an array of records')
  return first
}

/** The record's names and texts; undefined where the element is no whole object. */
function recordOf(element: JsonElement): Map<string, string> | undefined {
  if (!element.isWhole) return undefined
  try {
    return flattenRecord(element.text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
