import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { answerMetrics, type MetricAnswer } from '../metrics/answer-metrics.ts'
import type { MetricQuery } from '../metrics/metric-query.ts'
import type { SnapshotRun } from '../warehouse/snapshot.ts'

/**
 * Answers those metrics of a query that a snapshot can answer, and names the others: a snapshot that was published
 * before a metric came with a column of its own does not have that column. Throws as `answerMetrics` otherwise.
 */
export async function answerFromSnapshot(
  snapshot: DuckDBConnection,
  run: SnapshotRun,
  query: MetricQuery,
): Promise<{ answer: MetricAnswer; absent: string[] }> {
  const whole = await answerUnlessAbsent(snapshot, run, query)
  if (whole !== undefined) return { answer: whole, absent: [] }
  const absent: string[] = []
  for (const metric of query.metrics) {
    const answer = await answerUnlessAbsent(snapshot, run, { ...query, metrics: [metric] })
    if (answer === undefined) absent.push(metric)
  }
  const metrics = query.metrics.filter((metric) => !absent.includes(metric))
  return { answer: await answerMetrics(snapshot, run, { ...query, metrics }), absent }
}

async function answerUnlessAbsent(
  snapshot: DuckDBConnection,
  run: SnapshotRun,
  query: MetricQuery,
): Promise<MetricAnswer | undefined> {
  return await answerMetrics(snapshot, run, query).catch((error: unknown) => {
    if (error instanceof HuiyinError && error.code === 'HY-W-002' && namesNoColumn(error)) return undefined
    throw error
  })
}

/** DuckDB's own words for a column that is not there. */
function namesNoColumn({ details }: HuiyinError): boolean {
  return /^Binder Error: Referenced column/.test(String(details['reason']))
}
