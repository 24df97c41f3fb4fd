import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pChart } from '../../../../pipelines/analyse/charts/p-chart.ts'
import { anhoejLimits, anhoejRules } from '../../../../pipelines/analyse/rules/anhoej-rules.ts'
import { alternating, hugging } from '../../../../pipelines/analyse/rules/nelson-rules.ts'
import { nhsRules } from '../../../../pipelines/analyse/rules/nhs-rules.ts'
import { completedAt } from '../../../../pipelines/analyse/rules/rule-hits.ts'
import { anySignal } from '../../../../pipelines/analyse/rules/rule-set.ts'
import { onOneSide } from '../../../../pipelines/analyse/rules/runs-and-trends.ts'
import { assuranceVerdict, variationVerdict } from '../../../../pipelines/analyse/rules/verdicts.ts'
import { westernElectricRules } from '../../../../pipelines/analyse/rules/western-electric-rules.ts'
import { beyondZone } from '../../../../pipelines/analyse/rules/zones.ts'

describe('run rules', () => {
  test('a point on the centre line breaks a run, a gap does not', () => {
    expect(completedAt(onOneSide([1, 1, 1, 0, 1, 1, 1, 1], 7))).toEqual([])
    const z = [1, 1, 1, null, 1, 1, 1, 1]
    expect(completedAt(nhsRules(z, z)['shift_7'] ?? { completes: [], part: [] })).toEqual([7])
  })

  test('two of three on opposite sides is no signal in any set', () => {
    const z = [2.5, -2.5, 0.1, 2.2, -2.1]
    expect(anySignal(nhsRules(z, z))).toBe(false)
    expect(anySignal(westernElectricRules(z))).toBe(false)
  })

  test('in the NHS form the third point is on the same side too; Western Electric does not ask for it', () => {
    const z = [2.5, -0.1, 2.5]
    expect(anySignal(nhsRules(z, z))).toBe(false)
    expect(completedAt(beyondZone(z, 2, 3, 2))).toEqual([2])
  })

  test('four of five', () => {
    expect(completedAt(beyondZone([1.2, 0.2, 1.3, 1.1, 1.5, 0], 4, 5, 1))).toEqual([4])
  })

  test('fourteen points alternate, fifteen hug the centre', () => {
    const saw = Array.from({ length: 15 }, (_one, i) => (i % 2 === 0 ? 0.5 : -0.5))
    expect(completedAt(alternating(saw, 14))).toEqual([13, 14])
    expect(completedAt(alternating(saw.slice(0, 13), 14))).toEqual([])
    expect(completedAt(hugging(saw, 15))).toEqual([14])
  })

  test('rules of an empty and of a single point series say nothing', () => {
    for (const z of [[], [0.2], [null]]) expect(anySignal(nhsRules(z, z))).toBe(false)
  })

  test('mirrored values give mirrored hits', () => {
    const values = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { maxLength: 40 })
    fc.assert(
      fc.property(values, (z) => {
        const mirrored = z.map((value) => -value)
        const [own, other] = [nhsRules(z, z), nhsRules(mirrored, mirrored)]
        for (const [name, hits] of Object.entries(own))
          expect(other[name]?.part.map((side) => -side + 0)).toEqual(hits.part.map((side) => side + 0))
      }),
    )
  })
})

describe('Anhøj', () => {
  test.each([
    [13, 7, 3],
    [1, 3, 0],
    [2, 4, 0],
  ])('limits of %i observations', (n, longestRunMax, crossingsMin) => {
    expect(anhoejLimits(n)).toEqual({ longestRunMax, crossingsMin })
  })

  test('points on the centre are passed over; none left is no result', () => {
    expect(anhoejRules([1, 0, 1, 1, -1], 0)).toMatchObject({ usefulObservations: 4, longestRun: 3, crossings: 1 })
    expect(anhoejRules([5, 5], 5)).toBeNull()
    expect(anhoejLimits(0)).toBeNull()
  })
})

describe('verdicts', () => {
  const chart = pChart([50, 52, 48, 51, 49, 50, 90], [100, 100, 100, 100, 100, 100, 100], { baseline: 6 })
  const outside = {
    outside_limits: { completes: [0, 0, 0, 0, 0, 0, 1] as const, part: [0, 0, 0, 0, 0, 0, 1] as const },
  }

  test.each([
    ['up', 'improvement'],
    ['down', 'concern'],
    ['none', 'high'],
  ] as const)('a high point is, where good is %s, %s', (good, verdict) => {
    expect(variationVerdict(chart, outside, good, 6)).toBe(verdict)
    expect(variationVerdict(chart, outside, good, 5)).toBe('common')
  })

  test.each([
    [0.9, 'up', 'fails'],
    [0.1, 'up', 'passes'],
    [0.1, 'down', 'fails'],
    [0.5, 'up', 'hit_and_miss'],
    [null, 'up', 'unknown'],
  ] as const)('target %s with good %s: %s', (target, good, verdict) => {
    expect(assuranceVerdict(chart, target, good, 6)).toBe(verdict)
  })
})
