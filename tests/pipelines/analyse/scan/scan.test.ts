import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { benjaminiHochberg, benjaminiYekutieli } from '../../../../pipelines/analyse/scan/benjamini-hochberg.ts'
import { funnel } from '../../../../pipelines/analyse/scan/funnel.ts'
import { overdispersion } from '../../../../pipelines/analyse/scan/overdispersion.ts'
import { ranked, segmentScan } from '../../../../pipelines/analyse/scan/segment-scan.ts'

const p = fc.double({ min: 0, max: 1, noNaN: true })

describe('Benjamini–Hochberg', () => {
  test('never falls with p, never below p, never above 1; the order given does not matter', () => {
    fc.assert(
      fc.property(fc.array(p, { maxLength: 40 }), (list) => {
        const adjusted = benjaminiHochberg(list)
        for (const [i, value] of list.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(value)
          expect(adjusted[i]).toBeLessThanOrEqual(1)
          for (const [j, other] of list.entries())
            if (value <= other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? Number.NaN)
        }
        expect(benjaminiHochberg([...list].reverse())).toEqual([...adjusted].reverse())
      }),
    )
  })

  test('steps up: .04, .03 and .02 are all rejected at .05', () => {
    expect(benjaminiHochberg([0.04, 0.03, 0.02])).toEqual([0.04, 0.04, 0.04])
  })

  test('NaN and null are not counted', () => {
    expect(benjaminiHochberg([Number.NaN, null, 0.01])).toEqual([null, null, 0.01])
    expect(benjaminiYekutieli([])).toEqual([])
  })
})

describe('scan', () => {
  test('the loudest percentages of a tiny segment are not a finding', () => {
    const { findings, tested } = segmentScan([
      { id: 'tiny', x0: 0, n0: 3, x1: 3, n1: 3 },
      { id: 'large', x0: 100, n0: 1000, x1: 160, n1: 1000 },
      { id: 'still', x0: 50, n0: 1000, x1: 51, n1: 1000 },
    ])
    expect(tested).toBe(2)
    expect(ranked(findings).map(({ id, isFlagged }) => [id, isFlagged])).toEqual([
      ['large', true],
      ['still', false],
      ['tiny', false],
    ])
  })

  test('a mean is tested by its difference and standard error, in the same family as shares', () => {
    const { findings, tested } = segmentScan([
      { id: 'mean', x0: 400, n0: 100, x1: 430, n1: 100, contrast: { difference: 0.3, standardError: 0.1 } },
      { id: 'share', x0: 50, n0: 1000, x1: 51, n1: 1000 },
      { id: 'constant', x0: 400, n0: 100, x1: 400, n1: 100, contrast: { difference: 0, standardError: 0 } },
    ])
    expect(tested).toBe(2)
    // z = 3: two-sided 0.0027, times two tests.
    expect(findings[0]).toMatchObject({ isFlagged: true, pValue: expect.closeTo(0.0027, 4) })
    expect(findings[0]?.adjusted).toBeCloseTo(0.0054, 4)
    expect(findings[0]?.effect?.low).toBeCloseTo(0.3 - 0.196, 3)
    expect(findings[2]?.pValue).toBeNull()
  })

  test('nothing to test', () => {
    expect(segmentScan([])).toEqual({ findings: [], tested: 0 })
    expect(segmentScan([{ id: 'a', x0: 0, n0: 0, x1: 0, n1: 0 }], { minN: 0 }).findings[0]).toMatchObject({
      pValue: null,
      effect: null,
      isFlagged: false,
    })
  })
})

describe('funnel', () => {
  test('a small unit with a loud share is inside, a large one with less is not', () => {
    const points = funnel(
      [
        { x: 3, n: 10 },
        { x: 120, n: 600 },
      ],
      { target: 0.1 },
    )?.points
    expect(points?.map(({ isOutside }) => isOutside)).toEqual([false, true])
  })

  test('over-dispersion widens, never narrows; a unit without cases has no point', () => {
    const units = [
      { x: 20, n: 100 },
      { x: 0, n: 0 },
    ]
    const [plain, wide, narrow] = [1, 4, 0.2].map((phi) => funnel(units, { target: 0.1, phi })?.points[0])
    expect(wide?.z).toBeCloseTo((plain?.z ?? 0) / 2, 12)
    expect(narrow?.z).toBe(plain?.z)
    expect(funnel(units)?.points[1]).toMatchObject({ share: null, z: null, isOutside: false })
    expect(funnel([])).toBeNull()
    expect(overdispersion([{ x: 5, n: 5 }])).toBeNull()
  })
})
