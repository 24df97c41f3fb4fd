import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cusum } from '../../../../pipelines/analyse/series/cusum.ts'
import { cusumArl } from '../../../../pipelines/analyse/series/cusum-arl.ts'
import { segmentedRegression } from '../../../../pipelines/analyse/series/segmented-regression.ts'
import { near, sum } from './computing.ts'

fc.configureGlobal({ seed: 20261125 })

describe('CUSUM (M26)', () => {
  test('each sum is the largest of all sums that end there, and the signal is the first above h', () => {
    const options = fc.record({ target: fc.integer({ min: -3, max: 3 }), k: fc.nat(3), h: fc.nat(12) })
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 30 }), options, (x, { target, k, h }) => {
        const largest = (side: 1 | -1) =>
          x.map((_, end) =>
            Math.max(0, ...x.map((__, from) => sum(x.slice(from, end + 1).map((v) => side * (v - target) - k)))),
          )
        const [upper, lower] = [largest(1), largest(-1)]
        const found = cusum(x, { target, k, h })
        expect(found.upper).toEqual(upper)
        expect(found.lower).toEqual(lower)
        const first = x.findIndex((_, i) => (upper[i] ?? 0) > h || (lower[i] ?? 0) > h)
        expect(found.signal?.index ?? -1).toBe(first)
      }),
    )
  })

  // Montgomery, Introduction to Statistical Quality Control, table of average run lengths for k = ½.
  test.each([
    [0, '168', '465'],
    [0.25, '74.2', '139'],
    [0.5, '26.6', '38.0'],
    [0.75, '13.3', '17.0'],
    [1, '8.38', '10.4'],
    [1.5, '4.75', '5.75'],
    [2, '3.34', '4.01'],
    [2.5, '2.62', '3.11'],
    [3, '2.19', '2.57'],
    [4, '1.71', '2.01'],
  ])('shift of %d sigmas: ARL %s with h = 4, %s with h = 5', (mu, h4, h5) => {
    expect([4, 5].map((h) => Number(cusumArl(0.5, h, mu).toPrecision(3)))).toEqual([Number(h4), Number(h5)])
  })

  test('either direction alike, shorter the larger the shift, and finite however rare the other side', () => {
    for (const k of [0.25, 0.5, 1, 1.5])
      for (const h of [3, 5, 8]) {
        const lengths = [0.5, 1, 2, 3].map((mu) => cusumArl(k, h, mu))
        expect(lengths).toEqual([...lengths].sort((a, b) => b - a))
        expect(lengths.every((one) => one > 1 && Number.isFinite(one))).toBe(true)
        near(cusumArl(k, h, -2) / cusumArl(k, h, 2), 1)
      }
  })
})

/** The least-squares line through points. */
function line(points: readonly (readonly [t: number, y: number])[]) {
  const [meanT, meanY] = [sum(points.map(([t]) => t)) / points.length, sum(points.map(([, y]) => y)) / points.length]
  const slope = sum(points.map(([t, y]) => (t - meanT) * (y - meanY))) / sum(points.map(([t]) => (t - meanT) ** 2))
  return { slope, at: (t: number) => meanY + slope * (t - meanT) }
}

describe('segmented regression (M28)', () => {
  const cases = fc
    .tuple(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 8, maxLength: 40 }), fc.nat(40), fc.nat(4))
    .map(([y, place, lag]) => ({ y, start: 3 + (place % (y.length - 4)), lag }))

  test('is two lines, one on each side; the level change is their distance at the last point before', () => {
    fc.assert(
      fc.property(cases, ({ y, start }) => {
        const points = y.map((value, i) => [i + 1, value] as const)
        const [before, after] = [line(points.slice(0, start - 1)), line(points.slice(start - 1))]
        const found = segmentedRegression(y, { start })
        near(found?.intercept, before.at(0), 7)
        near(found?.preSlope, before.slope, 7)
        near(found?.levelChange, after.at(start - 1) - before.at(start - 1), 7)
        near(found?.slopeChange, after.slope - before.slope, 7)
      }),
    )
  })

  test('Newey–West: the variance of a weighted sum of residuals that are correlated up to the lag', () => {
    const names = ['intercept', 'preSlope', 'levelChange', 'slopeChange'] as const
    fc.assert(
      fc.property(cases, ({ y, start, lag }) => {
        const found = segmentedRegression(y, { start, lag })
        if (found === null || found.durbinWatson === null) return
        const points = y.map((value, i) => [i + 1, value] as const)
        const [before, after] = [line(points.slice(0, start - 1)), line(points.slice(start - 1))]
        const e = points.map(([t, value]) => value - (t < start ? before : after).at(t))
        // A coefficient is a sum of the y with fixed weights: those that series of a single 1 give.
        const units = y.map((_, i) =>
          segmentedRegression(
            y.map((__, j) => (i === j ? 1 : 0)),
            { start, lag },
          ),
        )
        for (const [which, name] of names.entries()) {
          const weights = units.map((unit) => unit?.[name] ?? Number.NaN)
          const variance = sum(
            e.flatMap((own, t) =>
              e.map((other, s) => {
                const near_ = Math.max(0, 1 - Math.abs(t - s) / (lag + 1))
                return near_ * (weights[t] ?? 0) * own * (weights[s] ?? 0) * other
              }),
            ),
          )
          near((found.seNeweyWest[which] ?? 0) ** 2, (variance * y.length) / (y.length - 4), 7)
        }
        near(
          found.durbinWatson,
          sum(e.slice(1).map((own, i) => (own - (e[i] ?? 0)) ** 2)) / sum(e.map((own) => own ** 2)),
          7,
        )
      }),
      { numRuns: 50 },
    )
  })

  test.each([
    ['all equal', Array.from({ length: 24 }, () => 0.7)],
    ['a line', Array.from({ length: 24 }, (_, i) => 1.1 + 0.3 * i)],
  ])('%s: no error, so neither p nor Durbin–Watson', (_, y) => {
    const found = segmentedRegression(y, { start: 13 })
    expect(found).toMatchObject({ durbinWatson: null, pValues: [null, null, null, null], seOls: [0, 0, 0, 0] })
    near(found?.levelChange, 0)
  })
})
