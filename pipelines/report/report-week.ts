import { HuiyinError } from '../core/errors.ts'
import { addDays, checkDay, localDay, periodOf } from '../metrics/periods.ts'

/** An ISO 8601 week by its first and last local day, both `YYYY-MM-DD` and both inside. */
export interface ReportWeek {
  /** Such as `2026-W46`. */
  readonly iso: string
  readonly year: number
  readonly number: number
  readonly start: string
  readonly end: string
}

/**
 * The week that a report is on: the one asked for as `2026-W46` or by any of its days, or the last one that was over
 * at the as-of. Throws HY-M-003 where the text is no week, or the week was not over.
 */
export function reportWeek(asked: string | undefined, run: { asOf: string; timezone: string }): ReportWeek {
  const today = localDay(new Date(run.asOf), run.timezone)
  const last = weekOf(addDays(periodOf(today, 'week').start, -1))
  if (asked === undefined) return last
  const week = /^\d{4}-W\d{2}$/.test(asked) ? weekNamed(asked) : weekOf(checkDay(asked, '--week'))
  if (week.end >= today) {
    throw new HuiyinError('HY-M-003', { option: '--week', got: asked, expected: `≤ ${last.iso}` })
  }
  return week
}

/** The week that holds a local day. It belongs to the year of its Thursday. */
export function weekOf(day: string): ReportWeek {
  const { start, end } = periodOf(day, 'week')
  const thursday = addDays(start, 3)
  const year = Number(thursday.slice(0, 4))
  const days = (Date.parse(thursday) - Date.parse(`${year}-01-01`)) / 86_400_000
  const number = Math.floor(days / 7) + 1
  return { iso: `${year}-W${String(number).padStart(2, '0')}`, year, number, start, end }
}

/** The Monday on or after a day. */
export function mondayFrom(day: string): string {
  return periodOf(addDays(day, 6), 'week').start
}

function weekNamed(name: string): ReportWeek {
  const [year = 0, number = 0] = name.split('-W').map(Number)
  const first = periodOf(`${String(year).padStart(4, '0')}-01-04`, 'week').start
  const week = weekOf(addDays(first, 7 * (number - 1)))
  if (week.iso === name) return week
  throw new HuiyinError('HY-M-003', { option: '--week', got: name, expected: 'YYYY-MM-DD, YYYY-Www' })
}
