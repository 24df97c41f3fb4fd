import { expect, test } from 'vitest'
import { axisLabel, axisLabels } from '../../../../../pipelines/dashboard/page/charts/period-label.ts'

test.each([
  ['zh-CN', 'week', '2025-11-17', '11/17'],
  ['zh-TW', 'day', '2025-11-17', '11/17'],
  ['en', 'week', '2025-11-17', '17 Nov'],
  ['zh-CN', 'month', '2025-11-01', '11月'],
  ['en', 'month', '2025-11-01', 'Nov'],
  ['en', 'quarter', '2025-10-01', 'Q4'],
  ['zh-CN', 'year', '2025-01-01', '2025'],
] as const)('%s %s %s → %s', (locale, unit, start, label) => {
  expect(axisLabel(locale, unit, start, false)).toBe(label)
})

test('labels as many as fit, with the year under the first of each year', () => {
  const starts = ['2025-12-01', '2025-12-08', '2025-12-15', '2025-12-22', '2025-12-29', '2026-01-05']
  expect(axisLabels('zh-CN', 'week', starts, 1000)).toEqual({
    '2025-12-01': ['12/1', '2025年'],
    '2025-12-08': '12/8',
    '2025-12-15': '12/15',
    '2025-12-22': '12/22',
    '2025-12-29': '12/29',
    '2026-01-05': ['1/5', '2026年'],
  })
  expect(Object.keys(axisLabels('zh-CN', 'week', starts, 110))).toEqual(['2025-12-01', '2025-12-22'])
})
