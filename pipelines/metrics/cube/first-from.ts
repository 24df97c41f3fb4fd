import type { Numbers } from './cube-columns.ts'

/** The first place of a sorted column, or of rows in the order of a column, with a number not below the given one. */
export function firstFrom(column: Numbers, number: number, rows: Uint32Array | null = null): number {
  let [low, high] = [0, (rows ?? column).length]
  while (low < high) {
    const middle = (low + high) >> 1
    const value = column[rows === null ? middle : (rows[middle] as number)] as number
    if (value < number) low = middle + 1
    else high = middle
  }
  return low
}
