import { addDays } from '../../metrics/periods.ts'

/** The days around the lunar New Year that do not compare with other weeks: its eve and the seven days from it on. */
const FESTIVAL_DAYS = { before: 1, after: 6 } as const

const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' })
const newYears = new Map<number, string>()

/** First day of the lunar year that begins in a year, as `YYYY-MM-DD`; between 21 January and 21 February. */
export function lunarNewYear(year: number): string {
  const cached = newYears.get(year)
  if (cached !== undefined) return cached
  for (let day = 20; day <= 52; day += 1) {
    const date = new Date(Date.UTC(year, 0, day))
    const parts = chinese.formatToParts(date)
    const part = (type: string) => parts.find((one) => one.type === type)?.value
    if (part('month') !== '1' || part('day') !== '1') continue
    newYears.set(year, isoDay(date))
    return isoDay(date)
  }
  throw new RangeError(`no lunar New Year in ${year}`)
}

/** Whether a period, by its first and last day, holds days of the Spring Festival. It moves between January and February. */
export function holdsSpringFestival(start: string, end: string): boolean {
  if (start.slice(5) > '03-01' || end.slice(5) < '01-20') return false
  const first = lunarNewYear(Number(end.slice(0, 4)))
  return start <= addDays(first, FESTIVAL_DAYS.after) && end >= addDays(first, -FESTIVAL_DAYS.before)
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}
