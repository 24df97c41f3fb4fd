import { HuiyinError } from '../core/errors.ts'
import { madeOnce } from '../core/made-once.ts'

export const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type PeriodUnit = (typeof PERIODS)[number]

/** A calendar period by its first and last local day, both as `YYYY-MM-DD` and both inside it. */
export interface Period {
  readonly start: string
  readonly end: string
}

const DAY_MS = 86_400_000

/** The period of the given unit that holds the day; weeks begin on Monday (ISO 8601). */
export function periodOf(day: string, unit: PeriodUnit): Period {
  const date = parseDay(day)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  switch (unit) {
    case 'day':
      return { start: day, end: day }
    case 'week': {
      const start = addDays(day, -((date.getUTCDay() + 6) % 7))
      return { start, end: addDays(start, 6) }
    }
    case 'month':
      return monthsFrom(year, month, 1)
    case 'quarter':
      return monthsFrom(year, month - (month % 3), 3)
    case 'year':
      return monthsFrom(year, 0, 12)
  }
}

/** All periods that overlap the range of days, in order. */
export function periodsBetween(from: string, to: string, unit: PeriodUnit): Period[] {
  const periods: Period[] = []
  for (let period = periodOf(from, unit); period.start <= to; period = periodOf(addDays(period.end, 1), unit))
    periods.push(period)
  return periods
}

/** Days since 1970-01-01 of a local day, to subtract days from each other. */
export function dayNumber(day: string): number {
  return parseDay(day.slice(0, 10)).getTime() / DAY_MS
}

/** The local day that is so many days after 1970-01-01. */
export function dayOfNumber(number: number): string {
  return addDays('1970-01-01', number)
}

export function addDays(day: string, count: number): string {
  return formatDay(new Date(parseDay(day).getTime() + count * DAY_MS))
}

/** The local day of an instant in a time zone. */
export function localDay(instant: Date, timezone: string): string {
  return dayFormat(timezone).format(instant)
}

/** By time zone: making a format takes a hundred times longer than using it. */
const dayFormat = madeOnce((timezone: string) => {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' })
})

/** Checks that a text is a day of the calendar. Throws HY-M-003. */
export function checkDay(text: string, option: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseDay(text) : undefined
  if (date === undefined || Number.isNaN(date.getTime()) || formatDay(date) !== text) {
    throw new HuiyinError('HY-M-003', { option, got: text, expected: 'YYYY-MM-DD' })
  }
  return text
}

function monthsFrom(year: number, month: number, count: number): Period {
  return {
    start: formatDay(new Date(Date.UTC(year, month, 1))),
    end: formatDay(new Date(Date.UTC(year, month + count, 0))),
  }
}

function parseDay(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

function formatDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}
