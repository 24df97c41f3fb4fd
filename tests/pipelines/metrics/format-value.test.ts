import { describe, expect, test } from 'vitest'
import {
  formatInstant,
  formatInterval,
  formatValue,
  type MetricFormat,
} from '../../../pipelines/metrics/format-value.ts'
import { periodOf, periodsBetween } from '../../../pipelines/metrics/periods.ts'

const SHARE: MetricFormat = { unit: 'share' }

describe('formatValue', () => {
  test.each<[MetricFormat, number | null, string]>([
    [SHARE, 0.8522, '85.2%'],
    [SHARE, null, '—'],
    [SHARE, 0, '0.0%'],
    [{ unit: 'count' }, 6306, '6,306'],
    [{ unit: 'points' }, -0, '0.0'],
    [{ unit: 'points' }, 27.777, '27.8'],
    [{ unit: 'score', decimals: 2 }, 4.2297, '4.23'],
  ])('%o %d', (metric, value, expected) => {
    for (const locale of ['zh-CN', 'zh-TW', 'en'] as const) expect(formatValue(locale, metric, value)).toBe(expected)
  })

  test('rounding never contradicts the verdict (metric-spec M0, threshold_rounding)', () => {
    const target = { value: 0.9, comparator: '>=' } as const
    expect(formatValue('en', { ...SHARE, target }, 2249 / 2500)).toBe('89.96%')
    expect(formatValue('en', { ...SHARE, target }, 0.9)).toBe('90.0%')
  })

  test('intervals and instants', () => {
    expect(formatInterval('en', SHARE, { low: 0.1, high: 0.25, method: 'wilson' })).toBe('10.0%–25.0%')
    expect(formatInstant('en', '2026-11-16T00:00:00Z', 'Asia/Shanghai')).toBe('16 Nov 2026, 08:00')
    expect(formatInstant('zh-CN', '2026-11-16T00:00:00Z', 'Asia/Shanghai')).toBe('2026/11/16 08:00')
  })
})

describe('periods', () => {
  test.each([
    ['2026-01-01', 'week', '2025-12-29', '2026-01-04'],
    ['2026-01-05', 'week', '2026-01-05', '2026-01-11'],
    ['2024-02-10', 'month', '2024-02-01', '2024-02-29'],
    ['2026-12-31', 'quarter', '2026-10-01', '2026-12-31'],
    ['2026-06-15', 'year', '2026-01-01', '2026-12-31'],
    ['2026-06-15', 'day', '2026-06-15', '2026-06-15'],
  ] as const)('%s as a %s', (day, unit, start, end) => {
    expect(periodOf(day, unit)).toEqual({ start, end })
  })

  test('cover a range without gap or overlap', () => {
    const weeks = periodsBetween('2025-12-30', '2026-02-01', 'week')
    expect(weeks.map((week) => week.start)).toEqual([
      '2025-12-29',
      '2026-01-05',
      '2026-01-12',
      '2026-01-19',
      '2026-01-26',
    ])
  })
})
