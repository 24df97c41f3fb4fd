import { matchesGlob } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dateInName, filePattern, sourceName } from '../../../../pipelines/load/propose/file-name.ts'

describe('patterns', () => {
  test.each([
    ['complaints_2025-11-24.csv', 'complaints_*.csv', 'complaints_2026-01-05.csv'],
    ['投诉明细20260105.xlsx', '投诉明细*.xlsx', '投诉明细20260112.xlsx'],
    ['nyc311.csv', 'nyc311*.csv', 'nyc311 (1).csv'],
    ['export (2).csv', 'export*.csv', 'export.csv'],
    ['export [final].csv', 'export ?final?*.csv', 'export [final].csv'],
    ['20260105.csv', '????????.csv', '20260112.csv'],
    ['tickets-03.csv', 'tickets*.csv', 'tickets-04.csv'],
  ])('%s', (name, pattern, next) => {
    expect(filePattern(name)).toBe(pattern)
    expect(matchesGlob(name, pattern)).toBe(true)
    expect(matchesGlob(next, pattern)).toBe(true)
  })
})

test.each([
  ['complaints_2025-11-24.csv', 'complaints'],
  ['Consumer_Complaints.csv', 'consumer_complaints'],
  ['投诉明细20260105.xlsx', undefined],
  ['2026-W03 tickets (1).csv', 'w03-tickets'],
  ['20260105.csv', undefined],
])('the source of %s is called %s', (name, expected) => {
  expect(sourceName(name)).toBe(expected)
})

describe('dates', () => {
  test.each([
    ['complaints_2025-11-24.csv', 'complaints_(\\d{4}-\\d{2}-\\d{2})', '2025-11-24'],
    ['投诉明细20260105.xlsx', '投诉明细(\\d{4}\\d{2}\\d{2})', '2026-01-05'],
    ['t (2) 2026.01.05.csv', 't \\(\\d\\) (\\d{4}\\.\\d{2}\\.\\d{2})', '2026-01-05'],
    ['from_20260101_to_20260107.csv', 'from_\\d\\d\\d\\d\\d\\d\\d\\d_to_(\\d{4}\\d{2}\\d{2})', '2026-01-07'],
  ])('%s', (name, pattern, day) => {
    expect(dateInName(name)).toEqual({ pattern, day })
    expect(new RegExp(pattern).exec(name)?.[1]?.replaceAll(/\D/g, '')).toBe(day.replaceAll('-', ''))
  })

  test.each(['export.csv', 'order_202601056.csv', 'v20261305.csv'])('%s has none', (name) => {
    expect(dateInName(name)).toBeUndefined()
  })
})
