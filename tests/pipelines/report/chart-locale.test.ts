import { expect, test } from 'vitest'
import { chartLocale } from '../../../pipelines/report/chart-locale.ts'

test.each([
  ['zh-CN', '星期日', '周六', '12月', ['上午', '下午'], '¥'],
  ['zh-TW', '星期日', '週六', '12月', ['上午', '下午'], 'NT$'],
  ['en', 'Sunday', 'Sat', 'Dec', ['AM', 'PM'], '¥'],
] as const)('%s', (locale, sunday, saturday, december, periods, currency) => {
  const { number, time } = chartLocale(locale)
  expect(time.days[0]).toBe(sunday)
  expect(time.shortDays[6]).toBe(saturday)
  expect(time.shortMonths[11]).toBe(december)
  expect(time.periods).toEqual(periods)
  expect(number.currency[0]).toBe(currency)
  expect([time.days, time.shortDays, time.months, time.shortMonths].map((names) => new Set(names).size)).toEqual([
    7, 7, 12, 12,
  ])
})
