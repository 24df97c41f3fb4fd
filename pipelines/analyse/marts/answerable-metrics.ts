import type { DuckDBConnection } from '@duckdb/node-api'
import { componentsOf, type MetricDefinition } from '../../metrics/catalogue.ts'
import { queryRows } from '../../warehouse/query.ts'
import { readSqlFolder } from '../../warehouse/sql-file.ts'

/** The metrics whose facts have rows. */
export async function answerableMetrics(
  connection: DuckDBConnection,
  definitions: readonly MetricDefinition[],
): Promise<MetricDefinition[]> {
  const filled = new Set<string>()
  for (const { name } of readSqlFolder('2_facts')) {
    const [row] = await queryRows(connection, `select 1 from ${name} limit 1`)
    if (row !== undefined) filled.add(name.replace('facts.', ''))
  }
  return definitions.filter(
    (definition) =>
      componentsOf(definition).every(({ fact }) => filled.has(fact)) &&
      (definition.kind !== 'rate' || filled.has('activity')),
  )
}
