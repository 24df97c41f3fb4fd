import { HuiyinError } from '../core/errors.ts'
import { addDays, checkDay, dayNumber, localDay, periodOf } from '../metrics/periods.ts'

export const REPORT_UNITS = ['week', 'month', 'quarter', 'year'] as const
export type ReportUnit = (typeof REPORT_UNITS)[number]

/** A calendar period by its first and last local day, both `YYYY-MM-DD` and both inside; weeks are those of ISO 8601. */
export interface ReportPeriod {
  readonly unit: ReportUnit
  /** `2026-W46`, `2026-10`, `2026-Q3` or `2026`. */
  readonly name: string
  /** Of a week, the year of its Thursday. */
  readonly year: number
  /** Within the year, from 1; 1 for a year. */
  readonly number: number
  readonly start: string
  readonly end: string
}

const NAMES: Readonly<Record<ReportUnit, RegExp>> = {
  week: /^\d{4}-W\d{2}$/,
  month: /^\d{4}-\d{2}$/,
  quarter: /^\d{4}-Q[1-4]$/,
  year: /^\d{4}$/,
}
const FORMS: Readonly<Record<ReportUnit, string>> = {
  week: '2026-W46',
  month: '2026-10',
  quarter: '2026-Q3',
  year: '2026',
}

/**
 * The period that a report is on: the one asked for by its name or by any of its days, or the last one that was over at
 * the as-of. Throws HY-M-003 where the text is no period of the report's unit, or the period was not over.
 * @param option the option that asked, for messages
 */
export function reportPeriod(
  unit: ReportUnit,
  asked: string | undefined,
  run: { asOf: string; timezone: string },
  option = '--period',
): ReportPeriod {
  const today = localDay(new Date(run.asOf), run.timezone)
  const last = periodHolding(addDays(periodOf(today, unit).start, -1), unit)
  if (asked === undefined) return last
  const period = periodAsked(asked, unit, option)
  if (period.end >= today) throw new HuiyinError('HY-M-003', { option, got: asked, expected: `≤ ${last.name}` })
  return period
}

/** The week, month, quarter or year of a name such as `2026-W46`; null where there is none. */
export function periodNamed(name: string): ReportPeriod | null {
  const unit = REPORT_UNITS.find((one) => NAMES[one].test(name))
  const period = unit === undefined ? null : periodHolding(dayIn(name, unit), unit)
  return period?.name === name ? period : null
}

/** The period of a unit that holds a local day. */
export function periodHolding(day: string, unit: ReportUnit): ReportPeriod {
  const { start, end } = periodOf(day, unit)
  const year = Number((unit === 'week' ? addDays(start, 3) : start).slice(0, 4))
  const month = Number(start.slice(5, 7))
  switch (unit) {
    case 'week': {
      const number = Math.floor((dayNumber(addDays(start, 3)) - dayNumber(`${year}-01-01`)) / 7) + 1
      return { unit, name: `${year}-W${twoDigits(number)}`, year, number, start, end }
    }
    case 'month':
      return { unit, name: `${year}-${twoDigits(month)}`, year, number: month, start, end }
    case 'quarter': {
      const number = (month + 2) / 3
      return { unit, name: `${year}-Q${number}`, year, number, start, end }
    }
    case 'year':
      return { unit, name: String(year), year, number: 1, start, end }
  }
}

/** The period so many periods of the same unit before (or, where negative, after) the one given. */
export function periodBefore(period: ReportPeriod, count: number): ReportPeriod {
  const { unit } = period
  let found = period
  for (let step = 0; step < count; step++) found = periodHolding(addDays(found.start, -1), unit)
  for (let step = 0; step > count; step--) found = periodHolding(addDays(found.end, 1), unit)
  return found
}

/** The first day, on or after the one given, on which a period of the unit begins. */
export function firstStartFrom(day: string, unit: ReportUnit): string {
  const { start, end } = periodOf(day, unit)
  return start === day ? day : addDays(end, 1)
}

function periodAsked(asked: string, unit: ReportUnit, option: string): ReportPeriod {
  if (!NAMES[unit].test(asked)) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(asked)) throw noPeriod(asked, unit, option)
    return periodHolding(checkDay(asked, option), unit)
  }
  const period = periodNamed(asked)
  if (period === null) throw noPeriod(asked, unit, option)
  return period
}

/** A day of the period that is named, or of another one where there is none of that name. */
function dayIn(name: string, unit: ReportUnit): string {
  const year = name.slice(0, 4)
  const number = Number(name.slice(5).replace(/^\D/, ''))
  switch (unit) {
    case 'week':
      return addDays(periodOf(`${year}-01-04`, 'week').start, 7 * (number - 1))
    case 'month':
      return `${year}-${twoDigits(Math.min(Math.max(number, 1), 12))}-01`
    case 'quarter':
      return `${year}-${twoDigits(3 * number - 2)}-01`
    case 'year':
      return `${year}-01-01`
  }
}

function noPeriod(got: string, unit: ReportUnit, option: string): HuiyinError {
  return new HuiyinError('HY-M-003', { option, got, expected: `YYYY-MM-DD, ${FORMS[unit]}` })
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
