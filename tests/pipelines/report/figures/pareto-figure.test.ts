import { expect, test } from 'vitest'
import type { MetricRow } from '../../../../pipelines/metrics/metric-row.ts'
import { figureBook } from '../../../../pipelines/report/figure.ts'
import type { FigureContext } from '../../../../pipelines/report/figures/figure-context.ts'
import { paretoFigure } from '../../../../pipelines/report/figures/pareto-figure.ts'
import { periodHolding } from '../../../../pipelines/report/report-period.ts'

const OPTIONS = { dimension: 'category', most: 4, reference_periods: 4 } as const

/** Counts by category as the metrics would answer them, in an order of their own. */
function contextOf(counts: Record<string, number>, blank = 0, isOutward = false): FigureContext {
  const values: [string | null, number][] = [...Object.entries(counts), ...(blank > 0 ? [[null, blank] as const] : [])]
    .map(([value, count]) => [value, count] as [string | null, number])
    .reverse()
  const rows = values.map(([category, value]) => ({ by: { category }, value }) as unknown as MetricRow)
  const answer = { runId: '', asOf: '', from: '', to: '', rows, statements: [] }
  return {
    period: periodHolding('2026-01-05', 'week'),
    coverage: { first_period: null },
    book: figureBook(),
    unsuppressed: async () => answer,
    definition: { is_outward: isOutward },
  } as unknown as FigureContext
}

async function bars(counts: Record<string, number>, blank = 0, isOutward = false) {
  const figure = await paretoFigure(contextOf(counts, blank, isOutward), OPTIONS)
  return figure?.rows.map(
    (row) => `${row.kind}:${row.value ?? row.values} ${row.complaints} ${row.cumulative} ${row.vital}`,
  )
}

test('the published example: the bar that reaches 80 % exactly is vital (metric-spec M19)', async () => {
  expect(await bars({ a: 94, b: 80, c: 66, d: 33, e: 27 })).toEqual([
    'value:a 94 94 1',
    'value:b 80 174 1',
    'value:c 66 240 1',
    'value:d 33 273 0',
    'rest:1 27 300 0',
  ])
})

test('ties stand in the order of their names', async () => {
  expect(await bars({ z: 5, a: 5, m: 9 })).toEqual(['value:m 9 9 1', 'value:a 5 14 1', 'value:z 5 19 1'])
})

test('other and blank stand last, count in the total, and are never vital', async () => {
  expect(await bars({ 其他: 50, a: 40 }, 10)).toEqual(['value:a 40 40 0', 'other:其他 50 90 0', 'unknown:1 10 100 0'])
})

test('values that are all as large have no vital few', async () => {
  expect(await bars({ a: 3, b: 3, c: 3 })).toEqual(['value:a 3 3 0', 'value:b 3 6 0', 'value:c 3 9 0'])
})

test('vital values beyond the bars are counted in the last one', async () => {
  const many = Object.fromEntries(Array.from({ length: 10 }, (_item, index) => [`k${index}`, 10 - index]))
  expect((await bars(many))?.at(-1)).toBe('rest:6 21 55 2')
})

test('a week without complaints has no figure', async () => {
  expect(await bars({})).toBeUndefined()
})

test.each([
  ['small ones are put together', { a: 20, b: 3, c: 4 }, 0, ['value:a 20 20 1', 'rest:2 7 27 1']],
  [
    'a single small one takes the smallest other with it',
    { a: 20, b: 9, c: 2 },
    0,
    ['value:a 20 20 1', 'rest:2 11 31 1'],
  ],
  ['blanks too', { a: 20, b: 9 }, 2, ['value:a 20 20 1', 'rest:2 11 31 1']],
  ['nothing is shown where nothing can protect', { a: 3 }, 0, undefined],
])('in an outward copy %s', async (_case, counts, blank, expected) => {
  expect(await bars(counts, blank, true)).toEqual(expected)
})
