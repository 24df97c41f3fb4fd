import { expect, test } from 'vitest'
import { BATCH_RULE, type BatchCase, batchIncidents } from '../../../../pipelines/analyse/text/batch-incidents.ts'

const cases = (key: string, days: readonly number[], customers: readonly (string | null)[]): BatchCase[] =>
  days.map((day, at) => ({ complaint: `${key}${at}`, customer: customers[at] ?? null, day, key }))

test.each([
  ['three customers in seven days', [0, 3, 6], ['a', 'b', 'c'], 1],
  ['the third on the eighth day', [0, 3, 7], ['a', 'b', 'c'], 0],
  ['three complaints of two customers', [0, 1, 2], ['a', 'b', 'a'], 0],
  ['an unknown customer is not a third one', [0, 1, 2], ['a', 'b', null], 0],
  ['a second incident after a pause', [0, 1, 2, 50, 51, 52], ['a', 'b', 'c', 'd', 'e', 'f'], 2],
  ['windows that overlap are one incident', [0, 2, 4, 6, 8, 10, 12], ['a', 'b', 'c', 'd', 'e', 'f', 'g'], 1],
])('%s', (_, days, customers, expected) => {
  expect(batchIncidents(cases('lot', days, customers), 365)).toHaveLength(expected)
})

test('an incident counts complainants once and says what the other days would lead one to expect', () => {
  const [incident] = batchIncidents(cases('lot', [10, 11, 12, 13, 40, 80], ['a', 'b', 'a', 'c', 'x', 'y']), 107)
  expect(incident).toMatchObject({ customers: 3, firstDay: 10, lastDay: 13, key: 'lot' })
  expect(incident?.cases).toHaveLength(4)
  // Two more complaints in the other 100 days, seven days of window.
  expect(incident?.expected).toBeCloseTo(0.14, 12)
  // P(X ≥ 4 | 0.14) = 1.43144388e-5, times 107 / 7 windows.
  expect(incident?.pValue).toBeCloseTo((1.43144388e-5 * 107) / 7, 10)
})

test('what happens all year is no batch when chance is asked for, a sudden one is', () => {
  const steady = cases(
    'steady',
    Array.from({ length: 180 }, (_, at) => at * 2),
    Array.from({ length: 180 }, (_, at) => `c${at}`),
  )
  const sudden = cases('sudden', [100, 101, 102, 103], ['a', 'b', 'c', 'd'])
  const found = batchIncidents([...steady, ...sudden], 360, { ...BATCH_RULE, significance: 0.01 })
  expect(found.map(({ key }) => key)).toEqual(['sudden'])
})

test('nothing comes of nothing', () => {
  expect(batchIncidents([], 0)).toEqual([])
})
