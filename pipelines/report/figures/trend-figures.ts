import { componentsOf, metricDefinition } from '../../metrics/catalogue.ts'
import type { Figure } from '../figure.ts'
import { type FigureContext, periodsBefore } from './figure-context.ts'
import { type MetricCells, metricCells } from './metric-cells.ts'
import { type Missing, missingReason } from './missing-reason.ts'

/** One metric by period, oldest first; the last row is the report's own. */
export interface Trend {
  readonly metric: string
  /** Null where fewer than two periods have a number that may be drawn. */
  readonly figure: Figure<MetricCells> | null
  readonly missing: Missing | null
}

export async function trendFigures(
  context: FigureContext,
  options: { readonly periods: number; readonly metrics: readonly string[] },
): Promise<Trend[]> {
  const from = periodsBefore(context, context.period, options.periods - 1)?.from ?? context.period.start
  const { metrics } = options
  const answer = await context.metrics({ metrics, period: context.period.unit, from, to: context.period.end })
  return metrics.map((metric) => {
    const rows = answer.rows.filter((row) => row.metric === metric).map(metricCells)
    const last = rows.at(-1)
    const missing = last === undefined ? null : missingReason(context, last)
    const isKnown = missing !== 'no_resolution' && rows.filter(isDrawn).length > 1
    if (!isKnown) return { metric, figure: null, missing }
    const facts = componentsOf(metricDefinition(metric)).map(({ fact }) => `from facts.${fact}\n`)
    const statements = answer.statements.filter(({ sql }) => facts.some((from) => sql.includes(from)))
    return { metric, figure: context.book.add({ figure: 'trend', metric }, rows, statements), missing }
  })
}

/** Numbers from too few cases are not drawn, so that nobody reads a pattern into them. */
export function isDrawn(cells: MetricCells): boolean {
  return cells.value !== null && cells.tier !== 'none' && cells.tier !== 'too_few'
}
