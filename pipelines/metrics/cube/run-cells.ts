import type { Numbers } from './cube-columns.ts'
import { addCodes, type CellsOfRun, countCells, type RowRun } from './tally.ts'

/** Rows cut into runs, one a period: run i stands at the positions from `bounds[i]` to before `bounds[i + 1]`. */
export interface RowRuns {
  /** Row numbers in the order of their days; null for all rows of the table in its own order. */
  readonly rows: Uint32Array | null
  readonly bounds: Uint32Array
}

export interface CodedColumn {
  readonly codes: Numbers
  /** How many codes there are, the blank included. */
  readonly size: number
}

/** The cells that rows fall into: by run, then by the codes of the columns. */
export interface RunCells {
  /** The cell of each row in the order of the runs; null where each run is a cell. */
  readonly cells: Uint32Array | null
  /** How many rows each cell has. */
  readonly counts: Int32Array
  /** The number of a cell among all combinations of run and codes. */
  placeOf(cell: number): number
}

/** Beyond so many cells only those with rows are numbered. */
const MOST_CELLS = 100_000

/** Tells for each row which cell it is in. */
export function runCells(runs: RowRuns, columns: readonly CodedColumn[]): RunCells {
  const { bounds } = runs
  const count = bounds.length - 1
  if (columns.length === 0) {
    const counts = Int32Array.from({ length: count }, (_run, run) => (bounds[run + 1] ?? 0) - (bounds[run] ?? 0))
    return { cells: null, counts, placeOf: (cell) => cell }
  }
  const size = columns.reduce((product, column) => product * column.size, count)
  const [from, to] = [bounds[0] ?? 0, bounds[count] ?? 0]
  const places = size > 2 ** 32 ? new Float64Array(to - from) : new Uint32Array(to - from)
  for (let run = 1; run < count; run += 1) places.fill(run, (bounds[run] ?? 0) - from, (bounds[run + 1] ?? 0) - from)
  for (const column of columns) addKey(places, { rows: runs.rows, from, to }, column)
  if (places instanceof Float64Array || size > MOST_CELLS) return numbered(places)
  return { cells: places, counts: countCells(places, size), placeOf: (cell) => cell }
}

function addKey(places: Uint32Array | Float64Array, { rows, from }: RowRun, { codes, size }: CodedColumn): void {
  if (rows === null)
    for (let at = 0; at < places.length; at += 1)
      places[at] = (places[at] as number) * size + (codes[from + at] as number)
  else
    for (let at = 0; at < places.length; at += 1)
      places[at] = (places[at] as number) * size + (codes[rows[from + at] as number] as number)
}

/** Numbers the places that occur. */
function numbered(places: Uint32Array | Float64Array): RunCells {
  const found = new Map<number, number>()
  const cells = new Uint32Array(places.length)
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] as number
    let cell = found.get(place)
    if (cell === undefined) {
      cell = found.size
      found.set(place, cell)
    }
    cells[at] = cell
  }
  const known = [...found.keys()]
  return { cells, counts: countCells(cells, known.length), placeOf: (cell) => known[cell] ?? 0 }
}

/** How often each code occurs in each cell, at `cell * size + code`. */
export function codesOfCells(column: Numbers, size: number, runs: RowRuns, { cells, counts }: RunCells): Int32Array {
  const seen = new Int32Array(counts.length * size)
  eachRun(runs, cells, (run, own) => addCodes(seen, column, size, run, own))
  return seen
}

/** Takes all rows with their cells at once, or each run with the cell that it is. */
export function eachRun(
  { rows, bounds }: RowRuns,
  cells: Uint32Array | null,
  take: (run: RowRun, cells: CellsOfRun) => void,
): void {
  const last = bounds.length - 1
  if (cells !== null) take({ rows, from: bounds[0] ?? 0, to: bounds[last] ?? 0 }, cells)
  else for (let run = 0; run < last; run += 1) take({ rows, from: bounds[run] ?? 0, to: bounds[run + 1] ?? 0 }, run)
}

/** The codes that a place stands for. */
export function codesAt(place: number, sizes: readonly number[]): number[] {
  const codes: number[] = []
  let rest = place
  for (const size of sizes.toReversed()) {
    codes.unshift(rest % size)
    rest = Math.floor(rest / size)
  }
  return codes
}
