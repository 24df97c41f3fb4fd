import { describe, expect, test } from 'vitest'
import {
  clicked,
  NO_FILTERS,
  readAddress,
  withFittingPeriod,
  writeAddress,
} from '../../../../pipelines/dashboard/page/view-state.ts'

describe('address', () => {
  test.each([
    '',
    'lang=zh-TW',
    'from=2026-01-05&to=2026-02-01&period=month&metric=nps&by=department',
    'channel=phone&channel=chat&category=%E9%80%80%E6%AC%BE%E6%85%A2&department=unknown',
  ])('%s comes back as it was', (query) => {
    expect(writeAddress(readAddress(`?${query}`))).toBe(query)
  })

  test('leaves out what it does not know', () => {
    expect(writeAddress(readAddress('?utm_source=mail&lang=xx&period=day'))).toBe('period=day')
  })
})

describe('clicked', () => {
  const start = readAddress('?category=a&category=b')

  test.each([
    ['chooses one alone', ['a', 'b'], 'c', false, ['c']],
    ['chooses one of several alone', ['a', 'b'], 'a', false, ['a']],
    ['takes the only one back', ['a'], 'a', false, []],
    ['adds one', ['a'], 'b', true, ['a', 'b']],
    ['takes one away', ['a', 'b'], 'a', true, ['b']],
  ] as const)('%s', (_name, before, value, several, after) => {
    const state = { ...start, where: { ...NO_FILTERS, category: before } }
    expect(clicked(state, 'category', value, several).where).toEqual({ ...NO_FILTERS, category: after })
  })
})

test('a unit that is too fine for a longer range is left to the server', () => {
  const days = { first: '2020-01-01', last: '2026-01-01' }
  expect(withFittingPeriod(readAddress('?period=day'), days).period).toBeUndefined()
  expect(withFittingPeriod(readAddress('?period=day&from=2025-01-01'), days).period).toBe('day')
  expect(withFittingPeriod(readAddress('?period=week'), days).period).toBe('week')
})
