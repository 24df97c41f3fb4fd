import { columnNames } from '../header.ts'
import type { RawRow } from '../raw-row.ts'
import { matchName, type NamedField } from './match-name.ts'
import type { NameIndex } from './synonyms.ts'

const ROWS_SEARCHED = 30
const NAMES_AT_LEAST = 2
const DEEPEST = 3
/** So many cells at either end of a row tell whether it is the header, where a table has thousands of columns. */
const ENDS = 200
/** What survey tools write below a question to say how it is answered. */
const ANSWER_KINDS = new Set(['response', 'open-ended response'])

/** A header, its cells the names of the columns as a mapping writes them, and where it ends among the rows. */
export interface FoundHeader {
  readonly row: RawRow
  /** Index of the first record. */
  readonly behind: number
  readonly isNumbered: boolean
}

/**
 * The row among the first 30 that holds most names that are known for one entity, or the two or three rows that hold
 * more of them together; where none has two of them, the first one that is as full as the rows are, without repeated
 * cells, or the places of the columns where the file has no header. Undefined for a file without any row.
 */
export function findHeaderRow(
  rows: readonly RawRow[],
  indexes: readonly NameIndex[],
  isHeaderless = false,
): FoundHeader | undefined {
  const first = rows.slice(0, ROWS_SEARCHED)
  let best: { start: number; depth: number; known: number } | undefined
  for (let depth = 1; depth <= DEEPEST; depth += 1) {
    for (let start = 0; start + depth <= first.length; start += 1) {
      const names = columnNames(first.slice(start, start + depth))
      const ends = names.length > 2 * ENDS ? [...names.slice(0, ENDS), ...names.slice(-ENDS)] : names
      const known = Math.max(0, ...indexes.map((index) => knownNames(ends, index)))
      if (best === undefined || known > best.known) best = { start, depth, known }
    }
  }
  if (best !== undefined && best.known >= NAMES_AT_LEAST) return headerAt(rows, best.start, withSubHeader(first, best))
  const usual = Math.max(0, ...first.map(({ cells }) => filled(cells).length))
  if (isHeaderless) {
    const cells = Array.from({ length: usual }, (_cell, index) => `#${index + 1}`)
    return { row: { row: 0, line: 0, cells, raw: '' }, behind: 0, isNumbered: true }
  }
  const place = first.findIndex(({ cells }) => filled(cells).length === usual && new Set(filled(cells)).size === usual)
  return place === -1 ? undefined : headerAt(rows, place, 1)
}

/** How many of the names are known; those that only may be count half. */
export function knownNames(names: readonly string[], index: NameIndex): number {
  return new Set(filled(names)).values().reduce((sum, name) => sum + weight(name, index), 0)
}

/**
 * What a column's name means; `客户 / 姓名` means what the whole means, or else what its last part does, unless that only
 * says how a question is answered.
 */
export function matchColumnName(name: string, index: NameIndex): readonly NamedField[] {
  const parts = name.split(' / ')
  const last = parts.at(-1) ?? name
  if (parts.length > 1 && isAnswerKind(last)) return matchColumnName(parts.slice(0, -1).join(' / '), index)
  const whole = matchName(name, index)
  return whole.length > 0 || last === name ? whole : matchName(last, index)
}

/**
 * The header's depth with the row below it, where that row cannot be a record: it leaves blank the first column, which
 * the rows behind it fill, and names columns that have no name yet, or only says how the questions are answered.
 */
function withSubHeader(rows: readonly RawRow[], { start, depth }: { start: number; depth: number }): number {
  const names = columnNames(rows.slice(start, start + depth))
  const [below, ...records] = rows.slice(start + depth)
  const key = names.findIndex((name) => name !== '')
  if (depth === DEEPEST || below === undefined || records.length === 0) return depth
  const isBlank = (row: RawRow) => (row.cells[key] ?? '').trim() === ''
  if (!isBlank(below) || records.filter(isBlank).length * 2 > records.length) return depth
  const cells = filled(below.cells)
  const isNaming = below.cells.some((cell, index) => cell.trim() !== '' && (names[index] ?? '') === '')
  const isAnswers = cells.length > 0 && cells.every(isAnswerKind)
  return isNaming || isAnswers ? depth + 1 : depth
}

function isAnswerKind(text: string): boolean {
  return ANSWER_KINDS.has(text.trim().toLowerCase())
}

function headerAt(rows: readonly RawRow[], start: number, depth: number): FoundHeader | undefined {
  const last = rows[start + depth - 1]
  if (last === undefined) return undefined
  const cells = columnNames(rows.slice(start, start + depth))
  return { row: { ...last, cells, raw: last.raw }, behind: start + depth, isNumbered: false }
}

function weight(name: string, index: NameIndex): number {
  const [match] = matchColumnName(name, index)
  if (match === undefined) return 0
  return match.how === 'weak' ? 0.5 : 1
}

function filled(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
}
