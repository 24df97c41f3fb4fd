import type { Numbers } from './cube-columns.ts'
import { type CodedColumn, codesOfCells, eachRun, type RowRuns, type RunCells, runCells } from './run-cells.ts'
import { addNumbers, noSums, type Sums } from './tally.ts'

/** What is counted of a column: metrics whose bits stand behind its codes, or numbers. */
export type Counted = ({ readonly kind: 'bits' } & CountedBits) | { readonly kind: 'number'; readonly column: Numbers }

interface CountedBits {
  readonly column: Numbers
  /** For each metric the bits of 1, 2 and 4 at each code. */
  readonly bits: readonly Uint8Array[]
}

/** Rows to be counted by the codes of some columns. */
export interface CountWork {
  readonly kind: 'count'
  readonly runs: RowRuns
  readonly keys: readonly CodedColumn[]
  readonly counted: readonly Counted[]
}

/** Cells that have rows, and what was counted in each of them. */
export interface CountedCells {
  /** The number of a cell among all combinations of run and codes (see `codesAt`). */
  readonly places: Float64Array
  readonly rows: Int32Array
  /** In the order of what was to be counted, for each metric of bits one. */
  readonly found: readonly Sums[]
}

/** Counters beyond which bits are counted one metric after the other. */
const MOST_COUNTERS = 4_000_000
const EIGHT = 8
/** Three bits that are their own code. */
export const PLAIN_BITS = Uint8Array.from({ length: EIGHT }, (_bits, code) => code)

/** Counts rows by run and codes: one pass over the rows for their cells, and one for each column. */
export function countedCells({ runs, keys, counted }: CountWork): CountedCells {
  const placed = runCells(runs, keys)
  const kept = Uint32Array.from(placed.counts.keys()).filter((cell) => placed.counts[cell] !== 0)
  return {
    places: Float64Array.from(kept, placed.placeOf),
    rows: Int32Array.from(kept, (cell) => placed.counts[cell] ?? 0),
    found: counted.flatMap((one) =>
      one.kind === 'bits' ? bitSums(one, runs, placed, kept) : [numberSums(one.column, runs, placed, kept)],
    ),
  }
}

/** By how often each code occurs: one step a row for all metrics, whichever of their bits are set. */
function bitSums({ column, bits }: CountedBits, runs: RowRuns, placed: RunCells, kept: Uint32Array): Sums[] {
  const size = bits[0]?.length ?? 0
  if (size <= EIGHT || placed.counts.length * size <= MOST_COUNTERS) {
    const seen = codesOfCells(column, size, runs, placed)
    return bits.map((own) => sumsOf(seen, own, kept))
  }
  const [start = 0] = runs.bounds
  const shifted = { rows: null, bounds: runs.bounds.map((bound) => bound - start) }
  return bits.map((own) =>
    sumsOf(codesOfCells(bitsOfRows(column, own, runs), EIGHT, shifted, placed), PLAIN_BITS, kept),
  )
}

/** The bits of each row in the order of the runs. */
function bitsOfRows(column: Numbers, bits: Uint8Array, { rows, bounds }: RowRuns): Uint8Array {
  const [from, to] = [bounds[0] ?? 0, bounds.at(-1) ?? 0]
  const own = new Uint8Array(to - from)
  for (let at = from; at < to; at += 1)
    own[at - from] = bits[column[rows === null ? at : (rows[at] as number)] as number] as number
  return own
}

/** How often each of the three bits is set in the cells that are kept. */
function sumsOf(seen: Int32Array, bits: Uint8Array, kept: Uint32Array): Sums {
  const sums = [1, 2, 4].map(() => new Int32Array(kept.length)) as [Int32Array, Int32Array, Int32Array]
  const set = [1, 2, 4].map((bit) => Uint32Array.from(bits.keys()).filter((code) => ((bits[code] ?? 0) & bit) !== 0))
  for (const [part, codes] of set.entries()) {
    const own = sums[part] as Int32Array
    for (let at = 0; at < kept.length; at += 1) {
      const start = (kept[at] as number) * bits.length
      let sum = 0
      for (let index = 0; index < codes.length; index += 1) sum += seen[start + (codes[index] as number)] as number
      own[at] = sum
    }
  }
  return sums
}

function numberSums(column: Numbers, runs: RowRuns, { cells, counts }: RunCells, kept: Uint32Array): Sums {
  const sums = noSums(counts.length)
  eachRun(runs, cells, (run, own) => addNumbers(sums, column, run, own))
  const keptOf = (numbers: Sums[number]) => Float64Array.from(kept, (cell) => numbers[cell] ?? 0)
  return [keptOf(sums[0]), keptOf(sums[1]), keptOf(sums[2])]
}
