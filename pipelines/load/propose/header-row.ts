import type { RawRow } from '../raw-row.ts'
import { matchName } from './match-name.ts'
import type { NameIndex } from './synonyms.ts'

const ROWS_SEARCHED = 30
const NAMES_AT_LEAST = 2

/**
 * The row among the first 30 that holds most names that are known for one entity; where there is none with two of them,
 * the first one that is as full as the rows are, without repeated cells; undefined for a file without any.
 */
export function findHeaderRow(rows: readonly RawRow[], indexes: readonly NameIndex[]): RawRow | undefined {
  const first = rows.slice(0, ROWS_SEARCHED)
  let best: { row: RawRow; known: number } | undefined
  for (const row of first) {
    const known = Math.max(0, ...indexes.map((index) => knownNames(row, index)))
    if (best === undefined || known > best.known) best = { row, known }
  }
  if (best !== undefined && best.known >= NAMES_AT_LEAST) return best.row
  const usual = Math.max(0, ...first.map((row) => filled(row).length))
  return first.find((row) => filled(row).length === usual && new Set(filled(row)).size === usual)
}

/** How many cells of a row are names; those that only may be count half. */
export function knownNames(row: RawRow, index: NameIndex): number {
  return new Set(filled(row)).values().reduce((sum, cell) => sum + weight(cell, index), 0)
}

function weight(cell: string, index: NameIndex): number {
  const [match] = matchName(cell, index)
  if (match === undefined) return 0
  return match.how === 'weak' ? 0.5 : 1
}

function filled(row: RawRow): string[] {
  return row.cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
}
