import { expect, test } from 'vitest'
import { reportWeek, weekOf } from '../../../pipelines/report/report-week.ts'

const run = (asOf: string, timezone = 'Asia/Shanghai') => ({ asOf, timezone })
const MONDAY = run('2026-11-16T00:00:00Z')

test.each([
  ['2026-11-09', '2026-W46', '2026-11-09', '2026-11-15'],
  ['2021-01-03', '2020-W53', '2020-12-28', '2021-01-03'],
  ['2024-12-30', '2025-W01', '2024-12-30', '2025-01-05'],
  ['2026-01-01', '2026-W01', '2025-12-29', '2026-01-04'],
  ['2027-01-03', '2026-W53', '2026-12-28', '2027-01-03'],
])('%s lies in %s', (day, iso, start, end) => {
  expect(weekOf(day)).toMatchObject({ iso, start, end })
})

test.each([
  ['a Monday morning: the week before', MONDAY, '2026-W46'],
  ['a Sunday evening: not the week that still runs', run('2026-11-15T15:59:00Z'), '2026-W45'],
  ['midnight in the zone of the business, not in UTC', run('2026-11-15T16:00:00Z'), '2026-W46'],
  ['midnight in UTC is still Sunday in New York', run('2026-11-16T00:00:00Z', 'America/New_York'), '2026-W45'],
])('by default, on %s', (_case, at, iso) => {
  expect(reportWeek(undefined, at).iso).toBe(iso)
})

test.each([
  ['2026-W46', '2026-W46'],
  ['2026-11-11', '2026-W46'],
  ['2025-W01', '2025-W01'],
  ['2020-W53', '2020-W53'],
])('%s is asked for', (asked, iso) => {
  expect(reportWeek(asked, MONDAY).iso).toBe(iso)
})

test.each(['2026-W47', '2026-11-16', '2025-W53', '2026-W00', '2026-W5', '2026-02-30', 'W46', ''])(
  '%j is refused',
  (asked) => {
    expect(() => reportWeek(asked, MONDAY)).toThrow(/HY-M-003.*--week/)
  },
)
