import { dayNumber, dayOfNumber, type PeriodUnit, periodOf } from '../periods.ts'
import { NO_PERIOD } from './cell-book.ts'
import type { CubeAsk, SlicedBook } from './cube-ask.ts'
import { firstFrom } from './first-from.ts'
import { orderedRows } from './ordered-rows.ts'
import type { Cube, CubeReader } from './read-cube.ts'
import { addSlice } from './row-slices.ts'

/** Adds the single rows of a range of days to the cells of slices. */
export async function addRows(
  reader: CubeReader,
  ask: CubeAsk,
  range: { readonly from: string; readonly to: string },
  books: readonly SlicedBook[],
): Promise<void> {
  const { starts, bounds } = periodRuns(reader.cube, ask, range)
  const [first, end] = [bounds[0], bounds.at(-1)]
  if (books.length === 0 || starts.length === 0 || first === undefined || end === undefined) return
  const { rows, days } = await orderedRows(reader, ask.day, ask.codes, [first, end - 1])
  const runs = { rows, bounds: Uint32Array.from(bounds, (day) => firstFrom(days, day, rows)) }
  await Promise.all(books.map((book) => addSlice(reader, ask.columns, runs, starts, book)))
}

/** The periods that the range and the data have in common: the first day of each, and the days at which they are cut. */
function periodRuns(
  { spans }: Cube,
  { day, period }: CubeAsk,
  range: { readonly from: string; readonly to: string },
): { starts: number[]; bounds: number[] } {
  const span = spans.get(day) ?? { first: 0, last: -1 }
  const [from, to] = [Math.max(dayNumber(range.from), span.first), Math.min(dayNumber(range.to), span.last)]
  const starts: number[] = []
  const bounds: number[] = []
  for (let next = from; next <= to; ) {
    const { start, end } = period === undefined ? { start: NO_PERIOD, end: to } : periodDays(next, period)
    starts.push(start)
    bounds.push(next)
    next = end + 1
  }
  return { starts, bounds: [...bounds, to + 1] }
}

function periodDays(day: number, unit: PeriodUnit): { start: number; end: number } {
  const { start, end } = periodOf(dayOfNumber(day), unit)
  return { start: dayNumber(start), end: dayNumber(end) }
}
