import { orderMemory } from './ordered-codes.ts'
import { placedRun } from './placed-run.ts'
import type { CodedColumn, RowRuns } from './run-cells.ts'
import { runReader } from './run-readers.ts'
import type { ValueColumn } from './value-readings.ts'

/** Values of rows to be read by run and by the codes of some columns, for several lists of such columns. */
export interface ValueWork {
  readonly kind: 'values'
  readonly runs: RowRuns
  readonly slices: readonly (readonly CodedColumn[])[]
  readonly columns: readonly ValueColumn[]
}

/** The cells of one list of columns that have rows. */
export interface ValueCells {
  /** The number of a cell among all combinations of run and codes (see `codesAt`). */
  readonly places: Float64Array
  readonly rows: Int32Array
  /** For each column of values what was read, cell after cell (see `READ`). */
  readonly read: readonly Float64Array[]
}

/** Reads values run by run, each column once for all lists. */
export function valueCells({ runs, slices, columns }: ValueWork): ValueCells[] {
  const { rows, bounds } = runs
  const most = bounds.reduce((longest, bound, run) => Math.max(longest, bound - (bounds[run - 1] ?? bound)), 0)
  const memory = { most, order: orderMemory(most), buckets: new Uint8Array(most), dealt: new Uint32Array(most) }
  const readers = columns.map((column) => runReader(column, runs, memory))
  const first = new Uint32Array(slices.some((keys) => keys.length === 0) ? most : 0)
  const gathered = slices.map(() => ({ places: [] as number[], rows: [] as number[], read: columns.map(noNumbers) }))
  for (let run = 0; run < bounds.length - 1; run += 1) {
    const [from, to] = [bounds[run] as number, bounds[run + 1] as number]
    if (from === to) continue
    const placed = slices.map((keys) => placedRun({ rows, bounds: Uint32Array.of(from, to) }, keys, first))
    for (const [index, { kept, rows: counts, size, placeOf }] of placed.entries())
      for (const cell of kept) {
        gathered[index]?.places.push(run * size + placeOf(cell))
        gathered[index]?.rows.push(counts[cell] as number)
      }
    for (const [at, read] of readers.entries())
      read({ rows, from, to }, placed, (index, numbers) => gathered[index]?.read[at]?.push(...numbers))
  }
  return gathered.map(({ places, rows: counts, read }) => ({
    places: Float64Array.from(places),
    rows: Int32Array.from(counts),
    read: read.map((numbers) => Float64Array.from(numbers)),
  }))
}

function noNumbers(): number[] {
  return []
}
