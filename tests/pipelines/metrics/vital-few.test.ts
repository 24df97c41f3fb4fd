import { expect, test } from 'vitest'
import { isNamed, vitalFew } from '../../../pipelines/metrics/vital-few.ts'

// The first is the example of qcc's documentation, in metric-spec M19: 31.3, 58.0, 80.0 …
test.each([
  [[94, 80, 66, 33, 27], 3],
  [[240, 60], 1],
  [[239, 61], 2],
  [[10, 10, 10], 0],
  [[7], 1],
  [[], 0],
])('%j: the first %i', (counts, expected) => {
  expect(
    vitalFew(
      counts,
      counts.reduce((sum, count) => sum + count, 0),
    ),
  ).toBe(expected)
})

test('blanks and unknowns outside of the counts keep the few from being vital', () => {
  expect(vitalFew([5, 3], 100)).toBe(0)
})

test.each([
  [null, false],
  ['unmapped', false],
  ['其他', false],
  ['Other', false],
  ['配送延迟', true],
])('%s', (value, expected) => {
  expect(isNamed(value)).toBe(expected)
})
