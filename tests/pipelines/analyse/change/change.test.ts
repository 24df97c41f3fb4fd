import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countContributions } from '../../../../pipelines/analyse/change/count-contribution.ts'
import { kitagawa } from '../../../../pipelines/analyse/change/kitagawa.ts'
import { pareto, paretoByRate } from '../../../../pipelines/analyse/change/pareto.ts'

describe('Kitagawa', () => {
  const rate = fc.double({ min: 0, max: 1, noNaN: true })
  const segment = fc.record({
    label: fc.string(),
    size0: fc.nat(1000),
    rate0: rate,
    size1: fc.nat(1000),
    rate1: rate,
  })

  test('rate and mix add up to the difference, over all and by segment', () => {
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 12 }), (segments) => {
        const found = kitagawa(segments)
        if (found === null) return
        expect(found.rate + found.mix).toBeCloseTo(found.difference, 9)
        const parts = found.segments.map((one) => one.rate + one.mix)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(found.difference, 9)
        const uncentred = found.segments.reduce((sum, one) => sum + one.mixUncentred, 0)
        expect(uncentred).toBeCloseTo(found.mix, 9)
      }),
    )
  })

  test('a segment that went away, one that is empty throughout, and an empty period', () => {
    const gone = { label: 'a', size0: 10, rate0: 0.5, size1: 0, rate1: null }
    const stays = { label: 'b', size0: 10, rate0: 0.1, size1: 10, rate1: 0.1 }
    expect(kitagawa([gone, stays])).toMatchObject({ rate: 0 })
    expect(kitagawa([gone, stays])?.mix).toBeCloseTo(-0.2, 12)
    const nothing = { label: 'c', size0: 0, rate0: null, size1: 0, rate1: null }
    expect(kitagawa([stays, nothing])?.segments).toHaveLength(1)
    expect(kitagawa([gone])).toBeNull()
    expect(kitagawa([])).toBeNull()
  })
})

describe('contributions to a count', () => {
  test('add up to the change; may be negative or above the whole', () => {
    const { totalChange, contributions } = countContributions({ a: 10, b: 5 }, { a: 20, c: 1 })
    expect(totalChange).toBe(6)
    expect(contributions.map(({ label, change }) => [label, change])).toEqual([
      ['a', 10],
      ['b', -5],
      ['c', 1],
    ])
    expect(contributions[0]?.shareOfNet).toBeCloseTo(10 / 6, 12)
    expect(countContributions({}, {})).toEqual({ totalChange: 0, contributions: [] })
  })
})

describe('Pareto', () => {
  test('ties go by label, and equal counts show no concentration', () => {
    expect(pareto({ b: 2, a: 2, c: 2 })).toMatchObject({ vitalFew: [], flag: 'no_concentration' })
    expect(pareto({ b: 2, a: 2, c: 9 }).bars.map(({ label }) => label)).toEqual(['c', 'a', 'b'])
  })

  test('the bar that reaches 80 % exactly is the last of the vital few', () => {
    expect(pareto({ a: 240, b: 50, c: 10 }).vitalFew).toEqual(['a'])
  })

  test('a single cause, none, and only "other"', () => {
    expect(pareto({ a: 3 })).toMatchObject({ vitalFew: ['a'], flag: null })
    expect(pareto({})).toMatchObject({ bars: [], total: 0, vitalFew: [], otherShare: null })
    expect(pareto({ other: 5 }, { isOther: () => true })).toMatchObject({ vitalFew: [], otherShare: 1 })
  })

  test('by rate the largest count is not first', () => {
    const bars = paretoByRate({ a: 100, b: 10, c: 3 }, { a: 10_000, b: 100 })
    expect(bars.map(({ label, rate }) => [label, rate])).toEqual([
      ['b', 0.1],
      ['a', 0.01],
      ['c', null],
    ])
  })
})
