import type { Numbers } from './cube-columns.ts'
import { countCells, countCodes, type Rows } from './tally.ts'

/** How often a value occurs. */
export interface ValueCount {
  readonly value: number
  readonly count: number
}

/** Counters beyond which the rows of each cell are sorted instead. */
const MOST_COUNTERS = 8_000_000

/** For each cell its values in the order of their size; `values` are those of the codes, 0 is the blank. */
export function valueCounts(
  column: Numbers,
  values: readonly number[],
  rows: Rows,
  cells: Uint32Array,
  count: number,
): ValueCount[][] {
  const seen =
    count * values.length <= MOST_COUNTERS
      ? counted(column, values.length, rows, cells, count)
      : sorted(column, rows, cells, count)
  return seen.map((codes) => codes.map(([code, times]) => ({ value: values[code] ?? Number.NaN, count: times })))
}

/** The quantile between the two values nearest to it, as DuckDB's `quantile_cont`; null of nothing. */
export function continuousQuantile(counts: readonly ValueCount[], n: number, p: number): number | null {
  if (n === 0) return null
  const place = (n - 1) * p
  const [low, high] = [valueAt(counts, Math.floor(place)), valueAt(counts, Math.ceil(place))]
  const share = place - Math.floor(place)
  return low === high ? low : low * (1 - share) + high * share
}

function valueAt(counts: readonly ValueCount[], place: number): number {
  let before = 0
  for (const { value, count } of counts) {
    before += count
    if (place < before) return value
  }
  return Number.NaN
}

type CodeCounts = [code: number, times: number][][]

function counted(column: Numbers, size: number, rows: Rows, cells: Uint32Array, count: number): CodeCounts {
  const seen = countCodes(column, size, rows, cells, count)
  return Array.from({ length: count }, (_cell, cell) => {
    const own: [number, number][] = []
    for (let code = 1; code < size; code += 1) {
      const times = seen[cell * size + code] as number
      if (times > 0) own.push([code, times])
    }
    return own
  })
}

/** The codes of each cell, put beside each other and sorted. */
function sorted(column: Numbers, rows: Rows, cells: Uint32Array, count: number): CodeCounts {
  const starts = new Uint32Array(count + 1)
  for (const [cell, size] of countCells(cells, count).entries()) starts[cell + 1] = (starts[cell] as number) + size
  const next = starts.slice()
  const codes = new Uint32Array(cells.length)
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] as number
    const place = next[cell] as number
    codes[place] = column[rows === null ? at : (rows[at] as number)] as number
    next[cell] = place + 1
  }
  return Array.from({ length: count }, (_cell, cell) => runsOf(codes.subarray(starts[cell], starts[cell + 1]).sort()))
}

function runsOf(codes: Uint32Array): [code: number, times: number][] {
  const runs: [number, number][] = []
  for (const code of codes) {
    const last = runs.at(-1)
    if (code === 0) continue
    if (last?.[0] === code) last[1] += 1
    else runs.push([code, 1])
  }
  return runs
}
