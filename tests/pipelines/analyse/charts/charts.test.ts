import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cChart } from '../../../../pipelines/analyse/charts/c-chart.ts'
import { type ChartedPeriod, chartedSeries } from '../../../../pipelines/analyse/charts/charted-series.ts'
import {
  eventsPerPeriod,
  fittingChart,
  type Measure,
  stageOf,
} from '../../../../pipelines/analyse/charts/choose-chart.ts'
import { pPrimeChart, uPrimeChart } from '../../../../pipelines/analyse/charts/laney-charts.ts'
import { pChart } from '../../../../pipelines/analyse/charts/p-chart.ts'
import { holdsSpringFestival, lunarNewYear } from '../../../../pipelines/analyse/charts/spring-festival.ts'
import { uChart } from '../../../../pipelines/analyse/charts/u-chart.ts'
import { xmrChart } from '../../../../pipelines/analyse/charts/xmr-chart.ts'

describe('control limits', () => {
  test('without variation there is a centre and there are no limits', () => {
    for (const chart of [
      pChart([0, 0, 0], [10, 10, 10]),
      pChart([10, 10], [10, 10]),
      cChart([0, 0, 0]),
      xmrChart([5, 5, 5]),
      pPrimeChart([2, 2, 2], [10, 10, 10]),
    ]) {
      expect(chart.centre).not.toBeNull()
      expect([...chart.lower, ...chart.upper].every((limit) => limit === null)).toBe(true)
    }
  })

  test('a period without a denominator is a gap, and nothing is drawn from nothing', () => {
    expect(uChart([3, 0, 4], [50, 0, 60])).toMatchObject({ values: [0.06, null, 4 / 60], centre: 7 / 110 })
    expect(uPrimeChart([3, Number.NaN, 4], [50, 20, 60]).values[1]).toBeNull()
    expect(pChart([], []).centre).toBeNull()
    expect(pChart([1], [0])).toMatchObject({ values: [null], centre: null, upper: [null] })
    expect(xmrChart([]).centre).toBeNull()
    expect(() => pChart([1], [])).toThrow(RangeError)
  })

  test('a moving range does not reach over a gap', () => {
    expect(xmrChart([1, null, 9, 10]).meanMovingRange).toBe(1)
  })

  test('limits lie around the centre alike, and never beyond what a share can be', () => {
    const counts = fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 200 })), { minLength: 2, maxLength: 30 })
    fc.assert(
      fc.property(counts, (pairs) => {
        const n = pairs.map(([, size]) => size)
        const chart = pPrimeChart(
          pairs.map(([x, size]) => Math.min(x, size)),
          n,
        )
        for (const [i, upper] of chart.upper.entries()) {
          const [lower, sigma, centre] = [chart.lower[i] ?? null, chart.sigma[i] ?? null, chart.centre]
          if (upper === null || lower === null || sigma === null || centre === null) continue
          expect(upper).toBeLessThanOrEqual(1)
          expect(lower).toBeGreaterThanOrEqual(0)
          if (upper < 1 && lower > 0) expect(upper + lower).toBeCloseTo(2 * centre, 9)
        }
      }),
    )
  })

  test('the baseline alone makes the limits', () => {
    expect(xmrChart([1, 2, 1, 2, 99], { baseline: 4 })).toMatchObject({ centre: 1.5, meanMovingRange: 1 })
  })
})

describe('choice of chart', () => {
  test.each([
    [0, 'empty'],
    [1, 'run'],
    [7, 'run'],
    [8, 'trial'],
    [11, 'trial'],
    [12, 'locked'],
  ] as const)('%i points: %s', (points, stage) => {
    expect(stageOf(points)).toBe(stage)
  })

  test('stable counts get a c chart, counts that come in clusters wider limits', () => {
    const data = (value: number[]) => ({ x: value, n: value, value })
    expect(fittingChart('count', data([20, 24, 18, 22, 19, 25, 17, 21, 20, 23, 18, 22])).chart).toBe('c')
    expect(fittingChart('count', data([20, 60, 8, 52, 9, 65, 7, 51, 10, 63, 8, 52])).chart).toBe('u_prime')
  })

  test('events a period: the rarer outcome of a share', () => {
    expect(eventsPerPeriod('share', { x: [98, 0, 96], n: [100, 0, 100], value: [] })).toBe(3)
    expect(eventsPerPeriod('count', { x: [], n: [], value: [1, null, 2] })).toBe(1.5)
    expect(eventsPerPeriod('value', { x: [], n: [], value: [1] })).toBeNull()
  })
})

describe('charted series', () => {
  const period = (i: number) => new Date(Date.UTC(2026, 0, 5 + 7 * i)).toISOString().slice(0, 10)
  const value = (list: readonly number[]) => list.map((own, i) => ({ period: period(i), x: null, n: null, value: own }))
  const noise = [10, 12, 9, 11, 10, 13, 8, 11, 10, 12, 9, 11, 10]

  test('seven points are a run chart around the median', () => {
    const { phases, points } = chartedSeries('value', value(noise.slice(0, 7)))
    expect(phases).toMatchObject([{ stage: 'run', chart: null, points: 7, baselineTo: null }])
    expect(points[0]).toMatchObject({ centre: 10, lower: null, rules: [] })
  })

  test('limits are locked: later points do not move them', () => {
    const [few, many] = [value(noise), value([...noise, 40, 45, 38])].map((list) =>
      chartedSeries('value', list, { baselinePoints: 12 }),
    )
    expect(many?.points[0]).toMatchObject({ lower: few?.points[0]?.lower, upper: few?.points[0]?.upper })
    expect(many?.points.at(-1)).toMatchObject({ direction: 1, rules: ['outside_limits'] })
  })

  test('a rebase begins anew, with its reason; runs do not cross it', () => {
    const later = noise.map((own) => own + 20)
    const list = value([...noise, ...later])
    const plain = chartedSeries('value', list, { baselinePoints: 12 })
    expect(plain.points.at(-1)?.direction).toBe(1)
    const rebased = chartedSeries('value', list, { rebases: [{ from: period(13), reason: 'new system' }] })
    expect(rebased.phases.map(({ reason }) => reason)).toEqual([null, 'new system'])
    expect(rebased.points.every(({ rules }) => rules.length === 0)).toBe(true)
  })

  test('a period set aside is drawn, but neither in the limits nor a signal', () => {
    const list = value([...noise, 90]).map((one, i) => ({ ...one, isSetAside: i === 13 }))
    const { points } = chartedSeries('value', list)
    expect(points.at(-1)).toMatchObject({ value: 90, rules: [], isSetAside: true })
    expect(points[0]?.upper).toBe(chartedSeries('value', value(noise)).points[0]?.upper)
  })

  test('nothing in, nothing out', () => {
    expect(chartedSeries('share', [])).toEqual({ points: [], phases: [] })
  })
})

describe('Spring Festival', () => {
  test.each([
    [2025, '2025-01-29'],
    [2026, '2026-02-17'],
    [2033, '2033-01-31'],
  ])('%i', (year, day) => {
    expect(lunarNewYear(year)).toBe(day)
  })

  test('a week around it is known, one before is not', () => {
    expect(holdsSpringFestival('2026-02-16', '2026-02-22')).toBe(true)
    expect(holdsSpringFestival('2026-02-09', '2026-02-15')).toBe(false)
  })
})

describe('series that are hard to chart', () => {
  const week = (index: number) => new Date(Date.UTC(2026, 0, 5) + index * 7 * 86_400_000).toISOString().slice(0, 10)
  const shares = (count: number, share: (index: number) => readonly [number, number]) =>
    Array.from({ length: count }, (_, index) => {
      const [x, n] = share(index)
      return { period: week(index), x, n, value: n === 0 ? null : x / n }
    })
  const last = (periods: readonly ChartedPeriod[], measure: Measure = 'share') =>
    chartedSeries(measure, periods).points.at(-1)

  test('no denominator at all, a single period, no period: no limits, no signal, no error', () => {
    expect(last(shares(30, () => [0, 0]))).toMatchObject({ value: null, centre: null, lower: null, rules: [] })
    expect(last(shares(1, () => [3, 10]))).toMatchObject({ value: 0.3, centre: 0.3, lower: null, rules: [] })
    expect(chartedSeries('share', []).points).toEqual([])
  })

  test('a series that never varies has no limits and no signal; that it leaves its level is seen all the same', () => {
    expect(last(shares(30, () => [100, 100]))).toMatchObject({ lower: null, rules: [], direction: 0 })
    const dropped = last(shares(40, (index) => (index < 30 ? [100, 100] : [80, 100])))
    expect(dropped).toMatchObject({ lower: null, rules: ['anhoej'], direction: -1 })
    const value = Array.from({ length: 40 }, (_, index) => ({
      period: week(index),
      x: 1,
      n: 1,
      value: index < 30 ? 30 : 35,
    }))
    expect(last(value, 'value')).toMatchObject({ lower: null, rules: ['anhoej'], direction: 1 })
  })

  test('limits do not narrow to nothing with very many cases a period', () => {
    const wide = shares(30, (index) => [252_000 + 3000 * ((index * 7) % 5) - 6000, 280_000])
    const { phases, points } = chartedSeries('share', wide)
    expect(phases[0]?.sigmaZ).toBeGreaterThan(5)
    expect(points.filter(({ rules }) => rules.includes('outside_limits'))).toEqual([])
  })

  test('a metric of every other week, or one that begins late, has the limits of the points that it has', () => {
    const dense = last(shares(20, (index) => [30 + (index % 5), 100]))
    const sparse = last(shares(39, (index) => (index % 2 === 1 ? [0, 0] : [30 + ((index / 2) % 5), 100])))
    expect(sparse?.lower).toBeCloseTo(dense?.lower ?? 0, 12)
    const late = last(shares(60, (index) => (index < 40 ? [0, 0] : [30 + (index % 5), 100])))
    expect(late?.upper).toBeCloseTo(dense?.upper ?? 0, 12)
  })
})
