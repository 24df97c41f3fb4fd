import type { Statement } from '../../metrics/metric-query.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from './figure-context.ts'

export interface SignalOptions {
  readonly metrics: readonly string[]
  readonly most: number
}

/** The newest point of a control chart in the period that is a special cause: a row of `marts.signal`. */
export type SignalRow = {
  readonly metric: string
  readonly dimension: string | null
  readonly member: string | null
  readonly period_unit: string
  readonly period_from: string
  readonly period_to: string
  readonly metric_value: number | null
  readonly centre: number | null
  readonly lower_limit: number | null
  readonly upper_limit: number | null
  readonly stage: string
  readonly rules: string
  readonly variation: string
  readonly since: string | null
  readonly level_before: number | null
  readonly level_after: number | null
  /** How many charts have a signal in the period, whether or not it is listed. */
  readonly signals: number
}

/** The period's signals, concerns first, the strongest on top: of the metrics named, whole and by segment. */
export async function signalFigure(context: FigureContext, options: SignalOptions): Promise<Figure<SignalRow>> {
  const names = Object.fromEntries(options.metrics.map((metric, index) => [`metric_${index}`, metric]))
  const statement: Statement = {
    sql: signalSql(Object.keys(names)),
    parameters: { ...names, from: context.period.start, to: context.period.end, most: options.most },
  }
  return context.book.add({ figure: 'signal_list' }, await context.rows<SignalRow>(statement), [statement])
}

function signalSql(names: readonly string[]): string {
  return `with newest as (
    select *
    from marts.signal
    where metric in (${names.map((name) => `$${name}`).join(', ')})
        and variation not in ('common', 'unknown')
        and period_to between cast($from as date) and cast($to as date)
    qualify row_number() over (partition by metric, dimension, member order by period_to desc) = 1
)

select metric, dimension, member, period_unit,
    cast(period_from as varchar) as period_from, cast(period_to as varchar) as period_to,
    metric_value, centre, lower_limit, upper_limit, stage, rules, variation,
    cast(since as varchar) as since, level_before, level_after,
    count(*) over () as signals
from newest
order by case variation when 'concern' then 0 when 'improvement' then 2 else 1 end,
    strength desc nulls last, metric, dimension nulls first, member
limit cast($most as integer)`
}
