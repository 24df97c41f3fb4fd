import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fisherExact } from '../../../../pipelines/analyse/compare/fisher-exact.ts'
import { mcnemar } from '../../../../pipelines/analyse/compare/mcnemar.ts'
import {
  chiSquaredTest,
  newcombeDifference,
  proportionTest,
} from '../../../../pipelines/analyse/compare/two-proportions.ts'
import { differenceInDifferences } from '../../../../pipelines/analyse/effect/difference-in-differences.ts'
import { weeklyDifference } from '../../../../pipelines/analyse/effect/weekly-difference.ts'
import { integral, near, part, root, sum } from './computing.ts'

fc.configureGlobal({ seed: 20261125 })

const SQRT_2PI = Math.sqrt(2 * Math.PI)
const QUANTILES: Readonly<Record<number, number>> = {
  0.8: 1.2815515655446,
  0.9: 1.64485362695147,
  0.99: 2.5758293035489,
}

/** P(|Z| > z) by Simpson's rule. */
const normalTails = (z: number) => 1 - 2 * integral((x) => Math.exp((-x * x) / 2) / SQRT_2PI, 0, z)

function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n
  let product = 1n
  for (let i = 1n; i <= BigInt(k); i += 1n) product = (product * (BigInt(n) - i + 1n)) / i
  return product
}

describe("Fisher's exact test (M27)", () => {
  test('is the share of arrangements no likelier than the one seen, counted as whole numbers', () => {
    const count = fc.nat(60)
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const ways = (k: number) => choose(a + c, k) * choose(b + d, a + b - k)
        const seen = ways(a)
        let extreme = 0n
        for (let k = 0; k <= a + b; k += 1) if (ways(k) <= seen) extreme += ways(k)
        const share = Number((extreme * 10n ** 18n) / choose(a + b + c + d, a + b)) / 1e18
        near(fisherExact(a, b, c, d), share)
      }),
    )
  })

  // SciPy 1.17.
  test.each([
    [5, 5000, 25, 5000, 0.00031891871843900876],
    [1200, 998_800, 1100, 998_900, 0.03885448221484794],
    [0, 0, 0, 0, 1],
    [0, 9, 0, 0, 1],
    [500_000, 500_000, 500_000, 500_000, 1],
  ])('%i %i %i %i', (a, b, c, d, p) => {
    expect(fisherExact(a, b, c, d)).toBeCloseTo(p, 9)
  })

  test('a very small p keeps its digits; for millions of cases it is close to that of χ²', () => {
    // One arrangement of C(40, 20) on either side.
    near((fisherExact(20, 0, 0, 20) * Number(choose(40, 20))) / 2, 1)
    const [n, x0, x1] = [4_000_000, 600_000, 601_000]
    const z2 = chiSquaredTest(x1, n, x0, n)?.pValue ?? Number.NaN
    expect(fisherExact(x1, n - x1, x0, n - x0) / z2).toBeCloseTo(1, 2)
  })
})

describe('two proportions (M27)', () => {
  test.each([0.8, 0.9, 0.99])('Newcombe at %d from Wilson bounds that are looked for', (confidence) => {
    const z = QUANTILES[confidence] ?? Number.NaN
    const wilson = ([x, n]: readonly [number, number]) => {
      const apart = (bound: number) => (x / n - bound) ** 2 - (z * z * bound * (1 - bound)) / n
      return [x === 0 ? 0 : root(apart, 0, x / n), x === n ? 1 : root(apart, x / n, 1)] as const
    }
    fc.assert(
      fc.property(part(500), part(500), (first, second) => {
        const [[l1, u1], [l2, u2], p1, p2] = [wilson(first), wilson(second), first[0] / first[1], second[0] / second[1]]
        const found = newcombeDifference(...first, ...second, confidence)
        near(found?.low, p1 - p2 - Math.sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2), 7)
        near(found?.high, p1 - p2 + Math.sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2), 7)
        expect(found?.low).toBeGreaterThanOrEqual(-1)
        expect(found?.high).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('exchanged samples mirror the interval; exchanged outcomes too', () => {
    fc.assert(
      fc.property(part(1000), part(1000), ([x1, n1], [x2, n2]) => {
        const own = newcombeDifference(x1, n1, x2, n2)
        const swapped = newcombeDifference(x2, n2, x1, n1)
        const failures = newcombeDifference(n1 - x1, n1, n2 - x2, n2)
        for (const mirrored of [swapped, failures]) {
          near(mirrored?.low, -(own?.high ?? Number.NaN))
          near(mirrored?.high, -(own?.low ?? Number.NaN))
        }
      }),
    )
  })

  test("χ² is the sum over four cells, with Yates' correction never beyond the distance", () => {
    fc.assert(
      fc.property(part(300), part(300), ([x1, n1], [x2, n2]) => {
        const share = (x1 + x2) / (n1 + n2)
        const cells = [
          [x1, n1 * share],
          [n1 - x1, n1 * (1 - share)],
          [x2, n2 * share],
          [n2 - x2, n2 * (1 - share)],
        ] as const
        if (share === 0 || share === 1) {
          expect(chiSquaredTest(x1, n1, x2, n2)).toBeNull()
          return
        }
        const statistic = (correction: number) =>
          sum(cells.map(([seen, expected]) => Math.max(0, Math.abs(seen - expected) - correction) ** 2 / expected))
        near(chiSquaredTest(x1, n1, x2, n2)?.chisq, statistic(0), 7)
        near(chiSquaredTest(x1, n1, x2, n2, true)?.chisq, statistic(0.5), 7)
        near(chiSquaredTest(x1, n1, x2, n2)?.pValue, normalTails(Math.sqrt(statistic(0))), 7)
        const smallest = Math.min(...cells.map(([, expected]) => expected))
        if (Math.abs(smallest - 5) > 1e-9)
          expect(proportionTest(x1, n1, x2, n2)?.method).toBe(smallest < 5 ? 'fisher' : 'chi_squared')
      }),
    )
  })

  test('McNemar: the square of the difference by the sum of those who changed', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (b, c) => {
        if (b + c === 0) return
        near(mcnemar(b, c, false)?.chisq, (b - c) ** 2 / (b + c))
        near(mcnemar(b, c)?.chisq, b === c ? 0 : (Math.abs(b - c) - 1) ** 2 / (b + c))
        near(mcnemar(b, c)?.pValue, normalTails(Math.sqrt(mcnemar(c, b)?.chisq ?? 0)), 7)
      }),
    )
  })
})

describe('difference in differences (M27)', () => {
  const counts = fc.tuple(part(400), part(400)).map(([[x0, n0], [x1, n1]]) => ({ x0, n0, x1, n1 }))

  test('exchanged groups mirror it, the same group twice is no difference, an empty one no answer', () => {
    fc.assert(
      fc.property(counts, counts, (pilot, rest) => {
        const [own, other] = [differenceInDifferences(pilot, rest), differenceInDifferences(rest, pilot)]
        near(own?.estimate, pilot.x1 / pilot.n1 - pilot.x0 / pilot.n0 - (rest.x1 / rest.n1 - rest.x0 / rest.n0))
        near(own?.low, -(other?.high ?? Number.NaN))
        near(differenceInDifferences(pilot, pilot)?.estimate, 0)
        expect(differenceInDifferences(pilot, { ...rest, n1: 0, x1: 0 })).toBeNull()
      }),
    )
  })

  test('is wider than the change of the pilot alone', () => {
    fc.assert(
      fc.property(counts, counts, (pilot, rest) => {
        const [own, alone] = [
          differenceInDifferences(pilot, rest),
          newcombeDifference(pilot.x1, pilot.n1, pilot.x0, pilot.n0),
        ]
        const width = (one: { low: number; high: number } | null) => (one?.high ?? 0) - (one?.low ?? 0)
        expect(width(own)).toBeGreaterThanOrEqual(width(alone) - 1e-12)
      }),
    )
  })

  test("weekly values: Welch's interval, as R's t.test gives it for the extra sleep of two groups", () => {
    const before = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
    const after = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    const found = weeklyDifference({ before, after })
    near(found?.estimate, 1.58)
    near(found?.low, -0.2054832, 6)
    near(found?.high, 3.3654832, 6)
    near(weeklyDifference({ before, after }, { before, after })?.estimate, 0)
  })

  test('weeks that differ by rounding alone have no interval', () => {
    expect(weeklyDifference({ before: [0.1 + 0.2, 0.3], after: [0.4, 0.4] })).toBeNull()
    expect(weeklyDifference({ before: [1], after: [1, 2] })).toBeNull()
  })
})
