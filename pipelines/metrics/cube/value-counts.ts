import type { Numbers } from './cube-columns.ts'
import { countCells, countCodes, type Rows } from './tally.ts'

/** How often a value occurs. */
export interface ValueCount {
  readonly value: number
  readonly count: number
}

/** The values of one cell in the order of their size, taken out of typed arrays only when they are asked for. */
export interface CellValues {
  /** How many there are; blanks are none. */
  readonly n: number
  /** The value at a place, from 0 on. */
  at(place: number): number
  counts(): Iterable<ValueCount>
}

/** Counters beyond which the rows of each cell are sorted instead. */
const MOST_COUNTERS = 8_000_000

/** The values of each cell; `values` are those of the codes, in the order of their size from 1 on, 0 is the blank. */
export function valueCounts(
  column: Numbers,
  values: Float64Array,
  rows: Rows,
  cells: Uint32Array,
  count: number,
): CellValues[] {
  const size = values.length
  if (count * size > MOST_COUNTERS)
    return sortedCodes(column, rows, cells, count).map((codes) => ofSorted(codes, values))
  const seen = countCodes(column, size, rows, cells, count)
  return Array.from({ length: count }, (_cell, cell) =>
    ofCounted(seen.subarray(cell * size, cell * size + size), values),
  )
}

/** The quantile between the two values nearest to it, as DuckDB's `quantile_cont`; null of nothing. */
export function continuousQuantile(values: CellValues, p: number): number | null {
  if (values.n === 0) return null
  const place = (values.n - 1) * p
  const [low, high] = [values.at(Math.floor(place)), values.at(Math.ceil(place))]
  const share = place - Math.floor(place)
  return low === high ? low : low * (1 - share) + high * share
}

/** How often each code occurs, at its place. */
function ofCounted(times: Int32Array, values: Float64Array): CellValues {
  let n = 0
  for (let code = 1; code < times.length; code += 1) n += times[code] as number
  return {
    n,
    at(place) {
      let before = 0
      for (let code = 1; code < times.length; code += 1) {
        before += times[code] as number
        if (place < before) return values[code] as number
      }
      return Number.NaN
    },
    *counts() {
      for (let code = 1; code < times.length; code += 1)
        if ((times[code] as number) > 0) yield { value: values[code] as number, count: times[code] as number }
    },
  }
}

function ofSorted(codes: Uint32Array, values: Float64Array): CellValues {
  return {
    n: codes.length,
    at: (place) => values[codes[place] as number] as number,
    *counts() {
      for (let from = 0; from < codes.length; ) {
        const code = codes[from] as number
        let to = from + 1
        while (codes[to] === code) to += 1
        yield { value: values[code] as number, count: to - from }
        from = to
      }
    },
  }
}

/** The codes of each cell, put beside each other and sorted, without the blanks. */
function sortedCodes(column: Numbers, rows: Rows, cells: Uint32Array, count: number): Uint32Array[] {
  const starts = new Uint32Array(count + 1)
  for (const [cell, size] of countCells(cells, count).entries()) starts[cell + 1] = (starts[cell] as number) + size
  const next = starts.slice()
  const codes = new Uint32Array(cells.length)
  for (let at = 0; at < cells.length; at += 1) {
    const code = column[rows === null ? at : (rows[at] as number)] as number
    if (code === 0) continue
    const cell = cells[at] as number
    const place = next[cell] as number
    codes[place] = code
    next[cell] = place + 1
  }
  return Array.from({ length: count }, (_cell, cell) => codes.subarray(starts[cell], next[cell]).sort())
}
