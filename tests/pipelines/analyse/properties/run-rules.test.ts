import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anhoejLimits, anhoejRules } from '../../../../pipelines/analyse/rules/anhoej-rules.ts'
import { nelsonRules } from '../../../../pipelines/analyse/rules/nelson-rules.ts'
import { nhsRules } from '../../../../pipelines/analyse/rules/nhs-rules.ts'
import type { RuleSet } from '../../../../pipelines/analyse/rules/rule-set.ts'
import { assuranceOf, variationOf } from '../../../../pipelines/analyse/rules/verdicts.ts'
import { westernElectricRules } from '../../../../pipelines/analyse/rules/western-electric-rules.ts'

fc.configureGlobal({ seed: 20261125 })

/** Windows of a series that end at each point and are `length` long: `holds` of each. */
function ends(z: readonly number[], length: number, holds: (window: readonly number[]) => boolean): boolean[] {
  return z.map((_, end) => end + 1 >= length && holds(z.slice(end + 1 - length, end + 1)))
}

/** Points of windows that hold, of those that `isPart` of them. */
function parts(
  z: readonly number[],
  length: number,
  at: readonly boolean[],
  isPart: (value: number) => boolean,
): boolean[] {
  return z.map((value, i) => isPart(value) && at.slice(i, i + length).some(Boolean))
}

type Rule = readonly [
  name: string,
  length: number,
  holds: (w: readonly number[]) => boolean,
  isPart?: (v: number) => boolean,
]

const every = (test_: (value: number) => boolean) => (w: readonly number[]) => w.every(test_)
const steps = (w: readonly number[]) => w.slice(1).map((own, i) => own - (w[i] ?? 0))
const rising = (w: readonly number[]) => steps(w).every((step) => step > 0)
const falling = (w: readonly number[]) => steps(w).every((step) => step < 0)
const above = (v: number) => v > 0
const below = (v: number) => v < 0
const some = (count: number, test_: (value: number) => boolean) => (w: readonly number[]) =>
  w.filter(test_).length >= count
const lastToo = (count: number, test_: (value: number) => boolean) => (w: readonly number[]) =>
  some(count, test_)(w) && test_(w.at(-1) ?? 0)
const outer = (side: 1 | -1) => (v: number) => side * v > 2 && side * v <= 3
const beyond = (side: 1 | -1, sigmas: number) => (v: number) => side * v > sigmas

/** Each rule once for above, once for below, in the words of its source; later lines of a name add to it. */
const NHS: readonly Rule[] = [
  ['outside_limits', 1, every((v) => v > 3)],
  ['outside_limits', 1, every((v) => v < -3)],
  ['shift_7', 7, every(above)],
  ['shift_7', 7, every(below)],
  ['trend_7', 7, rising],
  ['trend_7', 7, falling],
  ['two_of_three', 3, (w) => every(above)(w) && some(2, outer(1))(w), outer(1)],
  ['two_of_three', 3, (w) => every(below)(w) && some(2, outer(-1))(w), outer(-1)],
]
const ZONES: readonly Rule[] = [
  ['outside_limits', 1, every((v) => Math.abs(v) > 3)],
  ['two_of_three', 3, lastToo(2, beyond(1, 2)), beyond(1, 2)],
  ['two_of_three', 3, lastToo(2, beyond(-1, 2)), beyond(-1, 2)],
  ['four_of_five', 5, lastToo(4, beyond(1, 1)), beyond(1, 1)],
  ['four_of_five', 5, lastToo(4, beyond(-1, 1)), beyond(-1, 1)],
]
const WESTERN_ELECTRIC: readonly Rule[] = [...ZONES, ['shift_8', 8, every(above)], ['shift_8', 8, every(below)]]
const NELSON: readonly Rule[] = [
  ...ZONES,
  ['shift_9', 9, every(above)],
  ['shift_9', 9, every(below)],
  ['trend_6', 6, rising],
  ['trend_6', 6, falling],
  [
    'alternating_14',
    14,
    (w) => steps(w).every((step, i, all) => step !== 0 && (i === 0 || step * (all[i - 1] ?? 0) < 0)),
  ],
  ['hugging_15', 15, every((v) => Math.abs(v) <= 1)],
  ['mixture_8', 8, (w) => every((v) => Math.abs(v) > 1)(w) && w.some(above) && w.some(below)],
]

const lists = (minLength: number) => fc.array(fc.integer({ min: -7, max: 7 }), { minLength, maxLength: 40 })

/** Half sigmas, so that points fall on the lines between the zones; sticky, so that long patterns occur. */
const series = fc.tuple(fc.oneof(lists(0), lists(20)), fc.nat(5)).map(([values, kind]) =>
  values.map((value, i) => {
    const shapes = [
      value,
      Math.abs(value),
      i - value / 8,
      (i % 2 === 0 ? 1 : -1) * (1 + Math.abs(value)),
      value % 3,
      value % 4,
    ]
    return (shapes[kind] ?? 0) / 2
  }),
)

describe('rule sets (M25)', () => {
  test.each<[string, (z: readonly number[]) => RuleSet, readonly Rule[]]>([
    ['NHS', (z) => nhsRules(z, z), NHS],
    ['Western Electric', westernElectricRules, WESTERN_ELECTRIC],
    ['Nelson', (z) => nelsonRules(z, z), NELSON],
  ])('%s: every window of every rule, read one by one', (_, rulesOf, rules) => {
    const names = [...new Set(rules.map(([name]) => name))]
    const seen = new Set<string>()
    fc.assert(
      fc.property(series, (z) => {
        const found = rulesOf(z)
        expect(Object.keys(found).sort()).toEqual([...names].sort())
        for (const name of names) {
          const own = rules
            .filter(([other]) => other === name)
            .map(([, length, holds, isPart = () => true]) => {
              const at = ends(z, length, holds)
              return { at, part: parts(z, length, at, isPart) }
            })
          const either = (list: 'at' | 'part') => z.map((__, i) => own.some((one) => one[list][i] === true))
          expect(found[name]?.completes.map((side) => side !== 0)).toEqual(either('at'))
          expect(found[name]?.part.map((side) => side !== 0)).toEqual(either('part'))
          if (either('at').includes(true)) seen.add(name)
        }
      }),
      { numRuns: 1500 },
    )
    // A rule that never occurs here is not tested.
    expect([...seen].sort()).toEqual([...names].sort())
  })

  test('gaps neither break nor feed a pattern', () => {
    fc.assert(
      fc.property(series, fc.array(fc.nat(40), { maxLength: 5 }), (z, places) => {
        const gapped: (number | null)[] = [...z]
        for (const place of places) gapped.splice(place, 0, null)
        const kept = gapped.flatMap((value, i) => (value === null ? [] : [i]))
        for (const [own, other] of [
          [nhsRules(z, z), nhsRules(gapped, gapped)],
          [nelsonRules(z, z), nelsonRules(gapped, gapped)],
        ] as const)
          for (const [name, hits] of Object.entries(own)) {
            expect(kept.map((i) => other[name]?.part[i])).toEqual(hits.part)
            expect(gapped.every((value, i) => value !== null || other[name]?.part[i] === 0)).toBe(true)
          }
      }),
    )
  })

  test('seven, eight and nine on one side are three verdicts', () => {
    const run = (length: number) => Array.from({ length }, () => 0.5)
    const told = (z: readonly number[]) =>
      [nhsRules(z, z)['shift_7'], westernElectricRules(z)['shift_8'], nelsonRules(z, z)['shift_9']].map((hits) =>
        hits?.completes.includes(1),
      )
    expect([6, 7, 8, 9].map((length) => told(run(length)))).toEqual([
      [false, false, false],
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ])
  })
})

describe('Anhøj (M25)', () => {
  test('crossings: the 5 % quantile of the binomial, added up as whole numbers, for all n to 200', () => {
    for (let n = 1; n <= 200; n += 1) {
      // Σ C(n−1, k) ≥ 2^(n−1)/20 for the smallest k.
      let [k, ways, all] = [0n, 1n, 1n]
      while (20n * all < 2n ** BigInt(n - 1)) {
        ways = (ways * (BigInt(n) - 1n - k)) / (k + 1n)
        k += 1n
        all += ways
      }
      const run = [0, 1, 2, 3, 4, 5, 6, 7, 8].find((power) => n * n < 2 ** (2 * power + 1)) ?? 0
      expect(anhoejLimits(n)).toEqual({ longestRunMax: run + 3, crossingsMin: Number(k) })
    }
  })

  test('runs and crossings as a string of signs has them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2, max: 2 }), { maxLength: 60 }), (values) => {
        const signs = values
          .filter((value) => value !== 0)
          .map((value) => (value > 0 ? '+' : '-'))
          .join('')
        const found = anhoejRules(values, 0)
        if (signs === '') {
          expect(found).toBeNull()
          return
        }
        const runs = signs.match(/\++|-+/g) ?? []
        const longest = Math.max(...runs.map(({ length }) => length))
        expect(found).toMatchObject({
          usefulObservations: signs.length,
          longestRun: longest,
          crossings: runs.length - 1,
        })
        expect(found?.isSignal).toBe(
          longest > (found?.longestRunMax ?? 0) || runs.length - 1 < (found?.crossingsMin ?? 0),
        )
      }),
    )
  })
})

describe('verdicts (M25)', () => {
  test.each([
    [1, 'up', 'improvement'],
    [-1, 'up', 'concern'],
    [1, 'down', 'concern'],
    [-1, 'down', 'improvement'],
    [1, 'none', 'high'],
    [-1, 'none', 'low'],
    [0, 'up', 'common'],
    [0, 'none', 'common'],
  ] as const)('direction %i where good is %s: %s', (direction, good, verdict) => {
    expect(variationOf(direction, good)).toBe(verdict)
  })

  test.each([
    [0.2, 0.8, 0.9, 'up', 'fails'],
    [0.2, 0.8, 0.1, 'up', 'passes'],
    [0.2, 0.8, 0.9, 'down', 'passes'],
    [0.2, 0.8, 0.1, 'down', 'fails'],
    [0.2, 0.8, 0.8, 'up', 'hit_and_miss'],
    [0.2, 0.8, 0.2, 'down', 'hit_and_miss'],
    [0.2, 0.8, 0.5, 'none', 'unknown'],
    [0.2, 0.8, null, 'up', 'unknown'],
    [null, null, 0.5, 'up', 'unknown'],
  ] as const)('limits %d to %d, target %d, good is %s: %s', (low, high, target, good, verdict) => {
    expect(assuranceOf(low, high, target, good)).toBe(verdict)
  })
})
