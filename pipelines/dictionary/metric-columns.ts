import type { DuckDBConnection } from '@duckdb/node-api'
import { componentsOf, type FactMetric, type MetricDefinition } from '../metrics/catalogue.ts'
import { columnRefs, selectTree } from './select-tree.ts'

/** Keys of a definition that hold an expression on the fact, or a column of it. */
const EXPRESSIONS: readonly string[] = [
  'period_by',
  'where',
  'known',
  'value',
  'numerator',
  'denominator',
  'pending',
  'positive',
  'negative',
  'time',
  'event',
  'enters',
  'leaves',
]

/** The columns of facts, as `facts.complaint.level`, that a metric is computed from, in the order of their names. */
export async function metricColumns(connection: DuckDBConnection, definition: MetricDefinition): Promise<string[]> {
  const columns = new Set<string>()
  for (const component of componentsOf(definition)) {
    const sql = `select ${expressionsOf(component).join(', ')}`
    const tree = await selectTree(connection, sql, `3_metrics/${component.metric}.yaml`)
    for (const parts of columnRefs(tree.select_list)) columns.add(`facts.${component.fact}.${parts.at(-1)}`)
  }
  if (definition.kind === 'rate') columns.add(`facts.activity.${definition.exposure}`)
  return [...columns].sort()
}

/** The formula as the definition states it: `key: expression`, a line each. */
export function metricFormula(definition: MetricDefinition): string[] {
  if (definition.kind === 'rate') return [`${definition.events} / ${definition.exposure} × ${definition.per}`]
  if (definition.kind === 'ratio') return [`${definition.over} / ${definition.under}`]
  const entries: Readonly<Record<string, unknown>> = definition
  return EXPRESSIONS.filter((key) => entries[key] !== undefined).map((key) => `${key}: ${entries[key]}`)
}

function expressionsOf(definition: FactMetric): string[] {
  const entries: Readonly<Record<string, unknown>> = definition
  return EXPRESSIONS.flatMap((key) => (typeof entries[key] === 'string' ? [`(${entries[key]})`] : []))
}
