import { describe, expect, test } from 'vitest'
import { pareto } from '../../../pipelines/dashboard/pareto.ts'
import type { MetricRow } from '../../../pipelines/metrics/metric-row.ts'

const NONE = new Set<string>()

function rows(counts: readonly (readonly [key: string | null, count: number])[]): MetricRow[] {
  return counts.map(([key, count]) => ({
    metric: 'complaints_received',
    period: null,
    period_end: null,
    complete: true,
    by: { category: key },
    numerator: count,
    denominator: null,
    value: count,
    interval: null,
    n: count,
    pending: null,
    tier: 'enough',
    verdict: null,
  }))
}

const ranked = (counts: readonly (readonly [string | null, number])[], most = 12, keep: ReadonlySet<string> = NONE) =>
  pareto(rows(counts), 'category', most, keep)

describe('pareto', () => {
  test('cumulates as in the published example of qcc', () => {
    const { bars, vitalFew, vitalShare } = ranked([
      ['d', 33],
      ['a', 94],
      ['e', 27],
      ['b', 80],
      ['c', 66],
    ])
    expect(bars.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(bars.map(({ cumulative }) => Number((cumulative * 100).toFixed(2)))).toEqual([31.33, 58, 80, 91, 100])
    expect([vitalFew, vitalShare]).toEqual([3, 0.8])
    expect(bars.map(({ vital }) => vital)).toEqual([true, true, true, false, false])
  })

  test('the value that crosses 80 % belongs to the vital few', () => {
    expect(
      ranked([
        ['a', 70],
        ['b', 20],
        ['c', 10],
      ]).vitalFew,
    ).toBe(2)
  })

  test('ties are ranked by text, so that every run gives the same order', () => {
    const { bars } = ranked([
      ['b', 5],
      ['c', 9],
      ['a', 5],
    ])
    expect(bars.map(({ key }) => key)).toEqual(['c', 'a', 'b'])
  })

  test('blank and unmapped come last and are never among the vital few', () => {
    const { bars, values } = ranked([
      [null, 500],
      ['a', 20],
      ['unmapped', 3],
      ['b', 2],
    ])
    expect(bars.map(({ key }) => key)).toEqual(['a', 'b', null, 'unmapped'])
    expect(bars.filter(({ vital }) => vital)).toEqual([])
    expect(values).toBe(2)
  })

  test('nothing stands out where all are equal, where there is one, where there is none', () => {
    expect(
      ranked([
        ['a', 4],
        ['b', 4],
      ]).vitalFew,
    ).toBeNull()
    expect(ranked([['a', 4]]).vitalFew).toBeNull()
    expect(ranked([])).toEqual({ bars: [], total: 0, values: 0, vitalFew: null, vitalShare: null })
  })

  test('folds small values into one, keeps those that are chosen, and still adds up to all', () => {
    const many = Array.from({ length: 20 }, (_, index) => [`k${String(index).padStart(2, '0')}`, 40 - index] as const)
    const { bars, total } = ranked(many, 4, new Set(['k15']))
    expect(bars.map(({ key }) => key)).toEqual(['k00', 'k01', 'k02', 'k03', 'k15', null])
    expect(bars.at(-1)).toMatchObject({ folded: 15, vital: false, cumulative: 1 })
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(total)
  })

  test('one value too many is shown, since a bar for one other would save nothing', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((key, index) => [key, 9 - index] as const)
    expect(ranked(five, 4).bars.every(({ folded }) => folded === 0)).toBe(true)
  })
})
