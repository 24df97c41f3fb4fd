import type { FactMetric } from './catalogue.ts'
import { dimensionKeys, filterOf, type MetricQuery, periodKey, type Statement } from './metric-query.ts'

export type SurvivalMetric = FactMetric & { kind: 'survival' }

/** Metrics that one statement answers: the same cases, times and ends. */
export function survivalKey({ fact, period_by, where, time, event }: SurvivalMetric): string {
  return JSON.stringify([fact, period_by, where, time, event])
}

/**
 * Cases counted at distinct durations, from which a Kaplan–Meier curve is drawn: columns `period`, the dimensions,
 * `duration` (full minutes), `ended`, `still_open`.
 */
export function survivalStatement(definition: SurvivalMetric, query: MetricQuery, from: string, to: string): Statement {
  const filter = filterOf(query, definition)
  const keys = [...periodKey(definition.period_by, query.period), ...dimensionKeys(query, definition)]
  const positions = [...keys, 'duration'].map((_key, index) => index + 1).join(', ')
  const conditions = [
    `${definition.period_by} between cast($from as date) and cast($to as date)`,
    `${definition.time} is not null`,
    `(${definition.event}) is not null`,
    ...(definition.where === undefined ? [] : [`(${definition.where})`]),
    ...filter.conditions,
  ]
  const columns = [
    ...keys,
    `${fullMinutes(definition.time)} as duration`,
    `count(*) filter (where ${definition.event}) as ended`,
    `count(*) filter (where not (${definition.event})) as still_open`,
  ]
  const sql = [
    `select ${columns.join(',\n    ')}`,
    `from facts.${definition.fact}`,
    `where ${conditions.join('\n    and ')}`,
    `group by ${positions}`,
    `order by ${positions}`,
  ].join('\n')
  return { sql, parameters: { ...filter.parameters, from, to } }
}

/** SQL of the full minutes of a number of hours, so that exactly 24 h is within 24 h and a second more is not. */
export function fullMinutes(hours: string): string {
  return `cast(ceil(${hours} * 60 - 1e-6) as bigint)`
}
