import { type CodedColumn, type RowRuns, runCells } from './run-cells.ts'

/** The rows of one run in the cells of one list of columns. */
export interface PlacedRun {
  /** The cell of each row. */
  readonly cells: Uint32Array
  /** How many cells there are, with or without rows. */
  readonly count: number
  /** The cells that have rows, and how many each cell has. */
  readonly kept: Uint32Array
  readonly rows: Int32Array
  /** How many rows the cells before each cell have. */
  readonly starts: Uint32Array
  /** The number of a cell among all combinations of codes (see `codesAt`), of which there are so many. */
  placeOf(cell: number): number
  readonly size: number
}

/** @param first the cells of at least as many rows that are all in the first one */
export function placedRun(run: RowRuns, keys: readonly CodedColumn[], first: Uint32Array): PlacedRun {
  const { cells, counts, placeOf } = runCells(run, keys)
  return {
    cells: cells ?? first,
    count: counts.length,
    kept: Uint32Array.from(counts.keys()).filter((cell) => counts[cell] !== 0),
    rows: counts,
    starts: startsOf(counts),
    placeOf,
    size: keys.reduce((product, { size }) => product * size, 1),
  }
}

function startsOf(counts: Int32Array): Uint32Array {
  const starts = new Uint32Array(counts.length)
  for (let cell = 1; cell < starts.length; cell += 1)
    starts[cell] = (starts[cell - 1] as number) + (counts[cell - 1] as number)
  return starts
}
