import type { Numbers } from './cube-columns.ts'
import { type OrderedCodes, orderedCodes, orderMemory } from './ordered-codes.ts'
import { type CodedColumn, type RowRuns, type RunCells, runCells } from './run-cells.ts'
import { codesReader, type ValueQuestions } from './value-readings.ts'

/** A column of coded values and what is asked of them. */
export interface ValueColumn {
  readonly column: Numbers
  /** Of its codes, the blank 0 first. */
  readonly values: Float64Array
  readonly questions: ValueQuestions
}

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

/**
 * Reads values run by run: the rows of a run are put into the order of a column once, and are in it in the cells of every
 * list.
 */
export function valueCells({ runs, slices, columns }: ValueWork): ValueCells[] {
  const { rows, bounds } = runs
  const most = bounds.reduce((longest, bound, run) => Math.max(longest, bound - (bounds[run - 1] ?? bound)), 0)
  const memory = { order: orderMemory(most), codes: new Uint32Array(most) }
  const readers = columns.map(({ questions, values }) => codesReader(questions, values, most))
  const gathered = slices.map(() => ({ places: [] as number[], rows: [] as number[], read: columns.map(noNumbers) }))
  for (let run = 0; run < bounds.length - 1; run += 1) {
    const [from, to] = [bounds[run] as number, bounds[run + 1] as number]
    if (from === to) continue
    const placed = slices.map((keys) => placedRun({ rows, bounds: Uint32Array.of(from, to) }, keys))
    for (const [index, { kept, cells, size }] of placed.entries())
      for (const cell of kept) {
        gathered[index]?.places.push(run * size + cells.placeOf(cell))
        gathered[index]?.rows.push(cells.counts[cell] as number)
      }
    for (const [at, { column }] of columns.entries()) {
      const order = orderedCodes(column, { rows, from, to }, memory.order)
      for (const [index, own] of placed.entries()) {
        const read = gathered[index]?.read[at] ?? []
        eachCell(order, own, memory.codes, (codes) => read.push(...(readers[at]?.(codes) ?? [])))
      }
    }
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

/** The rows of one run in the cells of one list of columns. */
interface PlacedRun {
  readonly cells: RunCells
  /** The cells that have rows. */
  readonly kept: Uint32Array
  /** How many combinations of codes there are. */
  readonly size: number
  /** For each cell a number to count with. */
  readonly next: Uint32Array
}

function placedRun(run: RowRuns, keys: readonly CodedColumn[]): PlacedRun {
  const cells = runCells(run, keys)
  return {
    cells,
    kept: Uint32Array.from(cells.counts.keys()).filter((cell) => cells.counts[cell] !== 0),
    size: keys.reduce((product, { size }) => product * size, 1),
    next: new Uint32Array(cells.counts.length),
  }
}

/** Deals ordered codes out to the cells of a run, in which they stay in order; takes those of each cell. */
function eachCell(
  { codes, places, length }: OrderedCodes,
  { cells: { cells }, kept, next }: PlacedRun,
  dealt: Uint32Array,
  take: (codes: Uint32Array) => void,
): void {
  if (cells === null) {
    take(codes.subarray(0, length))
    return
  }
  for (const cell of kept) next[cell] = 0
  for (let at = 0; at < length; at += 1) {
    const cell = cells[places[at] as number] as number
    next[cell] = (next[cell] as number) + 1
  }
  let start = 0
  for (const cell of kept) {
    const count = next[cell] as number
    next[cell] = start
    start += count
  }
  for (let at = 0; at < length; at += 1) {
    const cell = cells[places[at] as number] as number
    const place = next[cell] as number
    dealt[place] = codes[at] as number
    next[cell] = place + 1
  }
  let from = 0
  for (const cell of kept) {
    const to = next[cell] as number
    take(dealt.subarray(from, to))
    from = to
  }
}
