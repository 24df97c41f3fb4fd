import { expect, test } from 'vitest'
import { firstStartFrom, periodBefore, periodHolding, reportPeriod } from '../../../pipelines/report/report-period.ts'

const run = (asOf: string, timezone = 'Asia/Shanghai') => ({ asOf, timezone })
const MONDAY = run('2026-11-16T00:00:00Z')

test.each([
  ['2026-11-09', 'week', '2026-W46', '2026-11-09', '2026-11-15'],
  ['2021-01-03', 'week', '2020-W53', '2020-12-28', '2021-01-03'],
  ['2024-12-30', 'week', '2025-W01', '2024-12-30', '2025-01-05'],
  ['2026-01-01', 'week', '2026-W01', '2025-12-29', '2026-01-04'],
  ['2027-01-03', 'week', '2026-W53', '2026-12-28', '2027-01-03'],
  ['2024-02-29', 'month', '2024-02', '2024-02-01', '2024-02-29'],
  ['2026-11-16', 'quarter', '2026-Q4', '2026-10-01', '2026-12-31'],
  ['2026-11-16', 'year', '2026', '2026-01-01', '2026-12-31'],
] as const)('%s lies in the %s %s', (day, unit, name, start, end) => {
  expect(periodHolding(day, unit)).toMatchObject({ unit, name, start, end })
})

test.each([
  ['a Monday morning: the week before', MONDAY, 'week', '2026-W46'],
  ['a Sunday evening: not the week that still runs', run('2026-11-15T15:59:00Z'), 'week', '2026-W45'],
  ['midnight in the zone of the business, not in UTC', run('2026-11-15T16:00:00Z'), 'week', '2026-W46'],
  ['midnight in UTC is still Sunday in New York', run('2026-11-16T00:00:00Z', 'America/New_York'), 'week', '2026-W45'],
  ['the middle of a month: the one before', MONDAY, 'month', '2026-10'],
  ['the first of January: the last quarter', run('2026-12-31T16:00:00Z'), 'quarter', '2026-Q4'],
  ['the middle of a year: the one before', MONDAY, 'year', '2025'],
] as const)('by default, on %s', (_case, at, unit, name) => {
  expect(reportPeriod(unit, undefined, at).name).toBe(name)
})

test.each([
  ['2026-W46', 'week', '2026-W46'],
  ['2026-11-11', 'week', '2026-W46'],
  ['2025-W01', 'week', '2025-W01'],
  ['2020-W53', 'week', '2020-W53'],
  ['2026-10', 'month', '2026-10'],
  ['2026-Q3', 'quarter', '2026-Q3'],
  ['2026-08-08', 'quarter', '2026-Q3'],
  ['2025', 'year', '2025'],
] as const)('%s is asked for', (asked, unit, name) => {
  expect(reportPeriod(unit, asked, MONDAY).name).toBe(name)
})

test.each([
  ...['2026-W47', '2026-11-16', '2025-W53', '2026-W00', '2026-W5', '2026-02-30', 'W46', '', '2026-10'].map(
    (asked) => ['week', asked] as const,
  ),
  ...['2026-11', '2026-13', '2026-00', '2026-W46', '2026'].map((asked) => ['month', asked] as const),
  ...['2026-Q4', '2026-Q5', '2026-10'].map((asked) => ['quarter', asked] as const),
  ...['2026', '26', '2026-01'].map((asked) => ['year', asked] as const),
])('a %s %j is refused', (unit, asked) => {
  expect(() => reportPeriod(unit, asked, MONDAY)).toThrow(/HY-M-003.*--period/)
})

test('periods are counted back and forth over the ends of years', () => {
  const month = periodHolding('2026-01-15', 'month')
  expect([periodBefore(month, 2).name, periodBefore(month, -12).name]).toEqual(['2025-11', '2027-01'])
  expect(periodBefore(periodHolding('2026-01-01', 'week'), 1).name).toBe('2025-W52')
})

test('the first whole period begins on the day itself or after it', () => {
  expect(['2026-01-01', '2026-01-02'].map((day) => firstStartFrom(day, 'quarter'))).toEqual([
    '2026-01-01',
    '2026-04-01',
  ])
})
