import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { xmrChart } from '../../../../pipelines/analyse/charts/xmr-chart.ts'
import type { Direction } from '../../../../pipelines/analyse/rules/rule-hits.ts'
import { onOneSide, trend } from '../../../../pipelines/analyse/rules/runs-and-trends.ts'
import { twoOfThreeWindows } from '../../../../pipelines/analyse/rules/zones.ts'

interface PublishedCase {
  readonly function: string
  readonly values: readonly number[]
  readonly expected: readonly number[]
}

const folder = new URL('../../../../../shared/data/spc-nhsr/', import.meta.url)
const isThere = existsSync(folder)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const cases = isThere ? (JSON.parse(read('rule_vectors.json')) as { cases: PublishedCase[] }).cases : []

/** What a published function is called here. */
const rules: Readonly<Record<string, (values: readonly number[]) => readonly number[]>> = {
  seven_point_one_side_mean: (sides) => onOneSide(sides, 7).completes.map(Math.abs),
  seven_point_trend: (values) => trend(values, 7).completes,
  // The published function takes the ends of trends; a rising series that ends there has them.
  part_of_seven_trend: (ends) => {
    const end = ends.findIndex((flag) => flag !== 0)
    const values = ends.map(
      (_flag, i) => (i <= end ? i - end : -100) * (i < end - 6 ? -1 : 1) * Math.sign(ends[end] ?? 1),
    )
    return trend(values, 7).part.map(Math.abs)
  },
  'two_in_three (all same side)': (close) => outerThird(close, () => 1),
  'two_in_three (alternating sides 1,-1,1)': (close) => outerThird(close, (i) => (i % 2 === 0 ? 1 : -1)),
}

function outerThird(close: readonly number[], side: (index: number) => Direction): number[] {
  const isClose = close.map((flag) => flag === 1)
  return twoOfThreeWindows(
    isClose,
    close.map((_flag, index) => side(index)),
  ).map(Math.abs)
}

describe.skipIf(!isThere)('published cases of NHSRplotthedots (skipped without ../shared/data)', () => {
  test.each(cases.map((one, index) => ({ ...one, index })))('$function #$index', ({ function: name, ...one }) => {
    expect(rules[name]?.(one.values)).toEqual(one.expected)
  })

  test.each([
    ['r1_screen_outliers_TRUE', 1, true],
    ['r2_y15_screen_outliers_TRUE', 2, true],
    ['r3_y15_screen_outliers_FALSE', 2, false],
  ] as const)('%s', (name, column, screen) => {
    const expected = (JSON.parse(read('xmr_expected.json')) as Record<string, Record<string, number>>)[name]
    const values = read('xmr_input.csv')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(',')[column]))
    const chart = xmrChart(values, { screen })
    expect(chart.centre).toBeCloseTo(expected?.['mean'] ?? Number.NaN, 5)
    expect(chart.lower[0]).toBeCloseTo(expected?.['lpl'] ?? Number.NaN, 5)
    expect(chart.upper[0]).toBeCloseTo(expected?.['upl'] ?? Number.NaN, 5)
  })
})
