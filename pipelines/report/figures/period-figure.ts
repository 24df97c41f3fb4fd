import type { Figure } from '../figure.ts'
import { periodBefore } from '../report-period.ts'
import type { FigureContext } from './figure-context.ts'
import { type MetricCells, metricCells } from './metric-cells.ts'

export interface PeriodOptions {
  readonly periods: number
  readonly metrics: readonly string[]
}

/** Metrics by period, the last of which is the report's: rows by metric, then oldest period first. */
export async function periodFigure(context: FigureContext, options: PeriodOptions): Promise<Figure<MetricCells>> {
  const { unit, end } = context.period
  const first = periodBefore(context.period, options.periods - 1)
  const answer = await context.metrics({ metrics: options.metrics, period: unit, from: first.start, to: end })
  return context.book.add({ figure: 'by_period' }, answer.rows.map(metricCells), [answer.statements])
}
