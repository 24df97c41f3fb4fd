import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exposureRate, rateRatio, shareIndex } from '../../../../pipelines/metrics/exposure-rate.ts'
import { poissonInterval, wilsonInterval } from '../../../../pipelines/metrics/intervals.ts'
import { perDay, relativeChange } from '../../../../pipelines/metrics/per-day.ts'
import { countIsReliable, exactInterval, shareReliability } from '../../../../pipelines/metrics/reliability.ts'
import { hideSmallCells } from '../../../../pipelines/metrics/small-cells.ts'
import { meetsTarget, targetVerdict } from '../../../../pipelines/metrics/target-verdict.ts'
import { isNamed, vitalFew } from '../../../../pipelines/metrics/vital-few.ts'

const Z = 1.959963984540054
fc.configureGlobal({ seed: 20261124 })

const near = (got: number | null | undefined, expected: number, digits = 9) =>
  expect((got ?? Number.NaN) / Math.max(1, Math.abs(expected))).toBeCloseTo(
    expected / Math.max(1, Math.abs(expected)),
    digits,
  )
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const upTo = (n: number) => Array.from({ length: n + 1 }, (_, k) => k)

/** Masses by recurrence from one to the next: nothing of the functions under test. */
function binomialMasses(n: number, p: number): number[] {
  let mass = (1 - p) ** n
  return upTo(n).map((k) => {
    if (k > 0) mass *= ((n - k + 1) / k) * (p / (1 - p))
    return mass
  })
}

function poissonMasses(most: number, lambda: number): number[] {
  let mass = Math.exp(-lambda)
  return upTo(most).map((k) => {
    if (k > 0) mass *= lambda / k
    return mass
  })
}

/** k of n, n at least 1. */
const part = (most: number) =>
  fc.integer({ min: 1, max: most }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))

describe('intervals (M15, M16, M18)', () => {
  test('Wilson: the shares from which the observed one is z standard errors away', () => {
    fc.assert(
      fc.property(part(1_000_000_000), ([k, n]) => {
        const interval = wilsonInterval(k, n)
        const [low, high, share] = [interval?.low ?? Number.NaN, interval?.high ?? Number.NaN, k / n]
        const distance = (bound: number) => Math.abs(share - bound) / Math.sqrt((bound * (1 - bound)) / n)
        if (k > 0) expect(distance(low) / Z).toBeCloseTo(1, 5)
        else expect(low).toBe(0)
        if (k < n) expect(distance(high) / Z).toBeCloseTo(1, 5)
        else expect(high).toBe(1)
        near(wilsonInterval(n - k, n)?.low, 1 - high)
      }),
    )
    expect([wilsonInterval(0, 0), wilsonInterval(3, 2), wilsonInterval(-1, 2), wilsonInterval(Number.NaN, 2)]).toEqual([
      null,
      null,
      null,
      null,
    ])
  })

  test('Clopper–Pearson: 2.5 % of the outcomes lie beyond the observed one at either bound', () => {
    fc.assert(
      fc.property(part(60), ([k, n]) => {
        const interval = exactInterval(k, n)
        if (k > 0) near(sum(binomialMasses(n, interval?.low ?? 0).slice(k)), 0.025)
        else expect(interval?.low).toBe(0)
        if (k < n) near(sum(binomialMasses(n, interval?.high ?? 0).slice(0, k + 1)), 0.025)
        else expect(interval?.high).toBe(1)
      }),
    )
    expect([exactInterval(0, 0), exactInterval(2, 1), exactInterval(Number.NaN, 1)]).toEqual([null, null, null])
  })

  test('Poisson: 2.5 % of the counts lie beyond the observed one at either bound', () => {
    fc.assert(
      fc.property(fc.nat(120), (events) => {
        const { low, high } = poissonInterval(events)
        if (events === 0) expect(low).toBe(0)
        else near(1 - sum(poissonMasses(events - 1, low)), 0.025)
        near(sum(poissonMasses(events, high)), 0.025)
      }),
    )
    const many = poissonInterval(1e9)
    expect((many.high - 1e9) / Math.sqrt(1e9) / Z).toBeCloseTo(1, 3)
    expect((1e9 - many.low) / Math.sqrt(1e9) / Z).toBeCloseTo(1, 3)
    for (const events of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => poissonInterval(events)).toThrow(RangeError)
  })
})

describe('complaint rates (M15)', () => {
  test('a rate goes with its interval and its unit; without exposure there is none', () => {
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.constantFrom(1, 1000, 1_000_000),
        (k, units, per) => {
          const { rate, interval } = exposureRate(k, units, per)
          near(rate, (k * per) / units)
          near(interval?.low, (poissonInterval(k).low * per) / units)
          expect(interval?.high).toBeGreaterThan(rate ?? Number.NaN)
        },
      ),
    )
    for (const exposure of [0, -1, Number.NaN])
      expect(exposureRate(3, exposure)).toEqual({ rate: null, interval: null })
    expect(exposureRate(0, 1138).interval).toMatchObject({ low: 0, high: expect.closeTo(3.24, 2) })
  })

  test('the ratio of two: its p-value adds up the outcomes no more likely, its bounds leave 2.5 %', () => {
    const side = fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 5000 }))
    fc.assert(
      fc.property(side, side, ([x, t], [y, u]) => {
        const got = rateRatio([x, y], [t, u])
        const n = x + y
        if (n === 0) {
          expect(got).toEqual({ ratio: null, pValue: null, low: null, high: null })
          return
        }
        const masses = binomialMasses(n, t / (t + u))
        near(got.pValue, Math.min(1, sum(masses.filter((mass) => mass <= (masses[x] ?? 0) * (1 + 1e-7)))), 7)
        const shareAt = (ratio: number) => (ratio * t) / (ratio * t + u)
        if (x > 0) near(sum(binomialMasses(n, shareAt(got.low ?? 0)).slice(x)), 0.025, 7)
        else expect(got.low).toBe(0)
        if (y > 0) near(sum(binomialMasses(n, shareAt(got.high ?? 0)).slice(0, x + 1)), 0.025, 7)
        else expect([got.ratio, got.high]).toEqual([null, null])
        const other = rateRatio([y, x], [u, t])
        near(other.pValue, got.pValue ?? Number.NaN, 7)
        if (x > 0 && y > 0) near((got.ratio ?? 0) * (other.ratio ?? 0), 1)
      }),
    )
    expect(rateRatio([1, 2], [0, 5]).ratio).toBeNull()
    expect(rateRatio([Number.NaN, 2], [5, 5]).pValue).toBeNull()
  })

  test('shares and their index add up', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 100 })), { minLength: 1, maxLength: 8 }),
        (rows) => {
          const whole = sum(rows.map(([, units]) => units))
          const exposure = rows.map(([, units]) => units / whole)
          const got = shareIndex(
            rows.map(([count]) => count),
            exposure,
          )
          if (got.total === 0) {
            expect(got.index.every((index) => index === null)).toBe(true)
            return
          }
          near(sum(got.shares.map((share) => share ?? 0)), 1)
          near(sum(got.index.map((index, at) => (index ?? 0) * (exposure[at] ?? 0))), 1)
        },
      ),
    )
    expect(shareIndex([], [])).toEqual({ total: 0, shares: [], index: [] })
    expect(shareIndex([4], [0]).index).toEqual([null])
  })
})

describe('targets and what may be shown (M17, M18)', () => {
  const bounds = fc
    .tuple(fc.integer({ min: -50, max: 50 }), fc.nat(40))
    .map(([low, width]) => ({ low, high: low + width }))
  const MIRRORED = { '>=': '<=', '>': '<', '<=': '>=', '<': '>' } as const

  test('a verdict is certain only where the whole interval is on one side', () => {
    fc.assert(
      fc.property(
        bounds,
        fc.integer({ min: -50, max: 50 }),
        fc.constantFrom('>=' as const, '>' as const, '<=' as const, '<' as const),
        ({ low, high }, value, comparator) => {
          const target = { value, comparator }
          const verdict = targetVerdict(target, { low, high })
          const inside = upTo(high - low).map((step) => meetsTarget(target, low + step))
          expect(verdict).toBe(inside.every(Boolean) ? 'met' : inside.some(Boolean) ? 'not_distinguishable' : 'below')
          const mirrored = { value: -value, comparator: MIRRORED[comparator] }
          expect(targetVerdict(mirrored, { low: -high, high: -low })).toBe(verdict)
        },
      ),
    )
  })

  test('a share is shown by the rules in their order', () => {
    fc.assert(
      fc.property(part(3000), ([k, n]) => {
        const got = shareReliability(k, n)
        const width = (got.high ?? 0) - (got.low ?? 0)
        near(got.width, width)
        if (n < 30) expect(got).toMatchObject({ isShown: false, rule: 'n_below_30' })
        else if (k === 0 || k === n) expect(got).toMatchObject({ isShown: true, rule: 'zero_or_all_events_review' })
        else if (width <= 0.05) expect(got.isShown).toBe(true)
        else if (width >= 0.3) expect(got.isShown).toBe(false)
        else expect(got.isShown).toBe(width / (k / n) <= 1.3)
      }),
    )
    expect(shareReliability(0, 0)).toMatchObject({ isShown: false, share: null, width: null })
    expect([
      countIsReliable(9, null, 9),
      countIsReliable(10, null, 10),
      countIsReliable(10, { low: 0, high: 17 }, 10),
    ]).toEqual([false, true, false])
  })

  test('no hidden count can be worked out from the total and what is shown', () => {
    const row = fc.array(fc.nat(12), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(row, fc.boolean(), (counts, isTotalShown) => {
        const cells = counts.map((count, index) => ({ label: `c${index}`, count }))
        const { hidden, shown, isTotalHidden } = hideSmallCells(cells, isTotalShown)
        expect([...hidden, ...shown].sort()).toEqual(cells.map(({ label }) => label))
        for (const { label, count } of cells) if (count > 0 && count < 5) expect(hidden).toContain(label)
        if (!isTotalShown) expect(hidden).toHaveLength(counts.filter((count) => count > 0 && count < 5).length)
        if (!isTotalShown || isTotalHidden || hidden.length === 0) return
        const total = sum(cells.filter(({ label }) => hidden.includes(label)).map(({ count }) => count))
        // At least two ways to make up what is hidden, each hidden cell being a small count or a larger one that protects.
        const isOneWay = hidden.length === 1 || total === hidden.length
        expect(
          isOneWay && hidden.every((label) => (counts[Number(label.slice(1))] ?? 0) > 0),
          `${counts} hides ${hidden}`,
        ).toBe(false)
      }),
      { numRuns: 500 },
    )
    expect(hideSmallCells([], true)).toEqual({ hidden: [], shown: [], isTotalHidden: false })
  })
})

describe('days, changes and the vital few (M0, M19)', () => {
  test('a count a day, and a change from 0 that is none', () => {
    near(perDay(310, { start: '2026-01-01', end: '2026-01-31' }), 10)
    near(perDay(290, { start: '2026-02-01', end: '2026-02-28' }), 290 / 28)
    expect([relativeChange(0, 5), relativeChange(4, 5), relativeChange(5, 0)]).toEqual([null, 0.25, -1])
  })

  test('the vital few are the fewest of the largest that hold 80 %, compared as whole numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), { minLength: 1, maxLength: 12 }), fc.nat(50), (counts, rest) => {
        const sorted = counts.toSorted((a, b) => b - a)
        const total = sum(sorted) + rest
        const held = upTo(sorted.length).find((few) => few > 0 && 10 * sum(sorted.slice(0, few)) >= 8 * total)
        const isEven = sorted.length > 1 && sorted[0] === sorted.at(-1)
        expect(vitalFew(sorted, total)).toBe(isEven ? 0 : (held ?? 0))
      }),
    )
    expect(['其他', 'Other', 'others', null, 'unmapped', '屏幕'].map(isNamed)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ])
  })
})
