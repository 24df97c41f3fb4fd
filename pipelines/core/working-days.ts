import { addDays, isWorkingDay, type WorkCalendar } from './work-calendar.ts'

/**
 * The day at whose end a term of working days ends: the `workingDays`-th working day after the day of receipt, which
 * itself does not count. Days are 2026-02-14. Throws HY-M-006 where the calendar does not reach that far.
 */
export function workingDayDeadline(calendar: WorkCalendar, receivedOn: string, workingDays: number): string {
  if (!Number.isInteger(workingDays) || workingDays < 1) throw new RangeError('working days are whole and at least 1')
  let day = receivedOn
  for (let left = workingDays; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(calendar, day)) left -= 1
  }
  return day
}

/** Working days from `first` to `last`, both inside. Throws HY-M-006 beyond the calendar. */
export function countWorkingDays(calendar: WorkCalendar, first: string, last: string): number {
  let count = 0
  for (let day = first; day <= last; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count += 1
  return count
}

/** Opening hours of a working day, such as 09:00 to 18:00. */
export interface OpeningHours {
  readonly open: string
  readonly close: string
}

/**
 * Hours between two wall-clock times (2026-02-13T17:00) that lie inside the opening hours of working days; 0 where none
 * do. Throws HY-M-006 beyond the calendar.
 */
export function businessHours(calendar: WorkCalendar, hours: OpeningHours, start: string, end: string): number {
  const at = (day: string, time: string) => Date.parse(`${day}T${time.slice(0, 5)}:00Z`)
  const from = wallClock(start)
  const to = wallClock(end)
  let total = 0
  for (let day = start.slice(0, 10); day <= end.slice(0, 10); day = addDays(day, 1)) {
    if (!isWorkingDay(calendar, day)) continue
    total += Math.max(0, Math.min(to, at(day, hours.close)) - Math.max(from, at(day, hours.open)))
  }
  return total / 3_600_000
}

function wallClock(time: string): number {
  return Date.parse(`${time.length === 16 ? `${time}:00` : time}Z`)
}
