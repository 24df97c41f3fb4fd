import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cChart } from '../../../../pipelines/analyse/charts/c-chart.ts'
import type { ControlChart } from '../../../../pipelines/analyse/charts/control-chart.ts'
import { iPrimeChart } from '../../../../pipelines/analyse/charts/i-prime-chart.ts'
import { pPrimeChart, uPrimeChart } from '../../../../pipelines/analyse/charts/laney-charts.ts'
import { pChart } from '../../../../pipelines/analyse/charts/p-chart.ts'
import { uChart } from '../../../../pipelines/analyse/charts/u-chart.ts'
import { xmrChart } from '../../../../pipelines/analyse/charts/xmr-chart.ts'
import { near, part, sum } from './computing.ts'

fc.configureGlobal({ seed: 20261125 })

const parts = () => fc.array(part(400), { minLength: 2, maxLength: 30 })
const limitsAgree = (chart: ControlChart, i: number, low: number | null, high: number | null) => {
  if (low === null || high === null) {
    expect([chart.lower[i], chart.upper[i]]).toEqual([null, null])
    return
  }
  near(chart.lower[i], low)
  near(chart.upper[i], high)
}
const clip = (value: number) => Math.min(1, Math.max(0, value))
const columns = (pairs: readonly (readonly [number, number])[]) =>
  [pairs.map(([x]) => x), pairs.map(([, n]) => n)] as const

describe('p, u and c (M22)', () => {
  test('p: the pooled share and three of its standard errors for each n; all or nothing has no limits', () => {
    fc.assert(
      fc.property(parts(), (pairs) => {
        const [x, n] = columns(pairs)
        const chart = pChart(x, n)
        const share = sum(x) / sum(n)
        near(chart.centre, share)
        for (const [i, size] of n.entries()) {
          const error = Math.sqrt((share * (1 - share)) / size)
          limitsAgree(
            chart,
            i,
            error === 0 ? null : clip(share - 3 * error),
            error === 0 ? null : clip(share + 3 * error),
          )
        }
      }),
    )
  })

  test('u and c: the same of a count, which has no upper bound', () => {
    fc.assert(
      fc.property(parts(), (pairs) => {
        const [x, n] = columns(pairs)
        const rate = sum(x) / sum(n)
        const mean = sum(x) / x.length
        for (const [i, size] of n.entries()) {
          const [half, whole] = [3 * Math.sqrt(rate / size), 3 * Math.sqrt(mean)]
          limitsAgree(uChart(x, n), i, rate === 0 ? null : Math.max(0, rate - half), rate === 0 ? null : rate + half)
          limitsAgree(cChart(x), i, mean === 0 ? null : Math.max(0, mean - whole), mean === 0 ? null : mean + whole)
        }
      }),
    )
  })

  test('a period without a denominator is a gap, whatever stands above it, and leaves the others as they were', () => {
    fc.assert(
      fc.property(parts(), fc.nat(5), fc.nat(30), (pairs, lost, place) => {
        const at = Math.min(place, pairs.length)
        const gapped = [...pairs.slice(0, at), [lost, 0] as const, ...pairs.slice(at)]
        for (const draw of [pChart, uChart]) {
          const [own, other] = [draw(...columns(pairs)), draw(...columns(gapped))]
          expect(other.centre).toBe(own.centre)
          expect([other.values[at], other.lower[at], other.upper[at]]).toEqual([null, null, null])
          expect(other.upper.filter((_, i) => i !== at)).toEqual(own.upper)
        }
      }),
    )
  })
})

describe("Laney's p′ and u′ (M23)", () => {
  const cases = [
    ['p′', pPrimeChart, (centre: number) => centre * (1 - centre)],
    ['u′', uPrimeChart, (centre: number) => centre],
  ] as const

  test.each(cases)(
    '%s: σ_z is the mean step between neighbours in standard errors, by 1.128',
    (_, draw, varianceOf) => {
      fc.assert(
        fc.property(parts(), (pairs) => {
          const [x, n] = columns(pairs)
          const chart = draw(x, n)
          const centre = sum(x) / sum(n)
          const variance = varianceOf(centre)
          if (variance === 0) {
            expect(chart).toMatchObject({ sigmaZ: null, centre })
            return
          }
          const z = pairs.map(([k, size]) => (k / size - centre) / Math.sqrt(variance / size))
          const steps = z.slice(1).map((own, i) => Math.abs(own - (z[i] ?? 0)))
          near(chart.sigmaZ, sum(steps) / steps.length / 1.128)
          for (const [i, size] of n.entries()) {
            const half = 3 * Math.sqrt(variance / size) * (chart.sigmaZ ?? 0)
            const low = Math.max(0, centre - half)
            const high = draw === pPrimeChart ? Math.min(1, centre + half) : centre + half
            limitsAgree(chart, i, half === 0 ? null : low, half === 0 ? null : high)
          }
        }),
      )
    },
  )

  test.each(cases)('%s: ten times as many cases of the same shares have the same limits', (_, draw) => {
    fc.assert(
      fc.property(parts(), (pairs) => {
        const [x, n] = columns(pairs)
        const [own, tenfold] = [
          draw(x, n),
          draw(
            x.map((k) => 10 * k),
            n.map((size) => 10 * size),
          ),
        ]
        if (own.sigmaZ !== null) near(tenfold.sigmaZ, own.sigmaZ * Math.sqrt(10))
        for (const [i, high] of own.upper.entries()) if (high !== null) near(tenfold.upper[i], high)
      }),
    )
  })

  test('p′ of failures mirrors p′ of successes', () => {
    fc.assert(
      fc.property(parts(), (pairs) => {
        const [x, n] = columns(pairs)
        const [own, other] = [
          pPrimeChart(x, n),
          pPrimeChart(
            pairs.map(([k, size]) => size - k),
            n,
          ),
        ]
        for (const [i, low] of own.lower.entries()) if (low !== null) near(other.upper[i], 1 - low, 7)
      }),
    )
  })

  test('the same share throughout, none and all: a centre without limits', () => {
    for (const [share, x] of [
      [0.5, [1, 2, 4]],
      [0, [0, 0, 0]],
      [1, [2, 4, 8]],
    ] as const)
      expect(pPrimeChart(x, [2, 4, 8])).toMatchObject({ centre: share, upper: [null, null, null] })
    expect(uPrimeChart([], [])).toMatchObject({ centre: null, sigmaZ: null })
    expect(pPrimeChart([3], [9])).toMatchObject({ sigmaZ: null, lower: [null] })
  })
})

describe('XmR and I′ (M23, M24)', () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 30 })

  test('the mean and 2.66 mean steps; screening leaves out steps beyond 3.267 of them', () => {
    fc.assert(
      fc.property(values, (x) => {
        const steps = x.slice(1).map((own, i) => Math.abs(own - (x[i] ?? 0)))
        const mean = sum(steps) / steps.length
        const kept = steps.filter((step) => step <= 3.267 * mean)
        for (const [screen, range] of [
          [false, mean],
          [true, sum(kept) / kept.length],
        ] as const) {
          const chart = xmrChart(x, { screen })
          near(chart.meanMovingRange, range)
          near(chart.centre, sum(x) / x.length)
          if (range > 0) near(chart.upper[0], sum(x) / x.length + 2.66 * range)
          else expect(chart.upper[0]).toBeNull()
        }
      }),
    )
  })

  test('read backwards, or in another unit, the same limits', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 50 }), fc.integer({ min: -50, max: 50 }), (x, scale, shift) => {
        const [own, back, other] = [
          xmrChart(x),
          xmrChart([...x].reverse()),
          xmrChart(x.map((one) => one * scale + shift)),
        ]
        for (const [i, high] of own.upper.entries()) {
          if (high === null) continue
          near(back.upper[i], high)
          near(other.upper[i], high * scale + shift)
        }
      }),
    )
  })

  test('I′ with equal denominators is XmR with the exact constant 3√π/2', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 500 }), (x, n) => {
        const [own, exact] = [
          iPrimeChart(
            x,
            x.map(() => n),
          ),
          xmrChart(
            x.map((one) => one / n),
            { factor: 1.5 * Math.sqrt(Math.PI) },
          ),
        ]
        for (const [i, high] of exact.upper.entries()) limitsAgree(own, i, exact.lower[i] ?? null, high)
      }),
    )
  })

  test('NIST/SEMATECH 6.3.2.2: flow rates', () => {
    const x = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    const chart = xmrChart(x, { factor: 3 / 1.128 })
    expect([chart.centre, chart.meanMovingRange, chart.upper[0], chart.lower[0]].map((one) => one?.toFixed(4))).toEqual(
      ['50.8100', '1.8778', '55.8041', '45.8159'],
    )
  })
})
