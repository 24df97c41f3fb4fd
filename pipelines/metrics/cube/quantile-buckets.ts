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
  const { buckets, order, dealt } = memory
  const length = takeBuckets(buckets, column, run, table, shift)
  const isSought = new Uint8Array(BUCKETS)
  const found = slices.map((placed) => {
    const counts = countBuckets(buckets, length, placed)
    return rankBuckets(counts, placed, ranksOf, isSought)
  })
  const sought = dealt.subarray(0, takeSought(column, run, buckets, isSought, { dealt, order }))
  const rows = sortedCodes(sought.length, order)
  for (const [index, { ranked }] of found.entries())
    readRanks(rows, buckets, cellsAt(sought, slices[index] as PlacedRun), ranked)
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

/**
 * Takes the places of the rows that are sought, their buckets and, to be sorted, their codes, each with its number.
 * Writes each row, and moves on only behind those that are sought: a test would be guessed wrongly too often.
 */
function takeSought(
  column: Numbers,
  { rows, from, to }: RowRun,
  buckets: Uint8Array,
  isSought: Uint8Array,
  { dealt, order }: { readonly dealt: Uint32Array; readonly order: OrderMemory },
): number {
  const [{ codes, places: numbers }] = order.lists
  let length = 0
  for (let place = 0; place < to - from; place += 1) {
    dealt[length] = place
    length += isSought[buckets[place] as number] as number
  }
  for (let number = 0; number < length; number += 1) {
    const place = dealt[number] as number
    const row = from + place
    buckets[number] = buckets[place] as number
    codes[number] = column[rows === null ? row : (rows[row] as number)] as number
    numbers[number] = number
  }
  return length
}

/** The cells of a few rows beside each other, where they are read in another order at no cost. */
function cellsAt(places: Uint32Array, { cells }: PlacedRun): Uint32Array {
  const own = new Uint32Array(places.length)
  for (let number = 0; number < own.length; number += 1) own[number] = cells[places[number] as number] as number
  return own
}

/** Counts down to each rank in the rows of its bucket. */
function readRanks(
  { codes, places: numbers, length }: OrderedCodes,
  buckets: Uint8Array,
  cells: Uint32Array,
  { ranks, bucket, before, codes: found, isSought }: Ranked,
): void {
  for (let at = 0; at < length; at += 1) {
    const number = numbers[at] as number
    const own = buckets[number] as number
    const cell = cells[number] as number
    if (isSought[(cell << BUCKET_BITS) | own] === 0) continue
    for (let rank = cell * ranks; rank < (cell + 1) * ranks; rank += 1) {
      if (bucket[rank] !== own) continue
      const left = before[rank] as number
      if (left === 0) found[rank] = codes[at] as number
      before[rank] = left - 1
    }
  }
}
