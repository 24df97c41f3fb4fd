import { describe, expect, test } from 'vitest'
import { withFittingPeriod } from '../../../../../pipelines/dashboard/page/state/fitting-period.ts'
import {
  casesQuery,
  clicked,
  onPage,
  readPageAddress,
  writePageAddress,
} from '../../../../../pipelines/dashboard/page/state/page-address.ts'

describe('address', () => {
  test.each([
    'page=overview',
    'page=signals&lang=zh-TW&metrics=nps',
    'page=explore&from=2026-01-05&to=2026-02-01&period=month&metrics=nps%2Cbacklog&by=department&view.chart=groups',
    'page=complaints&where.category=%E9%80%80%E6%AC%BE%E6%85%A2&where.channel=chat&where.channel=phone',
    'page=complaints&cases=on_time_resolution%7Emissed%7E2026-01-05%7E%7E2&cases.channel=app',
  ])('%s comes back as it was', (query) => {
    expect(writePageAddress(readPageAddress(`?${query}`))).toBe(query)
  })

  test('leaves out what it does not know', () => {
    expect(writePageAddress(readPageAddress('?utm_source=mail&page=nothing&period=day&cases='))).toBe(
      'page=overview&period=day',
    )
  })

  test('another page keeps range, filters and language, and nothing of the page that is left', () => {
    const state = readPageAddress(
      '?page=explore&lang=en&from=2026-01-05&metrics=nps&view.chart=groups&where.channel=app',
    )
    expect(writePageAddress(onPage(state, 'complaints'))).toBe(
      'page=complaints&lang=en&from=2026-01-05&where.channel=app',
    )
  })
})

test('cases are asked for within the filters of the page, and their own values go before', () => {
  const state = readPageAddress('?page=complaints&from=2026-01-05&where.channel=app&where.region=x')
  const wish = { metric: 'nps', part: 'all', to: '2026-01-11', where: { channel: ['phone'] }, number: 3 } as const
  expect(Object.fromEntries(new URLSearchParams(casesQuery(state, wish)))).toEqual({
    page: 'complaints',
    from: '2026-01-05',
    to: '2026-01-11',
    metrics: 'nps',
    'where.channel': 'phone',
    'where.region': 'x',
    part: 'all',
    number: '3',
  })
})

describe('clicked', () => {
  test.each([
    ['chooses one alone', ['a', 'b'], 'c', false, ['c']],
    ['chooses one of several alone', ['a', 'b'], 'a', false, ['a']],
    ['takes the only one back', ['a'], 'a', false, undefined],
    ['adds one', ['a'], 'b', true, ['a', 'b']],
    ['takes one away', ['a', 'b'], 'a', true, ['b']],
  ] as const)('%s', (_name, before, value, several, after) => {
    const state = { ...readPageAddress('?page=complaints'), where: { category: before } }
    expect(clicked(state, 'category', value, several).where['category']).toEqual(after)
  })
})

test('a unit that is too fine for a longer range is left to the server', () => {
  const days = { first: '2020-01-01', last: '2026-01-01' }
  expect(withFittingPeriod(readPageAddress('?period=day'), days).period).toBeUndefined()
  expect(withFittingPeriod(readPageAddress('?period=day&from=2025-01-01'), days).period).toBe('day')
  expect(withFittingPeriod(readPageAddress('?period=week'), days).period).toBe('week')
})
