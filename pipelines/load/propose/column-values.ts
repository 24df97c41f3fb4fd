import { cellText } from '../cell-text.ts'
import type { RawRow } from '../raw-row.ts'

const NULL_WORDS = new Set([
  ...['n/a', '#n/a', 'na', 'null', '(null)', 'nan', '\\n', '-', '--', '—', '/'],
  ...['(空)', '空', '(blank)', '未填写', '未填寫'],
])

/** One column of a sample: its name and how often each value occurs. */
export interface ColumnValues {
  readonly index: number
  /** As it stands in the header, without blanks around it. */
  readonly name: string
  readonly rows: number
  /** Rows with a value; words for "nothing" are none. */
  readonly filled: number
  readonly counts: ReadonlyMap<string, number>
  /** Words for "nothing": N/A, NULL, - and their like. */
  readonly nulls: ReadonlySet<string>
  /** The values are 1, 2, 3 … in the order of the rows: numbers of lines, which identify nothing. */
  readonly isLineNumber: boolean
  readonly meanLength: number
}

/** The named columns of a table with their values; a column without a name and without values is left out. */
export function columnValues(header: RawRow, rows: readonly RawRow[]): ColumnValues[] {
  return header.cells
    .map((name, index) => valuesOf(index, cellText(name), rows))
    .filter(({ name, filled }) => name !== '' || filled > 0)
}

function isNullWord(value: string): boolean {
  return value.length <= 7 && NULL_WORDS.has(value.normalize('NFKC').toLowerCase())
}

function valuesOf(index: number, name: string, rows: readonly RawRow[]): ColumnValues {
  const counts = new Map<string, number>()
  const nulls = new Set<string>()
  let filled = 0
  let characters = 0
  let inSequence = 0
  for (const row of rows) {
    const value = cellText(row.cells[index] ?? '')
    if (value === '') continue
    if (isNullWord(value)) {
      nulls.add(value)
      continue
    }
    filled += 1
    characters += value.length
    counts.set(value, (counts.get(value) ?? 0) + 1)
    if (value === String(filled)) inSequence += 1
  }
  return {
    index,
    name,
    rows: rows.length,
    filled,
    counts,
    nulls,
    isLineNumber: filled > 0 && inSequence >= Math.min(filled, 2) && inSequence >= filled * 0.9,
    meanLength: filled === 0 ? 0 : characters / filled,
  }
}
