import { componentsOf, metricDefinition } from '../../metrics/catalogue.ts'
import type { Figure } from '../figure.ts'
import { type ControlRow, controlFigure } from './control-figure.ts'
import { type FigureContext, periodsBefore } from './figure-context.ts'
import { type MetricCells, metricCells } from './metric-cells.ts'
import { type Missing, missingReason } from './missing-reason.ts'

/** One metric by period, oldest first; the last row is the report's own. */
export interface Trend {
  readonly metric: string
  /** With limits, where the analysis has them. */
  readonly control: Figure<ControlRow> | null
  /** Without; null where there is a control chart, and where fewer than two periods have a number that may be drawn. */
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
  const trends: Trend[] = []
  for (const metric of metrics) {
    const rows = answer.rows.filter((row) => row.metric === metric).map(metricCells)
    const last = rows.at(-1)
    const missing = last === undefined ? null : missingReason(context, last)
    const shown = new Set(rows.filter(({ value }) => value !== null).map((row) => row.from))
    const isShown = (from: string) => !context.definition.is_outward || shown.has(from)
    const control = missing === 'no_resolution' ? null : await controlFigure(context, metric, options.periods, isShown)
    const isKnown = missing !== 'no_resolution' && rows.filter(isDrawn).length > 1
    if (control !== null || !isKnown) {
      trends.push({ metric, control, figure: null, missing })
      continue
    }
    const facts = componentsOf(metricDefinition(metric)).map(({ fact }) => `from facts.${fact}\n`)
    const statements = answer.statements.filter(({ sql }) => facts.some((fact) => sql.includes(fact)))
    const figure = context.book.add({ figure: 'trend', metric }, rows, statements)
    trends.push({ metric, control, figure, missing })
  }
  return trends
}

/** Numbers from too few cases are not drawn, so that nobody reads a pattern into them. */
export function isDrawn(cells: MetricCells): boolean {
  return cells.value !== null && cells.tier !== 'none' && cells.tier !== 'too_few'
}
