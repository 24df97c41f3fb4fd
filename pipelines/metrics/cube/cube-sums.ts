import { dayNumber } from '../periods.ts'
import { cellBook, type SummedCell } from './cell-book.ts'
import type { CubeAsk, CubeSlice, CubeSlot, SlicedBook } from './cube-ask.ts'
import { segmentOf, wholeSegments } from './cube-layout.ts'
import type { CubeReader } from './read-cube.ts'
import { addRows } from './row-sums.ts'
import { addSlot } from './slot-sums.ts'

/**
 * The cells of each slice. Slices of up to one dimension, those of the filter included, come from the sums by segment, and
 * only the days at the ends of the range from single rows; so do counts of rows by two. Others come from rows wholly.
 */
export async function cubeSums(
  reader: CubeReader,
  ask: CubeAsk,
  slices: readonly CubeSlice[],
): Promise<SummedCell[][]> {
  const { from, to } = widened(reader, ask)
  const { whole, edges } = wholeSegments(from, to)
  const books = slices.map((slice) => ({ slice, book: cellBook(reader.cube, slice, ask.columns) }))
  const atEnds: SlicedBook[] = []
  const single: SlicedBook[] = []
  for (const item of books) {
    const slot = whole === null ? undefined : slotFor(reader, ask, item.slice)
    if (slot === undefined || whole === null) single.push(item)
    else {
      await addSlot(reader, ask, slot, whole, item)
      atEnds.push(item)
    }
    await reader.breathe()
  }
  const rows = edges.map((edge) => addRows(reader, ask, edge, atEnds))
  await Promise.all([...rows, addRows(reader, ask, ask, single)])
  return books.map(({ book }) => book.cells())
}

/** A range that reaches as far as the data do is as good as one of whole segments. */
function widened({ cube }: CubeReader, { day, from, to }: CubeAsk): { from: string; to: string } {
  const span = cube.spans.get(day)
  if (span === undefined) return { from, to }
  return {
    from: dayNumber(from) <= span.first ? segmentOf(from).start : from,
    to: dayNumber(to) >= span.last ? segmentOf(to).end : to,
  }
}

function slotFor({ cube }: CubeReader, { period, columns, codes }: CubeAsk, slice: CubeSlice): CubeSlot | undefined {
  if (period === 'day') return undefined
  const dimensions = [...new Set([...slice, ...codes.keys()])]
  if (dimensions.length > 2 || (dimensions.length === 2 && !columns.every(({ isPlain }) => isPlain))) return undefined
  const kind = dimensions.length === 2 ? 'pair' : 'single'
  for (const order of [dimensions, dimensions.toReversed()]) {
    const number = cube.slots.get(kind)?.get(order.join(','))
    if (number !== undefined) return { kind, number, dimensions: order }
  }
  return undefined
}
