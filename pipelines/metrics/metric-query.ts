import { HuiyinError } from '../core/errors.ts'
import { likeNames } from '../core/like-names.ts'
import { LOCALES } from '../core/locale.ts'
import { identifier, type Parameters } from '../warehouse/query.ts'
import { dimensionCatalogue, type FactMetric } from './catalogue.ts'
import { codeLabels, dimensionTitle } from './labels.ts'
import { partsOf } from './metric-parts.ts'
import type { PeriodUnit } from './periods.ts'
import { UNKNOWN } from './unknown-value.ts'

/** What to compute: metrics of the catalogue, sliced and filtered; days are local, `from` and `to` both inside. */
export interface MetricQuery {
  readonly metrics: readonly string[]
  readonly by?: readonly string[]
  readonly period?: PeriodUnit | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Dimension → values, any of which may hold; `unknown` stands for a blank. Codes or their labels in any language. */
  readonly where?: Readonly<Record<string, readonly string[]>>
}

/** A fact, and the metric that asks for it, for messages. */
export type SlicedFact = Pick<FactMetric, 'metric' | 'fact'>

export interface Statement {
  readonly sql: string
  readonly parameters: Parameters
}

/**
 * One aggregate query for metrics that share fact and period column: columns `period`, the dimensions in their order,
 * then `m<i>_a`, `m<i>_b`, `m<i>_c` for the i-th metric (see `partsOf`).
 */
export function aggregateStatement(
  definitions: readonly FactMetric[],
  query: MetricQuery,
  from: string,
  to: string,
): Statement {
  const [first] = definitions
  if (first === undefined) throw new RangeError('no metric')
  const filter = filterOf(query, first)
  const keys = [...periodKey(first.period_by, query.period), ...dimensionKeys(query, first)]
  const parts = definitions.flatMap((definition, index) =>
    partsOf(definition).map((sql, part) => `${sql} as m${index}_${'abc'[part]}`),
  )
  const positions = keys.map((_key, index) => index + 1).join(', ')
  const sql = [
    `select ${[...keys, ...parts].join(',\n    ')}`,
    `from facts.${first.fact}`,
    `where ${[`${first.period_by} between cast($from as date) and cast($to as date)`, ...filter.conditions].join('\n    and ')}`,
    ...(keys.length === 0 ? [] : [`group by ${positions}`, `order by ${positions}`]),
  ].join('\n')
  return { sql, parameters: { ...filter.parameters, from, to } }
}

/**
 * For a stock: how much enters and leaves by period up to `to`; the level at a period's end is the running sum.
 * Columns: `period` (null before `from`), the dimensions, `m0_a` (net change), `m0_b` (rows that entered), `m0_c` (rows
 * that there are, whether or not the metric can tell their state).
 */
export function stockStatement(
  definition: FactMetric & { kind: 'stock' },
  query: MetricQuery,
  from: string,
  to: string,
): Statement {
  const filter = filterOf(query, definition)
  const dimensions = dimensionKeys(query, definition)
  const unit = query.period ?? 'day'
  const until = (column: string) => `${column} <= cast($to as date)`
  const scope = definition.where === undefined ? [] : [`(${definition.where})`]
  const branch = (period: string, parts: string, conditions: readonly string[]) =>
    [
      `select ${[`${period} as period`, ...dimensions, parts].join(', ')}`,
      `from facts.${definition.fact}`,
      `where ${[...conditions, ...filter.conditions].join(' and ')}`,
    ].join('\n')
  const within = (column: string) =>
    `case when ${column} >= cast($from as date) then cast(date_trunc('${unit}', ${column}) as date) end`
  const keys = ['period', ...dimensions]
  const positions = keys.map((_key, index) => index + 1).join(', ')
  const sql = [
    'with moves as (',
    branch(within(definition.enters), '1 as change, 1 as known, 0 as seen', [until(definition.enters), ...scope]),
    'union all',
    branch(within(definition.leaves), '-1 as change, 0 as known, 0 as seen', [until(definition.leaves), ...scope]),
    'union all',
    branch('cast(null as date)', '0 as change, 0 as known, 1 as seen', [until(definition.enters)]),
    ')',
    `select ${[...keys, 'sum(change) as m0_a', 'sum(known) as m0_b', 'sum(seen) as m0_c'].join(', ')}`,
    'from moves',
    `group by ${positions}`,
    `order by ${positions}`,
  ].join('\n')
  return { sql, parameters: { ...filter.parameters, from, to } }
}

export function periodKey(column: string, unit: PeriodUnit | undefined): string[] {
  return unit === undefined ? [] : [`cast(date_trunc('${unit}', ${column}) as date) as period`]
}

export function dimensionKeys(query: MetricQuery, definition: SlicedFact): string[] {
  return (query.by ?? []).map((name) => identifier(checkDimension(name, definition)))
}

export function filterOf(
  query: MetricQuery,
  definition: SlicedFact,
): { conditions: string[]; parameters: Record<string, string> } {
  const conditions: string[] = []
  const parameters: Record<string, string> = {}
  for (const [name, values] of Object.entries(query.where ?? {})) {
    if (values.length === 0) continue
    const column = identifier(checkDimension(name, definition))
    const tests = values.map((value, index) => {
      if (value === UNKNOWN) return `${column} is null`
      const parameter = `where_${name}_${index}`
      parameters[parameter] = canonicalValue(name, value)
      return `cast(${column} as varchar) = $${parameter}`
    })
    conditions.push(`(${tests.join(' or ')})`)
  }
  return { conditions, parameters }
}

/** The name, where the metric's fact has such a dimension. Throws HY-M-002, naming those that come closest. */
export function checkDimension(name: string, definition: SlicedFact): string {
  const dimension = dimensionCatalogue().get(name)
  if (dimension?.facts.includes(definition.fact) !== true) {
    const fitting = [...dimensionCatalogue().values()].filter((item) => item.facts.includes(definition.fact))
    const names = fitting.map((item) => item.name)
    const titles = (item: string) => LOCALES.map((locale) => dimensionTitle(locale, item))
    throw new HuiyinError('HY-M-002', {
      dimension: name,
      metric: definition.metric,
      expected: likeNames(name, names, titles),
    })
  }
  return name
}

/** A label of a code, in any language, as the code; everything else as it is. */
export function canonicalValue(dimension: string, value: string): string {
  for (const locale of LOCALES) {
    for (const [code, label] of Object.entries(codeLabels(locale, dimension))) if (label === value) return code
  }
  return value
}
