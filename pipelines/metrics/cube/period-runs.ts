import { dayNumber, dayOfNumber, type PeriodUnit, periodOf } from '../periods.ts'
import { NO_PERIOD } from './cell-book.ts'
import type { CubeAsk } from './cube-ask.ts'
import { firstFrom } from './first-from.ts'
import { orderedRows } from './ordered-rows.ts'
import type { Cube, CubeReader } from './read-cube.ts'
import type { RowRuns } from './run-cells.ts'

/** The rows of a range of days in runs, one a period. */
export interface PeriodRuns {
  readonly runs: RowRuns
  /** The first day of each period, or `NO_PERIOD`. */
  readonly starts: readonly number[]
}

type AskedRows = Pick<CubeAsk, 'day' | 'period' | 'codes'>
interface Range {
  readonly from: string
  readonly to: string
}

/** The rows with a day in a range, of the filters that are asked for; null where the data have no such day. */
export async function periodRuns(reader: CubeReader, ask: AskedRows, range: Range): Promise<PeriodRuns | null> {
  const { starts, bounds } = periodsOf(reader.cube, ask, range)
  const [first, end] = [bounds[0], bounds.at(-1)]
  if (starts.length === 0 || first === undefined || end === undefined) return null
  const { rows, days } = await orderedRows(reader, ask.day, ask.codes, [first, end - 1])
  return { starts, runs: { rows, bounds: Uint32Array.from(bounds, (day) => firstFrom(days, day, rows)) } }
}

/** The periods that the range and the data have in common: the first day of each, and the days at which they are cut. */
function periodsOf({ spans }: Cube, { day, period }: AskedRows, range: Range): { starts: number[]; bounds: number[] } {
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
