import { cellKind, kindFamily } from './cell-kind.ts'
import type { CsvRow } from './csv-row.ts'
import { tidyName } from './header-names.ts'

type Family = NonNullable<ReturnType<typeof kindFamily>>

const LEARNED_ROWS = 200
const LEAST_ROWS = 5

/** Whether a row says the header again: most of its cells are the names above them, or the names in their order. */
export function repeatsHeader(cells: readonly string[], names: readonly string[]): boolean {
  const compared = Math.min(cells.length, names.length)
  const named = names.slice(0, compared).filter((name) => name !== '').length
  if (named === 0 || cells.length < names.length / 2) return false
  const same = cells.filter((cell, column) => cell !== '' && tidyName(cell) === names[column]).length
  return same >= Math.max(Math.min(2, names.length), named * 0.8)
}

/** Sees where, below a gap, the header of another table stands: words where the columns hold numbers, dates or codes. */
export class OtherTableWatch {
  readonly #families: Map<Family, number>[] = []
  #learned = 0
  #last: CsvRow | undefined
  #wasOdd = false

  /** Whether the row is the header of another table. To be called with every row, in order. */
  begins(row: CsvRow, isOdd: boolean): boolean {
    const isBelowGap = this.#wasOdd || (this.#last !== undefined && row.line > lastLine(this.#last) + 1)
    const begins = !isOdd && isBelowGap && this.#learned >= LEAST_ROWS && this.#contradicts(row.cells)
    this.#last = row
    this.#wasOdd = isOdd
    if (!isOdd && !begins && this.#learned < LEARNED_ROWS) this.#learn(row.cells)
    return begins
  }

  /** No filled cell is of its column's kind, where at least two columns have one. */
  #contradicts(cells: readonly string[]): boolean {
    let compared = 0
    for (const [column, families] of this.#families.entries()) {
      const expected = [...families].find(([, count]) => count >= this.#learned * 0.9)?.[0]
      const cell = cells[column] ?? ''
      if (expected === undefined || cell.trim() === '') continue
      if (kindFamily(cellKind(cell)) === expected) return false
      compared += 1
    }
    return compared >= 2
  }

  #learn(cells: readonly string[]): void {
    this.#learned += 1
    for (const [column, cell] of cells.entries()) {
      const family = kindFamily(cellKind(cell))
      this.#families[column] ??= new Map()
      if (family !== null) this.#families[column].set(family, (this.#families[column].get(family) ?? 0) + 1)
    }
  }
}

function lastLine(row: CsvRow): number {
  return row.line + (row.raw.match(/\r\n|\n|\r/g)?.length ?? 0)
}
