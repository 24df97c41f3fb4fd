import type { Numbers } from './cube-columns.ts'
import { type OrderedCodes, type OrderMemory, sortedCodes } from './ordered-codes.ts'
import type { PlacedRun } from './placed-run.ts'
import type { RowRuns } from './run-cells.ts'
import type { RowRun } from './tally.ts'

/** Buckets of a column's codes, in their order: 0 holds the blank alone, the others about as many rows each. */
export interface Buckets {
  /** The bucket of a code, at `(code + 2 ** shift - 1) >>> shift`. */
  readonly table: Uint8Array
  readonly shift: number
}

/** What stands at some ranks of a cell, 0 for the smallest code; ranks of the cells one after the other. */
interface Ranked {
  readonly ranks: number
  /** The bucket in which a rank lies, and how many codes of the bucket come before it. */
  readonly bucket: Uint8Array
  readonly before: Int32Array
  readonly codes: Uint32Array
  /** 1 at the buckets of each cell in which a rank lies. */
  readonly isSought: Uint8Array
}

/** The codes at some ranks of each cell. */
export interface RankedCells {
  /** How many codes each cell has. */
  readonly lengths: Uint32Array
  /** Those at the ranks, cell after cell. */
  readonly codes: Uint32Array
}

const BUCKET_BITS = 7
export const BUCKETS = 2 ** BUCKET_BITS
const SAMPLE = 4096
const MOST_TABLE_BITS = 16

/** Cuts a column's codes, `count` with the blank, by some of the rows. */
export function bucketsOf(column: Numbers, count: number, { rows, bounds }: RowRuns): Buckets {
  const shift = Math.max(0, 32 - Math.clz32(count) - MOST_TABLE_BITS)
  const entryOf = (code: number) => (code + 2 ** shift - 1) >>> shift
  const seen = new Uint32Array(entryOf(count) + 1)
  const [first = 0, end = 0] = [bounds[0], bounds.at(-1)]
  const step = Math.max(1, Math.floor((end - first) / SAMPLE))
  let sampled = 1
  for (let at = first; at < end; at += step) {
    const entry = entryOf(column[rows === null ? at : (rows[at] as number)] as number)
    if (entry === 0) continue
    seen[entry] = (seen[entry] as number) + 1
    sampled += 1
  }
  const table = new Uint8Array(seen.length)
  let before = 0
  for (let entry = 1; entry < table.length; entry += 1) {
    table[entry] = 1 + Math.floor((before * (BUCKETS - 1)) / sampled)
    before += seen[entry] as number
  }
  return { table, shift }
}

/**
 * Finds codes at ranks of all cells of several lists of cells: counts how many codes of each bucket a cell has, and then
 * looks only at the rows in those buckets in which a rank lies.
 * @param ranksOf so many ranks of a cell with so many codes, always as many
 * @param memory of at least as many buckets as the run has rows
 */
export function rankedCells(
  column: Numbers,
  run: RowRun,
  slices: readonly PlacedRun[],
  ranksOf: (length: number) => readonly number[],
  { table, shift }: Buckets,
  memory: { readonly buckets: Uint8Array; readonly order: OrderMemory; readonly dealt: Uint32Array },
): RankedCells[] {
  const { buckets, order } = memory
  const length = takeBuckets(buckets, column, run, table, shift)
  const isSought = new Uint8Array(BUCKETS)
  const found = slices.map((placed) => {
    const counts = countBuckets(buckets, length, placed)
    return rankBuckets(counts, placed, ranksOf, isSought)
  })
  const rows = sortedCodes(takeSought(column, run, buckets, isSought, order), order)
  for (const [index, { ranked }] of found.entries())
    readRanks(rows, buckets, (slices[index] as PlacedRun).cells, ranked, memory.dealt)
  return found.map(({ lengths, ranked }) => ({ lengths, codes: ranked.codes }))
}

function takeBuckets(
  buckets: Uint8Array,
  column: Numbers,
  { rows, from, to }: RowRun,
  table: Uint8Array,
  shift: number,
): number {
  const up = 2 ** shift - 1
  for (let at = from; at < to; at += 1) {
    const code = column[rows === null ? at : (rows[at] as number)] as number
    buckets[at - from] = table[(code + up) >>> shift] as number
  }
  return to - from
}

function countBuckets(buckets: Uint8Array, length: number, { cells, count }: PlacedRun): Int32Array {
  const counts = new Int32Array(count * BUCKETS)
  for (let at = 0; at < length; at += 1) {
    const place = ((cells[at] as number) << BUCKET_BITS) | (buckets[at] as number)
    counts[place] = (counts[place] as number) + 1
  }
  return counts
}

/** Finds the bucket of each rank, and notes it among those that are sought. */
function rankBuckets(
  counts: Int32Array,
  { kept, count }: PlacedRun,
  ranksOf: (length: number) => readonly number[],
  isSought: Uint8Array,
): { lengths: Uint32Array; ranked: Ranked } {
  const ranks = ranksOf(0).length
  const lengths = new Uint32Array(count)
  const size = count * ranks
  const ranked = {
    ranks,
    bucket: new Uint8Array(size),
    before: new Int32Array(size),
    codes: new Uint32Array(size),
    isSought: new Uint8Array(counts.length),
  }
  for (const cell of kept) {
    const own = counts.subarray(cell * BUCKETS, (cell + 1) * BUCKETS)
    let length = 0
    for (let bucket = 1; bucket < BUCKETS; bucket += 1) length += own[bucket] as number
    lengths[cell] = length
    if (length === 0) continue
    for (const [index, rank] of ranksOf(length).entries()) {
      let [bucket, before] = [1, rank]
      while (before >= (own[bucket] as number)) {
        before -= own[bucket] as number
        bucket += 1
      }
      ranked.bucket[cell * ranks + index] = bucket
      ranked.before[cell * ranks + index] = before
      isSought[bucket] = 1
      ranked.isSought[cell * BUCKETS + bucket] = 1
    }
  }
  return { lengths, ranked }
}

/** Writes each row, and moves on only behind those that are sought: a test would be guessed wrongly too often. */
function takeSought(
  column: Numbers,
  { rows, from, to }: RowRun,
  buckets: Uint8Array,
  isSought: Uint8Array,
  { lists: [{ codes, places }] }: OrderMemory,
): number {
  let length = 0
  for (let place = 0; place < to - from; place += 1) {
    places[length] = place
    length += isSought[buckets[place] as number] as number
  }
  for (let at = 0; at < length; at += 1) {
    const row = from + (places[at] as number)
    codes[at] = column[rows === null ? row : (rows[row] as number)] as number
  }
  return length
}

/** Counts down to each rank in the rows of its bucket. */
function readRanks(
  { codes, places, length }: OrderedCodes,
  buckets: Uint8Array,
  cells: Uint32Array,
  { ranks, bucket, before, codes: found, isSought }: Ranked,
  own: Uint32Array,
): void {
  let count = 0
  for (let at = 0; at < length; at += 1) {
    const place = places[at] as number
    own[count] = at
    count += isSought[((cells[place] as number) << BUCKET_BITS) | (buckets[place] as number)] as number
  }
  for (let index = 0; index < count; index += 1) {
    const at = own[index] as number
    const place = places[at] as number
    const start = Math.imul(cells[place] as number, ranks)
    for (let rank = start; rank < start + ranks; rank += 1) {
      if (bucket[rank] !== buckets[place]) continue
      const left = before[rank] as number
      if (left === 0) found[rank] = codes[at] as number
      before[rank] = left - 1
    }
  }
}
