import { identifier } from '../warehouse/query.ts'
import { dimensionCatalogue } from './catalogue.ts'
import { filterOf, type MetricQuery, type Statement } from './metric-query.ts'

/** What `filterOf` needs to know of the fact that holds the exposure. */
const ACTIVITY = { metric: 'exposure', fact: 'activity' } as const

/** The dimensions of a query by which the exposure is known; the others are compared with the exposure of all. */
export function exposureDimensions(query: MetricQuery): string[] {
  return (query.by ?? []).filter(isKnown)
}

/**
 * Exposure by period and by the dimensions that facts.activity has, each row spread evenly over its days so that months
 * can be set against weeks: columns `period`, the dimensions, `exposure`.
 */
export function exposureStatement(column: string, query: MetricQuery, from: string, to: string): Statement {
  const where = Object.fromEntries(Object.entries(query.where ?? {}).filter(([name]) => isKnown(name)))
  const filter = filterOf({ metrics: query.metrics, where }, ACTIVITY)
  const dimensions = exposureDimensions(query).map(identifier)
  const unit = query.period
  const keys = [...(unit === undefined ? [] : [`cast(date_trunc('${unit}', day) as date) as period`]), ...dimensions]
  const positions = keys.map((_key, index) => index + 1).join(', ')
  const share = `cast(${identifier(column)} as double) / (period_end_on - period_start_on + 1)`
  const days = `cast(unnest(generate_series(period_start_on, period_end_on, interval '1' day)) as date) as day`
  const sql = [
    `select ${[...keys, 'round(sum(exposure), 6) as exposure'].join(',\n    ')}`,
    'from (',
    `    select ${[...dimensions, days, `${share} as exposure`].join(', ')}`,
    '    from facts.activity',
    `    where ${[`period_end_on >= period_start_on and ${identifier(column)} is not null`, ...filter.conditions].join(' and ')}`,
    ') as daily',
    'where day between cast($from as date) and cast($to as date)',
    ...(keys.length === 0 ? [] : [`group by ${positions}`, `order by ${positions}`]),
  ].join('\n')
  return { sql, parameters: { ...filter.parameters, from, to } }
}

function isKnown(dimension: string): boolean {
  return dimensionCatalogue().get(dimension)?.facts.includes('activity') === true
}
