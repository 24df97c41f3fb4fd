import type { Numbers } from './cube-columns.ts'
import { NO_NUMBER } from './cube-tables.ts'

/** Three sums for each cell: of bits how often each was set; of numbers how many, their sum and the sum of squares. */
export type Sums = readonly [Int32Array | Float64Array, Int32Array | Float64Array, Int32Array | Float64Array]

/** Rows of a table: those at the positions of a list from one to before another, or, where it is null, of the table. */
export interface RowRun {
  readonly rows: Uint32Array | null
  readonly from: number
  readonly to: number
}

/** The cell of each row of a run, or the one cell of them all. */
export type CellsOfRun = Uint32Array | number

/** How many rows each cell has; `cells` names the cell of each row. */
export function countCells(cells: Uint32Array, count: number): Int32Array {
  const counts = new Int32Array(count)
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] as number
    counts[cell] = (counts[cell] as number) + 1
  }
  return counts
}

/** Adds how often each code of a column occurs in each cell, at `cell * size + code`. */
export function addCodes(seen: Int32Array, column: Numbers, size: number, run: RowRun, cells: CellsOfRun): void {
  const { rows, from, to } = run
  if (typeof cells === 'number') {
    addOfOneCell(seen, column, run, cells * size)
    return
  }
  if (rows === null)
    for (let row = from; row < to; row += 1) {
      const place = (cells[row - from] as number) * size + (column[row] as number)
      seen[place] = (seen[place] as number) + 1
    }
  else
    for (let at = from; at < to; at += 1) {
      const place = (cells[at - from] as number) * size + (column[rows[at] as number] as number)
      seen[place] = (seen[place] as number) + 1
    }
}

function addOfOneCell(seen: Int32Array, column: Numbers, { rows, from, to }: RowRun, start: number): void {
  if (rows === null)
    for (let row = from; row < to; row += 1) {
      const place = start + (column[row] as number)
      seen[place] = (seen[place] as number) + 1
    }
  else
    for (let at = from; at < to; at += 1) {
      const place = start + (column[rows[at] as number] as number)
      seen[place] = (seen[place] as number) + 1
    }
}

/** How often each code of a whole column occurs in each cell. */
export function countCodes(column: Numbers, size: number, cells: Uint32Array, count: number): Int32Array {
  const seen = new Int32Array(count * size)
  addCodes(seen, column, size, { rows: null, from: 0, to: cells.length }, cells)
  return seen
}

export function noSums(count: number): Sums {
  return [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
}

/** Adds to each cell how many numbers there are, their sum and the sum of their squares. */
export function addNumbers([known, sum, squares]: Sums, column: Numbers, run: RowRun, cells: CellsOfRun): void {
  const { rows, from, to } = run
  for (let at = from; at < to; at += 1) {
    const value = column[rows === null ? at : (rows[at] as number)] as number
    if (value === NO_NUMBER || Number.isNaN(value)) continue
    const cell = typeof cells === 'number' ? cells : (cells[at - from] as number)
    known[cell] = (known[cell] as number) + 1
    sum[cell] = (sum[cell] as number) + value
    squares[cell] = (squares[cell] as number) + value * value
  }
}
