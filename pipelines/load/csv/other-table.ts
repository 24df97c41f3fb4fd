import type { ColumnKinds } from './column-kinds.ts'
import type { CsvRow } from './csv-row.ts'
import { tidyName } from './header-names.ts'

/** Whether a row says the header again: most of its cells are the names above them, or the names in their order. */
export function repeatsHeader(cells: readonly string[], names: readonly string[]): boolean {
  const compared = Math.min(cells.length, names.length)
  const named = names.slice(0, compared).filter((name) => name !== '').length
  if (named === 0 || cells.length < names.length / 2) return false
  const same = cells.filter((cell, column) => cell !== '' && tidyName(cell) === names[column]).length
  return same >= Math.max(Math.min(2, names.length), named * 0.8)
}

/** Whether a row of the table's width is of its kind not at all, where at least two columns have a kind. */
export function isForeign(row: CsvRow, kinds: ColumnKinds): boolean {
  const { fits, differs } = kinds.compare(row.cells)
  return fits === 0 && differs >= 2
}

/** Whether blank lines stand between two rows. */
export function isApart(row: CsvRow, above: CsvRow): boolean {
  if (row.line === above.line + 1) return false
  return row.line > above.line + (above.raw.match(/\r\n|\n|\r/g)?.length ?? 0) + 1
}
