import type { DuckDBConnection } from '@duckdb/node-api'
import { dimensionCatalogue, type FactMetric, QUESTIONS } from '../../metrics/catalogue.ts'
import { identifier, queryRows } from '../../warehouse/query.ts'

/** What a case runs through as it ages: recent cases differ in it from older ones whatever happened. */
const AGEING = ['age_bucket', 'process_stage', 'status', 'improvement_status']

/** The dimensions of a fact that tell its rows apart, in the order of the six questions. */
export function dimensionsOf(fact: FactMetric['fact']): string[] {
  return [...dimensionCatalogue().values()]
    .filter(({ name, facts }) => facts.includes(fact) && !AGEING.includes(name))
    .sort((a, b) => QUESTIONS.indexOf(a.question) - QUESTIONS.indexOf(b.question))
    .map(({ name }) => name)
}

/** Rows that members are counted in at most, evenly spaced: a member that none of them has is not followed. */
const MOST_COUNTED = 400_000

/** About how many members each dimension of a fact has, the unknown counted as one: exact where they are few. */
export async function memberCounts(
  connection: DuckDBConnection,
  fact: FactMetric['fact'],
  dimensions: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (dimensions.length === 0) return new Map()
  const counts = dimensions.map(
    (name) => `approx_count_distinct(coalesce(cast(${identifier(name)} as varchar), '')) as ${identifier(name)}`,
  )
  const [size] = await queryRows<{ n: number }>(connection, `select count(*) as n from facts.${fact}`)
  const step = Math.ceil((size?.n ?? 0) / MOST_COUNTED)
  const [row] = await queryRows<Record<string, number>>(
    connection,
    `select ${counts.join(', ')} from facts.${fact} ${step > 1 ? `where rowid % ${step} = 0` : ''}`,
  )
  return new Map(dimensions.map((name) => [name, row?.[name] ?? 0]))
}
