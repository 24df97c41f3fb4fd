import type { Numbers } from './cube-columns.ts'
import { countFew, countOrdered } from './distinct-items.ts'
import { type OrderedCodes, type OrderMemory, orderedCodes } from './ordered-codes.ts'
import type { PlacedRun } from './placed-run.ts'
import { BUCKETS, bucketsOf, rankedCells } from './quantile-buckets.ts'
import type { RowRuns } from './run-cells.ts'
import type { RowRun } from './tally.ts'
import {
  curveReader,
  quantileRanks,
  quantileReader,
  READ,
  type ReadCodes,
  readQuantiles,
  type ValueColumn,
} from './value-readings.ts'

/** Takes what was read of a cell of the list of cells with that number: `READ` numbers for each question. */
type TakeReading = (slice: number, numbers: Iterable<number>) => void

/** Reads a column's values in a run, for each list of cells those that have rows, in order. */
export type RunReader = (run: RowRun, slices: readonly PlacedRun[], take: TakeReading) => void

/** Memory for one run after the other, none longer than `most` rows. */
export interface RunMemory {
  readonly most: number
  readonly order: OrderMemory
  readonly buckets: Uint8Array
  readonly dealt: Uint32Array
}

/** So many counters of buckets at most for each row: where cells have few rows, they are put into order instead. */
const MOST_COUNTERS_A_ROW = 2

export function runReader(asked: ValueColumn, runs: RowRuns, memory: RunMemory): RunReader {
  const { column, values, questions } = asked
  switch (questions.kind) {
    case 'distinct':
      return itemReader(column, memory)
    case 'survival':
      return dealtReader(column, curveReader(questions.asked, values, memory.most), memory)
    case 'quantile':
      return rankReader(asked, questions.asked, runs, memory)
  }
}

/** Where cells have many rows, looks only at those that are about as large as the quantiles. */
function rankReader(
  { column, values }: ValueColumn,
  asked: readonly number[],
  runs: RowRuns,
  memory: RunMemory,
): RunReader {
  const buckets = bucketsOf(column, values.length, runs)
  const readDealt = dealtReader(column, quantileReader(asked, values), memory)
  const ranksOf = (length: number) => quantileRanks(asked, length)
  const read = new Float64Array(asked.length * READ)
  const each = asked.length * 2
  return (run, slices, take) => {
    const most = (run.to - run.from) * MOST_COUNTERS_A_ROW
    const isWide = ({ count }: PlacedRun) => count * BUCKETS <= most
    const wide = slices.filter(isWide)
    for (const [index, { lengths, codes }] of rankedCells(column, run, wide, ranksOf, buckets, memory).entries()) {
      const placed = wide[index] as PlacedRun
      for (const cell of placed.kept) {
        const own = codes.subarray(cell * each, (cell + 1) * each)
        take(slices.indexOf(placed), readQuantiles(read, asked, lengths[cell] as number, own, values))
      }
    }
    const others = slices.filter((placed) => !isWide(placed))
    if (others.length > 0)
      readDealt(run, others, (index, numbers) => take(slices.indexOf(others[index] as PlacedRun), numbers))
  }
}

/** Deals a run's ordered codes out to the cells, in which they stay in order. */
function dealtReader(column: Numbers, read: ReadCodes, { order, dealt }: RunMemory): RunReader {
  return (run, slices, take) => {
    const ordered = orderedCodes(column, run, order)
    for (const [index, placed] of slices.entries())
      eachCell(ordered, placed, dealt, (codes) => take(index, read(codes)))
  }
}

function eachCell(
  { codes, places, length }: OrderedCodes,
  { cells, count, kept, starts }: PlacedRun,
  dealt: Uint32Array,
  take: (codes: Uint32Array) => void,
): void {
  if (count === 1) {
    take(codes.subarray(0, length))
    return
  }
  const next = Uint32Array.from(starts)
  for (let at = 0; at < length; at += 1) {
    const cell = cells[places[at] as number] as number
    const place = next[cell] as number
    dealt[place] = codes[at] as number
    next[cell] = place + 1
  }
  for (const cell of kept) take(dealt.subarray(starts[cell], next[cell]))
}

/** Counts items where they stand if there are few, and in their order if there are many. */
function itemReader(column: Numbers, { order }: RunMemory): RunReader {
  const size = column instanceof Uint8Array ? 2 ** 8 : Number.POSITIVE_INFINITY
  return (run, slices, take) => {
    const most = (run.to - run.from) * MOST_COUNTERS_A_ROW
    const isFew = ({ count }: PlacedRun) => count * size <= most
    const ordered = slices.every(isFew) ? null : orderedCodes(column, run, order)
    for (const [index, placed] of slices.entries()) {
      const { known, items } = ordered === null ? countFew(column, size, run, placed) : countOrdered(ordered, placed)
      for (const cell of placed.kept) take(index, [items[cell] as number, known[cell] as number, 0, 0, 0])
    }
  }
}
