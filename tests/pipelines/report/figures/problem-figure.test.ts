import { expect, test } from 'vitest'
import type { MetricRow } from '../../../../pipelines/metrics/metric-row.ts'
import { figureBook } from '../../../../pipelines/report/figure.ts'
import type { FigureContext } from '../../../../pipelines/report/figures/figure-context.ts'
import { levelWeights, type ProblemRow, problemFigure } from '../../../../pipelines/report/figures/problem-figure.ts'
import { periodHolding } from '../../../../pipelines/report/report-period.ts'

const WEIGHTS = { L1: 1, L2: 2, L3: 4, L4: 8, unknown: 1 }
type Count = [category: string | null, level: string | null, count: number]

/** Answers the month's counts, and those of the month before; other statements by the table that they read. */
function contextOf(
  now: readonly Count[],
  before: readonly Count[],
  marts: Record<string, object[]> = {},
): FigureContext {
  const rowsOf = (counts: readonly Count[]) =>
    counts.map(([category, level, value]) => ({ by: { category, level }, value }) as unknown as MetricRow)
  return {
    period: periodHolding('2026-10-05', 'month'),
    book: figureBook(),
    metrics: async ({ from }: { from: string }) => ({
      rows: rowsOf(from === '2026-10-01' ? now : from === '2026-09-01' ? before : []),
      statements: [],
    }),
    rows: async ({ sql }: { sql: string }) =>
      Object.entries(marts).find(([name]) => sql.includes(`marts.${name}\n`))?.[1] ?? [],
  } as unknown as FigureContext
}

async function problems(context: FigureContext, most = 5): Promise<readonly ProblemRow[]> {
  return (await problemFigure(context, { dimension: 'category', most, weights: WEIGHTS }))?.rows ?? []
}

test('the heaviest comes first, not the commonest; levels that are not known weigh as said', async () => {
  const rows = await problems(
    contextOf(
      [
        ['many', 'L1', 10],
        ['grave', 'L4', 3],
        ['grave', null, 2],
      ],
      [['grave', 'L2', 7]],
    ),
  )
  expect(
    rows.map(({ value, weight, complaints, severe, before, cumulative }) => ({
      value,
      weight,
      complaints,
      severe,
      before,
      cumulative,
    })),
  ).toEqual([
    { value: 'grave', weight: 26, complaints: 5, severe: 3, before: 7, cumulative: 26 },
    { value: 'many', weight: 10, complaints: 10, severe: 0, before: 0, cumulative: 36 },
  ])
  expect(rows.map(({ vital }) => vital)).toEqual([1, 1])
})

test('further values are put together with their counts, and blanks stand last', async () => {
  const counts: Count[] = ['a', 'b', 'c', 'd', 'e'].map((name, index) => [name, 'L1', 9 - index])
  const rows = await problems(contextOf([...counts, [null, 'L4', 9]], [['e', 'L1', 4]]), 3)
  expect(rows.map(({ kind, value, values, complaints, before }) => [kind, value, values, complaints, before])).toEqual([
    ['value', 'a', 1, 9, 0],
    ['value', 'b', 1, 8, 0],
    ['value', 'c', 1, 7, 0],
    ['rest', null, 2, 11, 4],
    ['unknown', null, 1, 9, 0],
  ])
  expect(rows.at(-1)?.vital).toBe(0)
})

test('a problem names its signal and the open actions aimed at it, alone or narrowed', async () => {
  const marts = {
    signal: [{ member: 'a', variation: 'concern' }],
    improvement_effect: [
      { improvement_id: 'G1', slice: 'category=a' },
      { improvement_id: 'G2', slice: 'region=x;category=a' },
      { improvement_id: 'G3', slice: 'category=ab' },
    ],
  }
  const rows = await problems(
    contextOf(
      [
        ['a', 'L1', 3],
        ['b', 'L1', 1],
      ],
      [],
      marts,
    ),
  )
  expect(rows.map(({ signal, actions }) => [signal, actions])).toEqual([
    ['concern', 'G1, G2'],
    [null, ''],
  ])
})

test('no complaints, no figure', async () => {
  const context = contextOf([], [])
  expect(await problemFigure(context, { dimension: 'category', most: 5, weights: WEIGHTS })).toBeNull()
  expect(context.book.figures).toEqual([])
})

test('weights are those that the analysis took', async () => {
  const rows = async () => [{ setting: '{"L4":20}' }]
  expect(await levelWeights({ rows } as unknown as FigureContext)).toEqual({ ...WEIGHTS, L4: 20 })
  expect(await levelWeights({ rows: async () => [] } as unknown as FigureContext)).toEqual(WEIGHTS)
})
