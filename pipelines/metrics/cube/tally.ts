import type { Numbers } from './cube-columns.ts'
import type { CubedKind } from './cube-layout.ts'
import { NO_NUMBER } from './cube-tables.ts'

/** Three sums for each cell: of bits how often each was set; of numbers how many, their sum and the sum of squares. */
export type Sums = readonly [Int32Array | Float64Array, Int32Array | Float64Array, Int32Array | Float64Array]

/** Numbers of a table's rows, in order; null stands for all of them. */
export type Rows = Uint32Array | null

/** How many rows each cell has; `cells` names the cell of each row. */
export function countCells(cells: Uint32Array, count: number): Int32Array {
  const counts = new Int32Array(count)
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] as number
    counts[cell] = (counts[cell] as number) + 1
  }
  return counts
}

/** How many of some rows have each code of a column. */
export function countRows(column: Numbers, size: number, rows: Uint32Array): Int32Array {
  const counts = new Int32Array(size)
  for (let at = 0; at < rows.length; at += 1) {
    const code = column[rows[at] as number] as number
    counts[code] = (counts[code] as number) + 1
  }
  return counts
}

/** How often each code of a column occurs in each cell, at `cell * size + code`. */
export function countCodes(column: Numbers, size: number, rows: Rows, cells: Uint32Array, count: number): Int32Array {
  const seen = new Int32Array(count * size)
  if (rows === null)
    for (let at = 0; at < cells.length; at += 1) {
      const place = (cells[at] as number) * size + (column[at] as number)
      seen[place] = (seen[place] as number) + 1
    }
  else
    for (let at = 0; at < cells.length; at += 1) {
      const place = (cells[at] as number) * size + (column[rows[at] as number] as number)
      seen[place] = (seen[place] as number) + 1
    }
  return seen
}

/** The sums of a column by the cell of each row. */
export function sumCells(
  kind: Exclude<CubedKind, 'value'>,
  column: Numbers,
  rows: Rows,
  cells: Uint32Array,
  count: number,
): Sums {
  return kind === 'bits' ? bitSums(column, rows, cells, count) : numberSums(column, rows, cells, count)
}

/** By how often each of the eight values of three bits occurs: one step a row, whichever bits are set. */
function bitSums(column: Numbers, rows: Rows, cells: Uint32Array, count: number): Sums {
  const seen = countCodes(column, 8, rows, cells, count)
  const sumOf = (bit: number) => {
    const sums = new Int32Array(count)
    for (let at = 0; at < seen.length; at += 1) {
      const cell = at >> 3
      if ((at & bit) !== 0) sums[cell] = (sums[cell] as number) + (seen[at] as number)
    }
    return sums
  }
  return [sumOf(1), sumOf(2), sumOf(4)]
}

function numberSums(column: Numbers, rows: Rows, cells: Uint32Array, count: number): Sums {
  const [known, sum, squares] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
  for (let at = 0; at < cells.length; at += 1) {
    const value = column[rows === null ? at : (rows[at] as number)] as number
    if (value === NO_NUMBER) continue
    const cell = cells[at] as number
    known[cell] = (known[cell] as number) + 1
    sum[cell] = (sum[cell] as number) + value
    squares[cell] = (squares[cell] as number) + value * value
  }
  return [known, sum, squares]
}
