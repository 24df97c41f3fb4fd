import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cohenKappa } from '../../../../pipelines/analyse/compare/cohen-kappa.ts'
import { fisherExact } from '../../../../pipelines/analyse/compare/fisher-exact.ts'
import { mcnemar } from '../../../../pipelines/analyse/compare/mcnemar.ts'
import { pairedT } from '../../../../pipelines/analyse/compare/paired-t.ts'
import {
  chiSquaredTest,
  newcombeDifference,
  proportionTest,
} from '../../../../pipelines/analyse/compare/two-proportions.ts'

describe('two proportions', () => {
  // Newcombe 1998, Table II, method 10.
  test.each([
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 10, 0.6075, 1],
  ])('Newcombe %i/%i − %i/%i', (x1, n1, x2, n2, low, high) => {
    const found = newcombeDifference(x1, n1, x2, n2)
    expect(found?.low).toBeCloseTo(low, 4)
    expect(found?.high).toBeCloseTo(high, 4)
  })

  test('an empty sample has no difference and no test', () => {
    expect(newcombeDifference(0, 0, 1, 2)).toBeNull()
    expect(proportionTest(0, 0, 1, 2)).toBeNull()
    expect(chiSquaredTest(0, 5, 0, 5)).toBeNull()
  })

  test('Fisher where an expected count is below 5', () => {
    expect(proportionTest(3, 4, 1, 4)).toMatchObject({ method: 'fisher' })
    expect(proportionTest(90, 150, 60, 140)).toMatchObject({ method: 'chi_squared' })
    expect(proportionTest(0, 50, 0, 50)).toEqual({ method: 'fisher', pValue: expect.closeTo(1, 9) })
  })

  test('Fisher is the same with rows or columns exchanged, and 1 where a margin is 0', () => {
    const count = fc.nat(40)
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const own = fisherExact(a, b, c, d)
        expect(fisherExact(c, d, a, b)).toBeCloseTo(own, 9)
        expect(fisherExact(a, c, b, d)).toBeCloseTo(own, 9)
        expect(own).toBeGreaterThan(0)
        expect(own).toBeLessThanOrEqual(1)
      }),
    )
    expect(fisherExact(0, 5, 0, 7)).toBeCloseTo(1, 9)
  })

  test('McNemar looks only at those who changed', () => {
    expect(mcnemar(0, 0)).toBeNull()
    expect(mcnemar(5, 5)).toEqual({ chisq: 0, pValue: 1 })
    expect(mcnemar(10, 4, false)?.chisq).toBeCloseTo(36 / 14, 12)
  })
})

describe('paired t', () => {
  test('drops incomplete pairs and lists them', () => {
    expect(pairedT([1, null, 3, 5], [2, 2, 5, Number.NaN])).toMatchObject({ pairs: 2, dropped: [1, 3], df: 1 })
  })

  test('no pairs, one pair, no variation', () => {
    expect(pairedT([], [])).toMatchObject({ pairs: 0, meanDifference: null, t: null })
    expect(pairedT([3], [1])).toMatchObject({ pairs: 1, meanDifference: 2, t: null, low: null })
    expect(pairedT([3, 4], [1, 2])).toMatchObject({ meanDifference: 2, pValue: null })
    expect(() => pairedT([1], [])).toThrow(RangeError)
  })
})

describe("Cohen's kappa", () => {
  test('the textbook table', () => {
    const found = cohenKappa([
      [20, 5],
      [10, 15],
    ])
    expect([found.po, found.pe]).toEqual([0.7, 0.5])
    expect(found.kappa).toBeCloseTo(0.4, 12)
  })

  test('nothing coded, and a table that is not square', () => {
    expect(cohenKappa([])).toMatchObject({ n: 0, kappa: null })
    expect(() => cohenKappa([[1, 2]])).toThrow(RangeError)
  })
})
