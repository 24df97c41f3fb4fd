import { cellKind, kindFamily } from './cell-kind.ts'

type Family = NonNullable<ReturnType<typeof kindFamily>>

interface Column {
  readonly families: Map<Family, number>
  filled: number
}

const LEARNED_ROWS = 200
/** Of fewer rows nothing is concluded. */
const LEAST_ROWS = 5
/** Of the filled cells, or all but one: in a small table one damaged row is more than a twentieth. */
const NEARLY_ALL = 0.95

/** What the cells of a table's columns are: amounts, moments, addresses, codes; learned from its first rows. */
export class ColumnKinds {
  readonly #columns: Column[] = []
  #rows = 0

  /** Learns from a record; rows beyond the first 200 teach nothing new. */
  learn(cells: readonly string[]): void {
    if (this.#rows >= LEARNED_ROWS) return
    this.#rows += 1
    for (const [index, cell] of cells.entries()) {
      const kind = cellKind(cell)
      this.#columns[index] ??= { families: new Map(), filled: 0 }
      const column = this.#columns[index]
      const family = kindFamily(kind)
      if (kind !== 'blank') column.filled += 1
      if (family !== null) column.families.set(family, (column.families.get(family) ?? 0) + 1)
    }
  }

  /** How many cells are of their column's kind and how many are not, where the column has one. */
  compare(cells: readonly string[]): { fits: number; differs: number } {
    const found = { fits: 0, differs: 0 }
    if (this.#rows < LEAST_ROWS) return found
    for (const [index, column] of this.#columns.entries()) {
      const kind = cellKind(cells[index] ?? '')
      const expected = [...column.families].find(
        ([, count]) => count >= Math.min(column.filled * NEARLY_ALL, column.filled - 1),
      )?.[0]
      if (kind === 'blank' && column.filled === this.#rows) found.differs += 1
      if (kind === 'blank' || expected === undefined) continue
      if (kindFamily(kind) === expected) found.fits += 1
      else found.differs += 1
    }
    return found
  }
}
