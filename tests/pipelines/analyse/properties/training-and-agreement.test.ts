import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cohenKappa } from '../../../../pipelines/analyse/compare/cohen-kappa.ts'
import { pairedT } from '../../../../pipelines/analyse/compare/paired-t.ts'
import { integral, near, sum } from './computing.ts'

fc.configureGlobal({ seed: 20261125 })

describe('training before and after (M33)', () => {
  const score = fc.integer({ min: 0, max: 100 })

  test('t and p from their definition, the tail by integration', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(score, score), { minLength: 3, maxLength: 30 }), (pairs) => {
        const d = pairs.map(([before, after]) => before - after)
        const found = pairedT(
          pairs.map(([before]) => before),
          pairs.map(([, after]) => after),
        )
        const mean = sum(d) / d.length
        const error = Math.sqrt(sum(d.map((one) => (one - mean) ** 2)) / (d.length - 1) / d.length)
        near(found.meanDifference, mean)
        if (error === 0) {
          expect(found).toMatchObject({ t: null, pValue: null, low: null })
          return
        }
        near(found.t, mean / error)
        near(found.pValue, studentTails(Math.abs(mean / error), d.length - 1), 7)
        // The interval leaves 0 out exactly where p is below its complement.
        expect((found.low ?? 0) > 0 || (found.high ?? 0) < 0).toBe((found.pValue ?? 1) < 0.05)
      }),
    )
  })

  test('everybody better by the same ten points of a hundred is no test, although doubles differ', () => {
    const before = [0.8, 0.3, 0.55, 0.7]
    const found = pairedT(
      before,
      before.map((one) => one + 0.1),
    )
    expect(found).toMatchObject({ pairs: 4, t: null, pValue: null, low: null, high: null })
    near(found.meanDifference, -0.1)
  })

  test('who dropped out changes nothing but the list', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(score, score), { minLength: 2, maxLength: 20 }), score, (pairs, lost) => {
        const [before, after] = [pairs.map(([one]) => one), pairs.map(([, one]) => one)]
        const whole = pairedT(before, after)
        const missing = pairedT([...before, lost, null], [...after, null, lost])
        expect(missing).toEqual({ ...whole, dropped: [pairs.length, pairs.length + 1] })
      }),
    )
  })
})

/** P(|T| > t): ∫ of the density, with t = √df·tan θ, which makes it a power of the cosine. */
function studentTails(t: number, df: number): number {
  const density = (angle: number) => Math.cos(angle) ** (df - 1)
  const end = Math.atan(t / Math.sqrt(df))
  return 1 - integral(density, 0, end) / integral(density, 0, Math.PI / 2)
}

describe("Cohen's κ (M32)", () => {
  const tables = fc
    .integer({ min: 1, max: 4 })
    .chain((size) =>
      fc.array(fc.array(fc.nat(12), { minLength: size, maxLength: size }), { minLength: size, maxLength: size }),
    )

  test('against agreement by chance counted over all pairs of cases', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const cases = table.flatMap((row, i) =>
          row.flatMap((count, j) => Array.from({ length: count }, () => [i, j] as const)),
        )
        const found = cohenKappa(table)
        expect(found.n).toBe(cases.length)
        if (cases.length === 0) {
          expect(found.kappa).toBeNull()
          return
        }
        const agreed = cases.filter(([i, j]) => i === j).length / cases.length
        const chance = sum(cases.map(([i]) => cases.filter(([, j]) => i === j).length)) / cases.length ** 2
        near(found.po, agreed)
        near(found.pe, chance)
        if (chance === 1) expect(found.kappa).toBeNull()
        else near(found.kappa, (agreed - chance) / (1 - chance))
      }),
    )
  })

  test('coders exchanged, categories in another order, every count sevenfold: the same', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const own = cohenKappa(table).kappa
        const others = [
          table.map((_, i) => table.map((row) => row[i] ?? 0)),
          [...table].reverse().map((row) => [...row].reverse()),
          table.map((row) => row.map((count) => 7 * count)),
        ]
        for (const other of others) {
          const kappa = cohenKappa(other).kappa
          if (own === null) expect(kappa).toBeNull()
          else near(kappa, own)
        }
      }),
    )
  })
})
