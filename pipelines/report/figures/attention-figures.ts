import type { Statement } from '../../metrics/metric-query.ts'
import type { Figure } from '../figure.ts'
import { CONTROL_COLUMNS, type ControlRow, chartedSlice } from './control-figure.ts'
import type { FigureContext } from './figure-context.ts'
import { type MetricCells, metricCells } from './metric-cells.ts'

/** The newest settled point of a chart that is part of a signal. */
export type SignalRow = ControlRow & { readonly strength: number | null }

export interface SignalOptions {
  readonly metrics: readonly string[]
  /** Signals for the worse that are listed; of the others a third as many each. */
  readonly most: number
}

/**
 * The charts whose newest point within the report's period is special cause, those for the worse first, the strongest
 * on top. Null where no chart has limits to judge by. An outward copy leaves out points of counts below 5 or shares of fewer
 * than 30.
 */
export async function signalFigure(context: FigureContext, options: SignalOptions): Promise<Figure<SignalRow> | null> {
  const slice = chartedSlice(context)
  if (slice === 'none') return null
  const names = Object.fromEntries(options.metrics.map((metric, index) => [`metric_${index}`, metric]))
  const parameters = { ...names, to: context.period.end, ...(slice ?? {}) }
  const newest = newestPoints(Object.keys(names), slice !== null, context.definition.is_outward)
  const judged: Statement = {
    sql: `${newest}\nselect count(*) as charts from newest where variation <> 'unknown'`,
    parameters,
  }
  const [{ charts } = { charts: 0 }] = await context.rows<{ charts: number }>(judged)
  if (charts === 0) return null
  const statement: Statement = {
    sql: `${newest}\n${SPECIAL}`,
    parameters: { ...parameters, most: options.most, most_others: Math.ceil(options.most / 3) },
  }
  return context.book.add({ figure: 'signals' }, await context.rows<SignalRow>(statement), [statement])
}

/** Numbers that hold at the as-of, such as what is overdue. */
export async function stateFigure(context: FigureContext, metrics: readonly string[]): Promise<Figure<MetricCells>> {
  const answer = await context.metrics({ metrics })
  return context.book.add({ figure: 'states' }, answer.rows.map(metricCells), [answer.statements])
}

function newestPoints(names: readonly string[], isSliced: boolean, isOutward: boolean): string {
  const slice = isSliced ? ['dimension = $dimension', 'member = $member'] : []
  const metrics = `metric in (${names.map((name) => `$${name}`).join(', ')})`
  const enough = isOutward ? ['coalesce(denominator, 6 * metric_value) >= 30'] : []
  const conditions = [metrics, ...slice, ...enough, 'metric_value is not null', 'period_to <= cast($to as date)']
  return [
    'with newest as (',
    '    select *',
    '    from marts.signal',
    `    where ${conditions.join('\n        and ')}`,
    '    qualify row_number() over (partition by metric, dimension, member order by period_from desc) = 1',
    ')',
  ].join('\n')
}

const STRENGTH = 'strength desc nulls last, abs(sigmas) desc nulls last, signal_no'

const SPECIAL = `select
    ${CONTROL_COLUMNS.join(',\n    ')},
    strength
from newest
where variation in ('concern', 'improvement', 'high', 'low')
qualify row_number() over (partition by variation order by ${STRENGTH})
    <= case variation when 'concern' then cast($most as integer) else cast($most_others as integer) end
order by case variation when 'concern' then 0 when 'improvement' then 2 else 1 end, ${STRENGTH}`
