import { expect, test } from 'vitest'
import { metricDefinition } from '../../../../pipelines/metrics/catalogue.ts'
import { metricRow, type Parts } from '../../../../pipelines/metrics/metric-row.ts'
import { changeOf, NO_REFERENCE, referenceOf } from '../../../../pipelines/report/figures/headline-reference.ts'

function row(metric: string, parts: Parts, start = '2026-01-05') {
  return metricRow(metricDefinition(metric), parts, { start, end: start }, {}, true)
}

const span = { from: '2025-12-22', to: '2026-01-04', periods: 2 }
const share = (a: number, b: number) => row('on_time_resolution', { a, b, c: 0 })
const count = (a: number, start?: string) => row('complaints_received', { a, b: 0, c: 0 }, start)

test('counts: the mean of the weeks, with an exact Poisson interval of that mean', () => {
  const own = [count(99, '2025-12-15'), count(10, '2025-12-22'), count(14, '2025-12-29'), count(30)]
  const reference = referenceOf(span, own, undefined)
  expect(reference).toMatchObject({ reference_value: 12, reference_n: 24, reference_periods: 2 })
  // What makes the interval exact: beyond either end, 24 or more (or fewer) in two weeks has a chance of 2.5 %.
  const [low, high] = [2 * (reference.reference_low ?? 0), 2 * (reference.reference_high ?? 0)]
  expect(1 - chanceOfAtMost(23, low)).toBeCloseTo(0.025, 9)
  expect(chanceOfAtMost(24, high)).toBeCloseTo(0.025, 9)
})

test('shares: the pooled weeks, not the mean of their shares', () => {
  expect(referenceOf(span, [], share(90, 100))).toMatchObject({ reference_value: 0.9, reference_n: 100 })
})

test('no earlier weeks, no reference', () => {
  expect(referenceOf(null, [], undefined)).toEqual(NO_REFERENCE)
  expect(changeOf(share(50, 100), NO_REFERENCE)).toBeNull()
})

test.each([
  ['intervals that overlap', share(88, 100), share(900, 1000), 'unclear'],
  ['an interval above', share(98, 100), share(800, 1000), 'higher'],
  ['an interval below', share(60, 100), share(800, 1000), 'lower'],
  ['too few cases', share(1, 9), share(800, 1000), null],
  ['too few cases before', share(60, 100), share(9, 9), null],
  ['a small sample still counts', share(2, 20), share(800, 1000), 'lower'],
])('%s', (_case, shown, pooled, change) => {
  expect(changeOf(shown, referenceOf(span, [], pooled))).toBe(change)
})

test.each([
  [100, 'higher'],
  [60, 'unclear'],
  [20, 'lower'],
])('a week with %d after weeks with 50', (now, change) => {
  const own = [count(50, '2025-12-22'), count(50, '2025-12-29')]
  expect(changeOf(count(now), referenceOf(span, own, undefined))).toBe(change)
})

/** Cumulative Poisson probability, term by term. */
function chanceOfAtMost(count: number, mean: number): number {
  let term = Math.exp(-mean)
  let sum = term
  for (let k = 1; k <= count; k += 1) {
    term *= mean / k
    sum += term
  }
  return sum
}
