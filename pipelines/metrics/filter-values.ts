import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { likeNames } from '../core/like-names.ts'
import { LOCALES } from '../core/locale.ts'
import { identifier, queryRows } from '../warehouse/query.ts'
import { componentsOf, metricDefinition } from './catalogue.ts'
import { codeLabels, valueLabel } from './labels.ts'
import { canonicalValue, checkDimension, type MetricQuery } from './metric-query.ts'
import { UNKNOWN } from './unknown-value.ts'

type Filters = NonNullable<MetricQuery['where']>

/**
 * Filters as codes, each of which exists: a code, its label in any language, or a value that the facts hold. A count of 0
 * for a value that nobody ever had would look like an answer. Throws HY-M-001/002/007.
 */
export async function knownFilters(
  connection: DuckDBConnection,
  { metrics, where = {} }: Pick<MetricQuery, 'metrics' | 'where'>,
): Promise<Filters> {
  const components = metrics.map(metricDefinition).flatMap(componentsOf)
  const filters: Record<string, string[]> = {}
  for (const [dimension, values] of Object.entries(where)) {
    for (const component of components) checkDimension(dimension, component)
    const facts = [...new Set(components.map(({ fact }) => fact))]
    const held = await valuesOf(connection, dimension, facts)
    filters[dimension] = values.map((value) => knownValue(dimension, value, held))
  }
  return filters
}

function knownValue(dimension: string, value: string, held: readonly string[]): string {
  const isSpecial = (code: string | null) => LOCALES.some((locale) => valueLabel(locale, dimension, code) === value)
  if (value === UNKNOWN || isSpecial(null)) return UNKNOWN
  if (isSpecial('unmapped')) return 'unmapped'
  const canonical = canonicalValue(dimension, value)
  const codes = Object.keys(codeLabels('en', dimension))
  if (codes.includes(canonical) || held.includes(canonical)) return canonical
  const labels = (code: string) => LOCALES.map((locale) => codeLabels(locale, dimension)[code] ?? code)
  const known = [...new Set([...codes, ...held])]
  throw new HuiyinError('HY-M-007', { dimension, value, expected: likeNames(value, known, labels) || '—' })
}

async function valuesOf(connection: DuckDBConnection, dimension: string, facts: readonly string[]): Promise<string[]> {
  const column = identifier(dimension)
  const rows = await queryRows<{ value: string }>(
    connection,
    facts
      .map((fact) => `select cast(${column} as varchar) as value from facts.${fact} where ${column} is not null`)
      .join('\nunion\n'),
  )
  return rows.map(({ value }) => value)
}
