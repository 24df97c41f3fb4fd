import type { Numbers } from './cube-columns.ts'
import { NO_DAY } from './cube-tables.ts'

/** The rows of a table that have a day, to be put into its order; equal days stay in the order of the table. */
export interface OrderWork {
  readonly kind: 'order'
  readonly days: Numbers
  readonly first: number
  readonly last: number
}

/** Rows to be kept of an order, or of all rows: those with one of the wanted codes of each column. */
export interface FilterWork {
  readonly kind: 'filter'
  readonly rows: Uint32Array | null
  /** Positions of the order: from one to before another. */
  readonly from: number
  readonly to: number
  readonly filters: readonly RowFilter[]
}

export interface RowFilter {
  readonly codes: Numbers
  /** 1 at each code that is wanted. */
  readonly wanted: Uint8Array
}

/** Dimension → codes, any of which may hold. */
export type Codes = ReadonlyMap<string, readonly number[]>

/** Rows that were filtered, for the next question with the same filters, or with more. */
export interface FilteredRows {
  readonly day: string
  readonly codes: Codes
  /** Positions of the unfiltered order that were gone through. */
  readonly from: number
  readonly to: number
  readonly rows: Promise<Uint32Array>
}

/** Row numbers by counting how many rows each day has. */
export function orderedRows({ days, first, last }: OrderWork): Uint32Array {
  const next = new Uint32Array(last - first + 2)
  for (let row = 0; row < days.length; row += 1) {
    const day = days[row] as number
    if (day !== NO_DAY) next[day - first + 1] = (next[day - first + 1] as number) + 1
  }
  for (let day = 1; day < next.length; day += 1) next[day] = (next[day] as number) + (next[day - 1] as number)
  const rows = new Uint32Array(new SharedArrayBuffer((next.at(-1) ?? 0) * 4))
  for (let row = 0; row < days.length; row += 1) {
    const day = days[row] as number
    if (day === NO_DAY) continue
    const place = next[day - first] as number
    rows[place] = row
    next[day - first] = place + 1
  }
  return rows
}

/** The rows that all filters let through, in the order they come in. */
export function filteredRows({ rows, from, to, filters }: FilterWork): Uint32Array {
  const kept = new Uint32Array(to - from)
  const [first, ...others] = filters
  let count = first === undefined ? 0 : keep(kept, rows, from, to, first)
  for (const filter of others) count = keep(kept, kept, 0, count, filter)
  const shared = new Uint32Array(new SharedArrayBuffer(count * 4))
  shared.set(kept.subarray(0, count))
  return shared
}

/** Writes each row, and moves on only behind those that are wanted: a test would be guessed wrongly too often. */
function keep(kept: Uint32Array, rows: Uint32Array | null, from: number, to: number, filter: RowFilter): number {
  const { codes, wanted } = filter
  let count = 0
  if (rows === null)
    for (let row = from; row < to; row += 1) {
      kept[count] = row
      count += wanted[codes[row] as number] as number
    }
  else
    for (let at = from; at < to; at += 1) {
      const row = rows[at] as number
      kept[count] = row
      count += wanted[codes[row] as number] as number
    }
  return count
}
