import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isWorkingDay, readWorkCalendar, shippedCalendars } from '../../../pipelines/core/work-calendar.ts'
import { businessHours, countWorkingDays, workingDayDeadline } from '../../../pipelines/core/working-days.ts'
import { startOfDay, zoneOffsets } from '../../../pipelines/core/zone-offsets.ts'

test.each([
  ['CN', '2018-12-28', 1, '2018-12-29'],
  ['CN', '2019-04-26', 1, '2019-04-28'],
  ['CN', '2019-04-26', 2, '2019-04-29'],
  ['CN', '2020-01-23', 1, '2020-02-03'],
  ['CN', '2020-01-23', 2, '2020-02-04'],
  ['CN', '2025-09-26', 2, '2025-09-29'],
  ['CN', '2026-02-13', 1, '2026-02-14'],
  ['CN', '2026-02-13', 2, '2026-02-24'],
  ['CN', '2026-09-30', 1, '2026-10-08'],
  ['CN', '2026-09-30', 2, '2026-10-09'],
  ['CN', '2026-09-30', 3, '2026-10-10'],
  ['CN', '2026-10-03', 2, '2026-10-09'],
  ['TW', '2025-02-07', 1, '2025-02-08'],
  ['TW', '2025-09-26', 1, '2025-09-30'],
  ['TW', '2025-09-26', 2, '2025-10-01'],
])('%s: received on %s, %i working days end on %s', (site, received, days, deadline) => {
  expect(workingDayDeadline(readWorkCalendar(site), received, days)).toBe(deadline)
})

test.each([
  ['CN', 2019, 250],
  ['CN', 2021, 250],
  ['CN', 2022, 249],
  ['CN', 2023, 249],
  ['CN', 2024, 251],
  ['CN', 2025, 248],
  ['CN', 2026, 248],
  ['TW', 2023, 365 - 116],
  ['TW', 2024, 366 - 115],
  ['TW', 2026, 365 - 120],
])('%s %i has %i working days', (site, year, days) => {
  expect(countWorkingDays(readWorkCalendar(site), `${year}-01-01`, `${year}-12-31`)).toBe(days)
})

test('a deadline in a year without data fails, it is not guessed', () => {
  expect(() => workingDayDeadline(readWorkCalendar('CN'), '2026-12-31', 2)).toThrow('HY-M-006')
  expect(() => isWorkingDay(readWorkCalendar('XX'), '2026-01-05')).toThrow('HY-M-006')
})

test('days of the workspace stand above the shipped ones, and a site of its own knows the years that it names', () => {
  const moved = readWorkCalendar('CN', [{ day: '2026-10-09', isWorking: false }])
  expect(workingDayDeadline(moved, '2026-09-30', 2)).toBe('2026-10-10')
  const own = readWorkCalendar('factory', [{ day: '2027-01-01', isWorking: false }])
  expect(workingDayDeadline(own, '2026-12-31', 1)).toBe('2027-01-04')
})

test('business hours count the opening hours of working days only', () => {
  const hours = { open: '09:00', close: '18:00' }
  const calendar = readWorkCalendar('CN')
  expect(businessHours(calendar, hours, '2026-02-13T17:00', '2026-02-24T10:00')).toBe(11)
  expect(businessHours(calendar, hours, '2026-02-16T09:00', '2026-02-16T18:00')).toBe(0)
})

test('every make-up day is a weekend day, and every shipped year is whole', () => {
  for (const site of shippedCalendars()) {
    const calendar = readWorkCalendar(site)
    for (const day of calendar.makeUpDays)
      expect([0, 6], `${site} ${day}`).toContain(new Date(`${day}T00:00Z`).getUTCDay())
    const text = readFileSync(new URL(`../../../calendars/${site.toLowerCase()}.yaml`, import.meta.url), 'utf8')
    for (const year of calendar.years) expect(text).toContain(`${year}:`)
  }
})

test('zones with summer time change twice a year, at the instant at which the clocks change', () => {
  expect(zoneOffsets('Asia/Shanghai')).toHaveLength(1)
  const berlin = zoneOffsets('Europe/Berlin').filter(({ fromMs }) => new Date(fromMs).getUTCFullYear() === 2026)
  expect(berlin).toEqual([
    { fromMs: Date.parse('2026-03-29T01:00:00Z'), minutes: 120 },
    { fromMs: Date.parse('2026-10-25T01:00:00Z'), minutes: 60 },
  ])
  expect(startOfDay('America/New_York', '2026-07-01')).toBe(Date.parse('2026-07-01T04:00:00Z'))
})
