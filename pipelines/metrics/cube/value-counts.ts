import type { Numbers } from './cube-columns.ts'
import { codesOfCells, eachRun, type RowRuns, type RunCells } from './run-cells.ts'
import type { CellsOfRun, RowRun } from './tally.ts'

/** The values of one cell in the order of their size, taken out of typed arrays only when they are asked for. */
export interface CellValues {
  /** How many there are; blanks are none. */
  readonly n: number
  /** The value at a place, from 0 on. */
  at(place: number): number
  /** Each value that occurs, with how often. */
  each(take: (value: number, count: number) => void): void
}

/** Counters beyond which the rows of each cell are sorted instead. */
const MOST_COUNTERS = 8_000_000

/** The codes of some cells: how often each occurs, cell after cell, or sorted and without the blank. */
export type CodeCounts =
  | { readonly times: Int32Array; readonly size: number }
  | { readonly sorted: Uint32Array; readonly starts: Uint32Array }

/** The codes of the cells that are kept; 0 is the blank. */
export function countValues(
  { column, size }: { readonly column: Numbers; readonly size: number },
  runs: RowRuns,
  placed: RunCells,
  kept: Uint32Array,
): CodeCounts {
  if (placed.counts.length * size > MOST_COUNTERS) return sortedCodes(column, runs, placed, kept)
  const seen = codesOfCells(column, size, runs, placed)
  if (kept.length === placed.counts.length) return { times: seen, size }
  const times = new Int32Array(kept.length * size)
  for (const [at, cell] of kept.entries()) times.set(seen.subarray(cell * size, cell * size + size), at * size)
  return { times, size }
}

/** The values of one of the cells; `values` are those of the codes, in the order of their size from 1 on. */
export function valuesAt(counts: CodeCounts, at: number, values: Float64Array): CellValues {
  if ('times' in counts) return ofCounted(counts.times.subarray(at * counts.size, (at + 1) * counts.size), values)
  return ofSorted(counts.sorted.subarray(counts.starts[at], counts.starts[at + 1]), values)
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
    each(take) {
      for (let code = 1; code < times.length; code += 1)
        if ((times[code] as number) > 0) take(values[code] as number, times[code] as number)
    },
  }
}

function ofSorted(codes: Uint32Array, values: Float64Array): CellValues {
  return {
    n: codes.length,
    at: (place) => values[codes[place] as number] as number,
    each(take) {
      for (let from = 0; from < codes.length; ) {
        const code = codes[from] as number
        let to = from + 1
        while (codes[to] === code) to += 1
        take(values[code] as number, to - from)
        from = to
      }
    },
  }
}

/** The codes of each cell, put beside each other and sorted, without the blanks. */
function sortedCodes(column: Numbers, runs: RowRuns, { cells, counts }: RunCells, kept: Uint32Array): CodeCounts {
  const known = new Int32Array(counts.length)
  eachRun(runs, cells, (run, own) => eachCode(column, run, own, (cell) => (known[cell] = (known[cell] as number) + 1)))
  const starts = new Uint32Array(kept.length + 1)
  const next = new Uint32Array(counts.length)
  for (const [at, cell] of kept.entries()) {
    next[cell] = starts[at] as number
    starts[at + 1] = (starts[at] as number) + (known[cell] as number)
  }
  const sorted = new Uint32Array(starts[kept.length] ?? 0)
  eachRun(runs, cells, (run, own) =>
    eachCode(column, run, own, (cell, code) => {
      const place = next[cell] as number
      sorted[place] = code
      next[cell] = place + 1
    }),
  )
  for (let at = 0; at < kept.length; at += 1) sorted.subarray(starts[at], starts[at + 1]).sort()
  return { sorted, starts }
}

function eachCode(
  column: Numbers,
  { rows, from, to }: RowRun,
  cells: CellsOfRun,
  take: (cell: number, code: number) => void,
): void {
  for (let at = from; at < to; at += 1) {
    const code = column[rows === null ? at : (rows[at] as number)] as number
    if (code !== 0) take(typeof cells === 'number' ? cells : (cells[at - from] as number), code)
  }
}
