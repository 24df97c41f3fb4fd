import type { DuckDBConnection } from '@duckdb/node-api'
import { answerMetrics, type MetricAnswer } from '../metrics/answer-metrics.ts'
import type { MetricQuery } from '../metrics/metric-query.ts'
import { unlessColumnMissing } from '../warehouse/missing-column.ts'
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
  const answerTo = (asked: MetricQuery) => unlessColumnMissing(() => answerMetrics(snapshot, run, asked), undefined)
  const whole = await answerTo(query)
  if (whole !== undefined) return { answer: whole, absent: [] }
  const absent: string[] = []
  for (const metric of query.metrics) {
    const answer = await answerTo({ ...query, metrics: [metric] })
    if (answer === undefined) absent.push(metric)
  }
  const metrics = query.metrics.filter((metric) => !absent.includes(metric))
  return { answer: await answerMetrics(snapshot, run, { ...query, metrics }), absent }
}
