import { expect, test } from 'vitest'
import { figureBook } from '../../../../pipelines/report/figure.ts'
import { type ControlRow, controlFigure } from '../../../../pipelines/report/figures/control-figure.ts'
import type { FigureContext } from '../../../../pipelines/report/figures/figure-context.ts'
import { periodHolding } from '../../../../pipelines/report/report-period.ts'

const DAYS = ['2025-12-22', '2025-12-29', '2026-01-05']
const VALUES = [40, 3, 50]

/** Points of a chart, the newest first, as the statement gives them. */
function contextOf(values: readonly (number | null)[]): FigureContext {
  const rows = values
    .map((value, index) => ({
      period_from: DAYS[index],
      metric_value: value,
      numerator: value,
      denominator: 60,
      lower_limit: 20,
      upper_limit: 60,
      rules: 'outside',
      centre: 41,
    }))
    .reverse()
  return {
    period: periodHolding('2026-01-05', 'week'),
    definition: { filters: { department: ['A'] } },
    book: figureBook(),
    rows: async () => rows,
  } as unknown as FigureContext
}

const shownOf = (rows: readonly ControlRow[] | undefined) => rows?.map(({ metric_value }) => metric_value)

test('what may not leave the department is blank, with limits that would tell it', async () => {
  const figure = await controlFigure(contextOf(VALUES), 'complaints_received', 12, (from) => from !== '2025-12-29')
  expect(shownOf(figure?.rows)).toEqual([40, null, 50])
  const [, blank] = figure?.rows ?? []
  expect(blank).toMatchObject({ numerator: null, denominator: null, lower_limit: null, upper_limit: null, rules: '' })
  expect(blank?.centre).toBe(41)
})

test('without two numbers that may be shown there is no chart', async () => {
  expect(await controlFigure(contextOf(VALUES), 'complaints_received', 12, (from) => from === '2026-01-05')).toBeNull()
})

test('without a rule about it all are shown, up to the last that no longer moves', async () => {
  const figure = await controlFigure(contextOf([40, 3, null]), 'complaints_received', 12)
  expect(shownOf(figure?.rows)).toEqual([40, 3])
})
