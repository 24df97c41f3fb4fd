import type { DuckDBConnection } from '@duckdb/node-api'
import { queryRows } from '../warehouse/query.ts'
import type { SnapshotRun } from '../warehouse/snapshot.ts'
import { answerMetrics, type MetricAnswer, queryRange } from './answer-metrics.ts'
import { type FactMetric, metricDefinition } from './catalogue.ts'
import { type Cells, type Slices, slicesOf } from './fact-parts.ts'
import type { MetricQuery, Statement } from './metric-query.ts'
import { metricRows } from './metric-rows.ts'
import { localDay } from './periods.ts'
import { slicesStatement } from './slices-statement.ts'

/**
 * Answers a query once for each list of dimensions, as `answerMetrics` would one after the other; metrics that are sums
 * over the rows of a fact are read in one scan for all slices. Throws what `answerMetrics` throws.
 */
export async function answerSlices(
  connection: DuckDBConnection,
  run: SnapshotRun,
  query: MetricQuery,
  slices: readonly (readonly string[])[],
): Promise<MetricAnswer[]> {
  const definitions = query.metrics.map(metricDefinition)
  const scanned = definitions.filter(isScanned)
  const others = query.metrics.filter((name) => !scanned.some(({ metric }) => metric === name))
  const range = await queryRange(connection, run, query)
  const full = { ...query, ...range }
  const found = await scan(connection, scanned, full, slices)
  const today = localDay(new Date(run.asOf), run.timezone)
  const answers: MetricAnswer[] = []
  for (const [index, by] of slices.entries()) {
    const own = { ...full, by }
    const rest = others.length === 0 ? undefined : await answerMetrics(connection, run, { ...own, metrics: others })
    const answered = { slices: found.slices[index] ?? new Map(), exposures: new Map(), query: own, range, today }
    const rows = new Map(scanned.map((definition) => [definition.metric, metricRows(definition, answered)]))
    answers.push({
      runId: run.runId,
      asOf: run.asOf,
      ...range,
      rows: query.metrics.flatMap((name) => rows.get(name) ?? rest?.rows.filter(({ metric }) => metric === name) ?? []),
      statements: [...found.statements, ...(rest?.statements ?? [])],
    })
  }
  return answers
}

/** Metrics that one scan of their fact can answer for any slices. */
function isScanned(definition: ReturnType<typeof metricDefinition>): definition is FactMetric {
  return !['stock', 'survival', 'rate', 'ratio'].includes(definition.kind)
}

async function scan(
  connection: DuckDBConnection,
  definitions: readonly FactMetric[],
  query: MetricQuery & { from: string; to: string },
  slices: readonly (readonly string[])[],
): Promise<{ slices: Map<string, Slices>[]; statements: Statement[] }> {
  const found = slices.map(() => new Map<string, Slices>())
  const statements: Statement[] = []
  const groups = Map.groupBy(definitions, ({ fact, period_by }) => `${fact}.${period_by}`)
  for (const group of groups.values()) {
    const { markers, ...statement } = slicesStatement(group, query, slices, query.from, query.to)
    statements.push(statement)
    const rows = await plainRows(connection, statement, slices.flat(), query.period !== undefined)
    for (const [index, by] of slices.entries()) {
      const own = rows.filter((row) => Number(row['slice']) === markers[index])
      for (const [position, definition] of group.entries())
        found[index]?.set(definition.metric, slicesOf(definition, position, own, by))
    }
  }
  return { slices: found, statements }
}

function plainRows(
  connection: DuckDBConnection,
  { sql, parameters }: Statement,
  dimensions: readonly string[],
  hasPeriod: boolean,
): Promise<Cells[]> {
  const casts = [
    ...(hasPeriod ? ['cast(period as varchar) as period'] : []),
    ...[...new Set(dimensions)].map((name) => `cast("${name}" as varchar) as "${name}"`),
  ]
  const order = ['slice', ...(hasPeriod ? ['period'] : []), ...new Set(dimensions)].map((name) => `"${name}"`)
  const textual = casts.length === 0 ? sql : `select * replace (${casts.join(', ')}) from (${sql}) as answer`
  return queryRows<Cells>(connection, `${textual} order by ${order.join(', ')}`, parameters, 'slices')
}
