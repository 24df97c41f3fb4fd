import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effectVerdict } from '../../../../pipelines/analyse/effect/before-after.ts'
import { comparisonWindows } from '../../../../pipelines/analyse/effect/comparison-windows.ts'
import { countDifference, countEffect } from '../../../../pipelines/analyse/effect/count-effect.ts'
import { interruptedCounts, poissonRegression } from '../../../../pipelines/analyse/series/poisson-regression.ts'
import { addDays } from '../../../../pipelines/metrics/periods.ts'
import { near, sum } from './computing.ts'

fc.configureGlobal({ seed: 20261125 })

const maturity = { nAfter: 50, plannedN: 30, daysAfter: 40, cycleDays: 28 }

describe('interrupted counts (M28)', () => {
  const counts = fc
    .array(fc.tuple(fc.nat(60), fc.integer({ min: 20, max: 400 })), { minLength: 10, maxLength: 40 })
    .filter((pairs) => pairs.slice(0, 5).some(([x]) => x > 0) && pairs.slice(-5).some(([x]) => x > 0))

  test('expected and observed agree in total, on each side and along the trend; dispersion is Pearson’s', () => {
    fc.assert(
      fc.property(counts, (pairs) => {
        const [y, n] = [pairs.map(([x]) => x), pairs.map(([, size]) => size)]
        const x = pairs.map((_, i) => [1, 2 * i >= pairs.length ? 1 : 0, i])
        const fit = poissonRegression(x, y, n)
        const mu = x.map(
          (row, i) => (n[i] ?? 0) * Math.exp(sum(row.map((value, j) => value * (fit?.coefficients[j] ?? 0)))),
        )
        for (const column of [0, 1, 2])
          near(sum(mu.map((mean, i) => (mean - (y[i] ?? 0)) * (x[i]?.[column] ?? 0))) / (1 + sum(y)), 0, 6)
        near(fit?.dispersion, sum(y.map((count, i) => (count - (mu[i] ?? 0)) ** 2 / (mu[i] ?? 0))) / (y.length - 3), 6)
      }),
    )
  })

  test('another unit of exposure, another day one: the same ratio; plain Poisson is narrower by the root of the dispersion', () => {
    fc.assert(
      fc.property(counts, (pairs) => {
        const series = {
          count: pairs.map(([x]) => x),
          exposure: pairs.map(([, size]) => size),
          time: pairs.map((_, i) => i + 1),
          intervention: pairs.map((_, i) => (2 * i >= pairs.length ? 1 : 0)),
        }
        const own = interruptedCounts(series)
        const other = interruptedCounts({
          ...series,
          exposure: series.exposure.map((n) => 1000 * n),
          time: series.time.map((t) => t + 500),
        })
        const plain = interruptedCounts({ ...series, family: 'poisson' })
        if (own === null || plain === null) throw new Error('no fit')
        const half = ({ rr, high }: { rr: number; high: number }) => Math.log(high / rr)
        near(Math.log((other?.rr ?? 0) / own.rr), 0, 6)
        near(half(own) / half(plain) / Math.sqrt(own.dispersion), 1, 6)
      }),
    )
  })

  test('fewer than eight periods a side: the exact ratio of two Poisson counts', () => {
    const points = [9, 7, 8, 3, 2].map((count, time) => ({ count, time, isAfter: time > 2 }))
    // R: poisson.test(c(5, 24), c(2, 3)).
    const found = countEffect(points)
    expect(found).toMatchObject({ method: 'exact_poisson', none: 1, dispersion: null })
    near(found?.estimate, 0.3125)
    expect(countEffect(points.map((one) => ({ ...one, count: 0 })))).toBeNull()
  })

  test.each([
    ['ends what came every week', 24, (time: number) => (time < 12 ? 5 + (time % 3) : 0), 'down', 'improved'],
    ['ends a single bad week', 24, (time: number) => (time === 4 ? 60 : 0), 'down', 'no_evidence'],
    ['brings what never was', 24, (time: number) => (time < 12 ? 0 : 5 + (time % 3)), 'down', 'worse'],
    ['brings it within ten weeks', 10, (time: number) => (time < 5 ? 0 : 9), 'down', 'worse'],
    ['ends it within ten weeks', 10, (time: number) => (time < 5 ? 9 : 0), 'down', 'improved'],
  ] as const)('an action that %s has an interval with two ends', (_, weeks, countOf, good, verdict) => {
    const points = Array.from({ length: weeks }, (__, time) => ({
      count: countOf(time),
      time,
      isAfter: 2 * time >= weeks,
    }))
    const found = countEffect(points)
    expect([found?.low, found?.estimate, found?.high].every(Number.isFinite)).toBe(true)
    expect(effectVerdict(found, good, maturity)).toBe(verdict)
  })

  test('a pilot: what the others did as well is no effect of it', () => {
    const points = (countOf: (time: number, isAfter: boolean) => number) =>
      Array.from({ length: 24 }, (_, time) => ({ count: countOf(time, time >= 12), time, isAfter: time >= 12 }))
    const halved = (time: number, isAfter: boolean) => (isAfter ? 10 : 20) + (time % 3)
    const steady = (time: number) => 30 + (time % 4)
    const alike = countDifference(
      points(halved),
      points((time, isAfter) => 2 * halved(time, isAfter)),
    )
    near(alike?.estimate, 1, 6)
    expect(effectVerdict(alike, 'down', maturity)).toBe('no_evidence')
    const alone = countDifference(points(halved), points(steady))
    // Level and group and both together fit the four means: the ratio of their ratios, but for the common trend.
    near(alone?.estimate, (11 / 21) * (31.5 / 31.5), 2)
    expect(effectVerdict(alone, 'down', maturity)).toBe('improved')
    const other = countDifference(points(steady), points(halved))
    near((alone?.estimate ?? 0) * (other?.estimate ?? 0), 1, 6)
    expect(countDifference(points(halved), points(steady).slice(0, 19))).toBeNull()
    expect(
      countDifference(
        points(halved),
        points(() => 0),
      ),
    ).toBeNull()
  })
})

describe('windows and verdicts (M27)', () => {
  test.each([
    [{ estimate: 0.1, low: 0.02, high: 0.2, none: 0 }, 'up', {}, 'improved'],
    [{ estimate: 0.1, low: 0.02, high: 0.2, none: 0 }, 'down', {}, 'worse'],
    [{ estimate: 0.8, low: 0.7, high: 0.9, none: 1 }, 'down', {}, 'improved'],
    [{ estimate: 0.1, low: 0, high: 0.2, none: 0 }, 'up', {}, 'no_evidence'],
    [{ estimate: 0.1, low: 0.02, high: 0.2, none: 0 }, 'up', { nAfter: 29 }, 'too_early'],
    [{ estimate: 0.1, low: 0.02, high: 0.2, none: 0 }, 'up', { daysAfter: 27 }, 'too_early'],
    [{ estimate: 0.1, low: 0.02, high: 0.2, none: 0 }, 'up', { nAfter: 30, daysAfter: 28 }, 'improved'],
    [null, 'up', {}, 'no_evidence'],
  ] as const)('%o, good is %s, %o: %s', (change, good, other, verdict) => {
    expect(effectVerdict(change, good, { ...maturity, ...other })).toBe(verdict)
  })

  test('no day on both sides, the wash-out and the month before the start on neither', () => {
    const options = { dataFrom: '2024-01-01', dataTo: '2025-12-31' }
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 700 }),
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 0, max: 30 }),
        (day, lead, washOutDays) => {
          const effectiveOn = addDays(options.dataFrom, day)
          const startedOn = addDays(effectiveOn, -lead)
          const windows = comparisonWindows({ startedOn, effectiveOn }, { ...options, washOutDays })
          if (windows === null) return
          expect(windows.after).toEqual({ from: addDays(effectiveOn, washOutDays), to: options.dataTo })
          for (const { from, to } of windows.before) {
            expect(from <= to && to < effectiveOn).toBe(true)
            expect(to < addDays(startedOn, -31) || from > startedOn).toBe(true)
          }
        },
      ),
    )
  })
})
