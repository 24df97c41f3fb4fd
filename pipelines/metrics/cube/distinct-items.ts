import type { Numbers } from './cube-columns.ts'
import type { OrderedCodes } from './ordered-codes.ts'
import type { PlacedRun } from './placed-run.ts'
import type { RowRun } from './tally.ts'

/** Of each cell: rows that have an item, and how many different ones of those that count (see `ValueQuestions`). */
export interface ItemCounts {
  readonly known: Uint32Array
  readonly items: Uint32Array
}

/** Counts items that are in order, so that those that are the same stand together. */
export function countOrdered({ codes, places, length }: OrderedCodes, { cells, count }: PlacedRun): ItemCounts {
  const [known, items, last] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)]
  for (let at = 0; at < length; at += 1) {
    const code = codes[at] as number
    const cell = cells[places[at] as number] as number
    known[cell] = (known[cell] as number) + 1
    items[cell] = (items[cell] as number) + (code & 1 & +(last[cell] !== code))
    last[cell] = code
  }
  return { known, items }
}

/** Counts items of which there are few: how often each code, up to before `size`, is in each cell. */
export function countFew(
  column: Numbers,
  size: number,
  { rows, from, to }: RowRun,
  { cells, count }: PlacedRun,
): ItemCounts {
  const seen = new Uint32Array(count * size)
  for (let at = from; at < to; at += 1) {
    const code = column[rows === null ? at : (rows[at] as number)] as number
    const place = Math.imul(cells[at - from] as number, size) + code
    seen[place] = (seen[place] as number) + 1
  }
  const [known, items] = [new Uint32Array(count), new Uint32Array(count)]
  for (let cell = 0; cell < count; cell += 1)
    for (let code = 1; code < size; code += 1) {
      const times = seen[cell * size + code] as number
      known[cell] = (known[cell] as number) + times
      items[cell] = (items[cell] as number) + (times > 0 ? code & 1 : 0)
    }
  return { known, items }
}
