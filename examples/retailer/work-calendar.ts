import { DAY, dateText, HOUR, hourOfDay, type LocalTime, localTime, startOfDay, weekdayOf } from './local-time.ts'
import type { Random } from './random.ts'

/** Public holidays of the period, first and last day, as in the State Council's notice for 2026. */
export const holidays: readonly (readonly [first: string, last: string])[] = [
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
]

/** Weekend days on which China works to make up for a holiday. */
export const makeUpDays: readonly string[] = [
  '2026-01-04',
  '2026-02-14',
  '2026-02-28',
  '2026-05-09',
  '2026-09-20',
  '2026-10-10',
]

const holidayDates = new Set(
  holidays.flatMap(([first, last]) => {
    const days = (localTime(last) - localTime(first)) / DAY + 1
    return Array.from({ length: days }, (_, day) => dateText(localTime(first) + day * DAY))
  }),
)
const makeUpDates = new Set(makeUpDays)

export function isWorkingDay(time: LocalTime): boolean {
  const date = dateText(time)
  if (makeUpDates.has(date)) return true
  return !holidayDates.has(date) && weekdayOf(time) < 5
}

export function isHoliday(time: LocalTime): boolean {
  return holidayDates.has(dateText(time))
}

/**
 * Moves the moment at which something could be done to the moment at which somebody does it: nights wait for the
 * morning, and on a day off only the share `duty` (0–1) is done that day, the rest on the next working day.
 */
export function settle(random: Random, time: LocalTime, duty: number): LocalTime {
  const awake = afterNight(random, time)
  if (isWorkingDay(awake) || random.chance(duty)) return awake
  let day = startOfDay(awake) + DAY
  while (!isWorkingDay(day)) day += DAY
  return Math.round(day + random.between(8.2, 13) * HOUR)
}

/** A moment between two others at which people are awake, if there is one to be found. */
export function byDay(random: Random, from: LocalTime, until: LocalTime): LocalTime {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const moment = Math.round(random.between(from, until))
    if (hourOfDay(moment) >= 8 && hourOfDay(moment) < 21) return moment
  }
  return until
}

function afterNight(random: Random, time: LocalTime): LocalTime {
  const hour = hourOfDay(time)
  if (hour >= 8 && hour < 21) return Math.round(time)
  const morning = startOfDay(time) + (hour < 8 ? 8 : 32) * HOUR
  return Math.round(morning + random.between(0, 2.5) * HOUR)
}
