import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { HuiyinError } from './errors.ts'
import { parseYaml } from './yaml-file.ts'

/** Which days are worked at a site, for the years whose data is loaded; days are 2026-02-14, in the site's own zone. */
export interface WorkCalendar {
  readonly site: string
  readonly years: ReadonlySet<number>
  readonly daysOff: ReadonlySet<string>
  /** Weekend days that are worked. */
  readonly makeUpDays: ReadonlySet<string>
}

/** A day of a workspace's own calendar, which stands above the shipped one. */
export interface CalendarDay {
  readonly day: string
  readonly isWorking: boolean
}

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}(\/\d{4}-\d{2}-\d{2})?$/)
const calendarSchema = z.strictObject({
  site: z.string(),
  title: z.record(z.string(), z.string()),
  years: z.record(
    z.string().regex(/^\d{4}$/),
    z.strictObject({ notice: z.string(), days_off: z.array(day), make_up: z.array(day) }),
  ),
})

const FOLDER = new URL('../../calendars/', import.meta.url)

/** The sites whose calendars are shipped: `CN`, `TW`. */
export function shippedCalendars(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.replace('.yaml', '').toUpperCase())
    .sort()
}

/**
 * The calendar of a site: the shipped one, with the workspace's own days above it. A site without a shipped calendar
 * knows the years in which the workspace names a day.
 */
export function readWorkCalendar(site: string, own: readonly CalendarDay[] = []): WorkCalendar {
  const shipped = shippedCalendars().includes(site.toUpperCase()) ? readShipped(site) : undefined
  const daysOff = new Set(shipped?.daysOff)
  const makeUpDays = new Set(shipped?.makeUpDays)
  const years = new Set(shipped?.years)
  for (const { day: date, isWorking } of own) {
    years.add(yearOf(date))
    daysOff.delete(date)
    makeUpDays.delete(date)
    if (isWorking) makeUpDays.add(date)
    else daysOff.add(date)
  }
  return { site, years, daysOff, makeUpDays }
}

/** Whether a day is worked. Throws HY-M-006 where the calendar does not hold its year: it is never guessed. */
export function isWorkingDay(calendar: WorkCalendar, date: string): boolean {
  if (!calendar.years.has(yearOf(date))) {
    const years = [...calendar.years].sort((a, b) => a - b)
    throw new HuiyinError('HY-M-006', {
      site: calendar.site,
      day: date,
      from: years[0] ?? '–',
      through: years.at(-1) ?? '–',
    })
  }
  if (calendar.daysOff.has(date)) return false
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return (weekday > 0 && weekday < 6) || calendar.makeUpDays.has(date)
}

/** The day `days` days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

function readShipped(site: string): WorkCalendar {
  const text = readFileSync(new URL(`${site.toLowerCase()}.yaml`, FOLDER), 'utf8')
  const { years } = calendarSchema.parse(parseYaml(text, 'failsafe'))
  return {
    site,
    years: new Set(Object.keys(years).map(Number)),
    daysOff: new Set(Object.values(years).flatMap((year) => year.days_off.flatMap(spelledOut))),
    makeUpDays: new Set(Object.values(years).flatMap((year) => year.make_up.flatMap(spelledOut))),
  }
}

/** `2026-10-01/2026-10-07` as its days. */
function spelledOut(span: string): string[] {
  const [first = '', last = first] = span.split('/')
  const days = []
  for (let date = first; date <= last; date = addDays(date, 1)) days.push(date)
  return days
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}
