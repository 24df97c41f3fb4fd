import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { overRepresentation } from '../../../../pipelines/analyse/causes/over-representation.ts'
import { countContributions } from '../../../../pipelines/analyse/change/count-contribution.ts'
import { kitagawa, type Segment } from '../../../../pipelines/analyse/change/kitagawa.ts'
import { pareto } from '../../../../pipelines/analyse/change/pareto.ts'
import {
  benjaminiHochberg,
  benjaminiYekutieli,
  bonferroni,
} from '../../../../pipelines/analyse/scan/benjamini-hochberg.ts'
import { funnel } from '../../../../pipelines/analyse/scan/funnel.ts'
import { overdispersion } from '../../../../pipelines/analyse/scan/overdispersion.ts'
import { segmentScan } from '../../../../pipelines/analyse/scan/segment-scan.ts'
import { near, part, sum } from './computing.ts'

fc.configureGlobal({ seed: 20261125 })

describe('Kitagawa (M21)', () => {
  const size = fc.integer({ min: 1, max: 500 })
  const rate = fc.integer({ min: 0, max: 100 }).map((points) => points / 100)
  const segments = fc
    .array(fc.record({ size0: size, rate0: rate, size1: size, rate1: rate }), { minLength: 1, maxLength: 8 })
    .map((list): Segment[] => list.map((one, i) => ({ label: String(i), ...one })))

  test('the mean of both orders in which rates and weights can change', () => {
    fc.assert(
      fc.property(segments, (list) => {
        const [all0, all1] = [sum(list.map(({ size0 }) => size0)), sum(list.map(({ size1 }) => size1))]
        const total = (weight: 0 | 1, rates: 0 | 1) =>
          sum(
            list.map(
              (one) =>
                (weight === 0 ? one.size0 / all0 : one.size1 / all1) * ((rates === 0 ? one.rate0 : one.rate1) ?? 0),
            ),
          )
        const found = kitagawa(list)
        near(found?.rate, (total(0, 1) - total(0, 0) + total(1, 1) - total(1, 0)) / 2)
        near(found?.mix, (total(1, 0) - total(0, 0) + total(1, 1) - total(0, 1)) / 2)
        near(found?.difference, total(1, 1) - total(0, 0))
      }),
    )
  })

  test('backwards in time the signs turn; another order, or ten times the cases of one period, change nothing', () => {
    fc.assert(
      fc.property(segments, (list) => {
        const own = kitagawa(list)
        const back = kitagawa(
          list.map((s) => ({ ...s, size0: s.size1, rate0: s.rate1, size1: s.size0, rate1: s.rate0 })),
        )
        const tenfold = kitagawa([...list].reverse().map((s) => ({ ...s, size1: 10 * s.size1 })))
        for (const name of ['rate', 'mix', 'difference'] as const) {
          near(back?.[name], -(own?.[name] ?? Number.NaN))
          near(tenfold?.[name], own?.[name] ?? Number.NaN)
        }
        for (const one of own?.segments ?? []) {
          const other = tenfold?.segments.find(({ label }) => label === one.label)
          near(other?.mix, one.mix)
          near(other?.rate, one.rate)
        }
      }),
    )
  })

  test('a segment cut in two halves of its rates, or one that nobody was in, changes no total', () => {
    fc.assert(
      fc.property(segments, (list) => {
        const own = kitagawa(list)
        const halves = list.flatMap((one) => ['a', 'b'].map((half) => ({ ...one, label: one.label + half })))
        const empty = { label: 'nobody', size0: 0, rate0: null, size1: 0, rate1: null }
        for (const name of ['rate', 'mix'] as const) {
          near(kitagawa(halves)?.[name], own?.[name] ?? Number.NaN)
          near(kitagawa([...list, empty])?.[name], own?.[name] ?? Number.NaN)
        }
      }),
    )
  })

  test('a segment of one period only has no rate effect', () => {
    fc.assert(
      fc.property(segments, rate, size, (list, only, cases) => {
        const fresh = { label: 'new', size0: 0, rate0: null, size1: cases, rate1: only }
        const gone = { label: 'gone', size0: cases, rate0: only, size1: 0, rate1: null }
        const found = kitagawa([...list, fresh, gone])
        for (const one of found?.segments.slice(-2) ?? []) expect(one.rate).toBe(0)
        near((found?.rate ?? 0) + (found?.mix ?? 0), found?.difference ?? Number.NaN)
      }),
    )
  })
})

describe('contributions, over-representation and Pareto (M19, M20, M21)', () => {
  const counts = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.nat(50))

  test('changes add up to the whole, shares to one; the same turned round', () => {
    fc.assert(
      fc.property(counts, counts, (before, after) => {
        const found = countContributions(before, after)
        expect(found.totalChange).toBe(sum(Object.values(after)) - sum(Object.values(before)))
        const shares = found.contributions.map(({ shareOfNet }) => shareOfNet)
        if (found.totalChange === 0) expect(shares.every((share) => share === null)).toBe(true)
        else near(sum(shares.map(Number)), 1)
        const back = countContributions(after, before).contributions
        for (const { label, change } of found.contributions)
          expect(back.find((one) => one.label === label)?.change).toBe(0 - change)
      }),
    )
  })

  test('the index is share by share; small, empty and full parts are not tested', () => {
    const options = { smallest: 30, falseDiscoveryRate: 0.05 }
    fc.assert(
      fc.property(fc.array(fc.tuple(part(200), part(200)), { minLength: 1, maxLength: 10 }), (list) => {
        const parts = list.map(([[x1, n1], [x0, n0]]) => ({ x1, n1, x0, n0 }))
        const found = overRepresentation(parts, options)
        for (const [i, { x1, n1, x0, n0 }] of parts.entries()) {
          const one = found[i]
          if (x1 > 0 && x0 > 0) near(one?.index?.ratio, (x1 * n0) / (n1 * x0))
          else expect(one?.index).toBeNull()
          const isTested = n1 >= 30 && n0 >= 30 && x1 + x0 > 0 && x1 + x0 < n1 + n0
          expect(one?.pValue !== null).toBe(isTested)
          expect(one?.isFlagged).toBe((one?.adjusted ?? 1) <= 0.05)
        }
        expect(found[0]?.tests).toBe(found.filter(({ pValue }) => pValue !== null).length)
      }),
    )
  })

  test('at any cut-off the vital few reach it, and without the last of them do not', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 100 }), (table, cutoffPerCent) => {
        const { bars, vitalFew, total } = pareto(table, { cutoffPerCent })
        const sizes = bars.map(({ count }) => count)
        expect(sizes).toEqual(Object.values(table).sort((a, b) => b - a))
        if (total === 0 || (sizes.length > 1 && sizes[0] === sizes.at(-1))) {
          expect(vitalFew).toEqual([])
          return
        }
        const reached = sum(sizes.slice(0, vitalFew.length))
        expect(100 * reached >= cutoffPerCent * total).toBe(true)
        expect(100 * (reached - (sizes[vitalFew.length - 1] ?? 0)) < cutoffPerCent * total).toBe(true)
      }),
    )
  })

  test("qcc's example: 80 % exactly at the third of five", () => {
    const { bars, vitalFew } = pareto({ a: 94, b: 80, c: 66, d: 33, e: 27 })
    expect(bars.map(({ cumulative }) => (100 * (cumulative ?? 0)).toFixed(2))).toEqual([
      '31.33',
      '58.00',
      '80.00',
      '91.00',
      '100.00',
    ])
    expect(vitalFew).toEqual(['a', 'b', 'c'])
  })
})

describe('many segments (M29)', () => {
  /** Ties are frequent. */
  const p = fc.array(
    fc.oneof(
      fc.integer({ min: 0, max: 20 }).map((n) => n / 200),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
    { maxLength: 30 },
  )

  test('flagged are those up to the last p that is below its step, at any rate of false discoveries', () => {
    fc.assert(
      fc.property(p, fc.integer({ min: 1, max: 60 }), (list, points) => {
        const q = points / 201
        const sorted = [...list].sort((a, b) => a - b)
        const last = sorted.findLastIndex((value, i) => value * list.length <= (i + 1) * q)
        const adjusted = benjaminiHochberg(list)
        expect(list.map((_, i) => (adjusted[i] ?? 1) <= q)).toEqual(
          list.map((value) => last >= 0 && value <= (sorted[last] ?? 0)),
        )
      }),
    )
  })

  test('between the plain p and Bonferroni; Benjamini–Yekutieli is the same times 1 + 1/2 + … + 1/m; missing ones count nowhere', () => {
    fc.assert(
      fc.property(p, fc.nat(30), (list, place) => {
        const [own, most] = [benjaminiHochberg(list), bonferroni(list)]
        const harmonic = sum(list.map((_, i) => 1 / (i + 1)))
        for (const [i, value] of list.entries()) {
          expect(own[i]).toBeGreaterThanOrEqual(value)
          expect(own[i]).toBeLessThanOrEqual((most[i] ?? 0) + 1e-12)
          if ((own[i] ?? 1) * harmonic < 1) near(benjaminiYekutieli(list)[i], (own[i] ?? 0) * harmonic)
        }
        const missing = [...list.slice(0, place), null, Number.NaN, ...list.slice(place)]
        expect(benjaminiHochberg(missing).filter((value) => value !== null)).toEqual(own)
      }),
    )
  })

  test('thirty cases on both sides are tested, twenty-nine on either are not, nor counted', () => {
    const segment = (id: string, n0: number, n1: number) => ({ id, x0: 1, n0, x1: 9, n1 })
    const { findings, tested } = segmentScan([segment('a', 30, 30), segment('b', 29, 300), segment('c', 300, 29)])
    expect(tested).toBe(1)
    expect(findings.map(({ pValue }) => pValue !== null)).toEqual([true, false, false])
    expect(findings[0]?.adjusted).toBe(findings[0]?.pValue)
    expect(findings.every(({ effect }) => effect !== null)).toBe(true)
  })
})

describe('funnel (M30)', () => {
  const units = fc.array(part(300), { minLength: 1, maxLength: 20 }).map((list) => list.map(([x, n]) => ({ x, n })))

  test('limits from the pooled share; the exact tail is added up mass by mass', () => {
    fc.assert(
      fc.property(units, fc.integer({ min: 1, max: 40 }), (list, points) => {
        const target = points / 50
        const found = funnel(list, { target })
        for (const [i, { x, n }] of list.entries()) {
          const [point, error] = [found?.points[i], Math.sqrt((target * (1 - target)) / n)]
          near(point?.low95, Math.max(0, target - 1.959963984540054 * error))
          near(point?.high998, Math.min(1, target + 3.090232306167813 * error))
          near(point?.z, (x / n - target) / error)
          let [mass, tail] = [(1 - target) ** n, 0]
          for (let k = 0; k <= n; k += 1) {
            if (k >= x) tail += mass
            mass *= ((n - k) / (k + 1)) * (target / (1 - target))
          }
          near(point?.exactUpper, tail, 7)
          expect(point?.isOutside).toBe(x / n < (point?.low998 ?? 0) || x / n > (point?.high998 ?? 1))
        }
        near(funnel(list)?.target, sum(list.map(({ x }) => x)) / sum(list.map(({ n }) => n)))
      }),
    )
  })

  test('over-dispersion: the mean of z², whatever the order; the widened limits leave a mean of one', () => {
    fc.assert(
      fc.property(units, (list) => {
        const found = overdispersion(list)
        if (found === null) return
        const z = (phi: number) => (funnel(list, { phi })?.points ?? []).map((point) => point.z ?? 0)
        near(found.phi, sum(z(1).map((one) => one ** 2)) / list.length)
        near(overdispersion([...list].reverse())?.phiWinsorised, found.phiWinsorised)
        if (found.phi > 1) near(sum(z(found.phi).map((one) => one ** 2)) / list.length, 1)
      }),
    )
  })
})
