import type { Numbers } from './cube-columns.ts'
import type { RowRun } from './tally.ts'

/** The rows of a run in the order of a column's codes, those without a code left out: `length` places of each list count. */
export interface OrderedCodes {
  readonly length: number
  readonly codes: Uint32Array
  /** Where in the run each row stands. */
  readonly places: Uint32Array
}

/** Memory for the codes of one run after the other, none longer than `most` rows. */
export interface OrderMemory {
  readonly lists: readonly [CodeList, CodeList]
  readonly counts: Uint32Array
}

interface CodeList {
  readonly codes: Uint32Array
  readonly places: Uint32Array
}

/** So many bits of a code are sorted by at a time: their counts stay in the nearest memory. */
const MOST_BITS = 11

export function orderMemory(most: number): OrderMemory {
  const list = () => ({ codes: new Uint32Array(most), places: new Uint32Array(most) })
  return { lists: [list(), list()], counts: new Uint32Array(2 ** MOST_BITS) }
}

/** Sorts by counting, from the lowest bits of the codes to the highest; the order holds until the memory's next use. */
export function orderedCodes(column: Numbers, run: RowRun, memory: OrderMemory): OrderedCodes {
  return sortedCodes(takeKnown(column, run, memory.lists[0]), memory)
}

/** As `orderedCodes`, of so many codes in the memory's first list. */
export function sortedCodes(length: number, { lists, counts }: OrderMemory): OrderedCodes {
  let [list, other] = lists
  let [least, most] = [list.codes[0] ?? 0, 0]
  for (let at = 0; at < length; at += 1) {
    const code = list.codes[at] as number
    if (code > most) most = code
    if (code < least) least = code
  }
  const width = 32 - Math.clz32(most - least)
  const passes = Math.ceil(width / MOST_BITS)
  const bits = Math.ceil(width / passes)
  for (let pass = 0; pass < passes; pass += 1) {
    moveBy(list, other, length, { counts, least, shift: pass * bits, mask: 2 ** bits - 1 })
    ;[list, other] = [other, list]
  }
  return { ...list, length }
}

/** Takes the codes of a run but the blank; returns how many there are. */
function takeKnown(column: Numbers, { rows, from, to }: RowRun, { codes, places }: CodeList): number {
  let length = 0
  for (let at = from; at < to; at += 1) {
    const code = column[rows === null ? at : (rows[at] as number)] as number
    if (code === 0) continue
    codes[length] = code
    places[length] = at - from
    length += 1
  }
  return length
}

/** Which bits of a code, counted from the least one, are sorted by. */
interface Digits {
  readonly counts: Uint32Array
  readonly least: number
  readonly shift: number
  readonly mask: number
}

function moveBy(from: CodeList, to: CodeList, length: number, { counts, least, shift, mask }: Digits): void {
  counts.fill(0)
  const [codes, places, toCodes, toPlaces] = [from.codes, from.places, to.codes, to.places]
  for (let at = 0; at < length; at += 1) {
    const digit = (((codes[at] as number) - least) >>> shift) & mask
    counts[digit] = (counts[digit] as number) + 1
  }
  let before = 0
  for (let digit = 0; digit <= mask; digit += 1) {
    const own = counts[digit] as number
    counts[digit] = before
    before += own
  }
  for (let at = 0; at < length; at += 1) {
    const code = codes[at] as number
    const digit = ((code - least) >>> shift) & mask
    const place = counts[digit] as number
    counts[digit] = place + 1
    toCodes[place] = code
    toPlaces[place] = places[at] as number
  }
}
