import type { DuckDBConnection } from '@duckdb/node-api'
import type { MetricAnswer } from '../metrics/answer-metrics.ts'
import type { MetricQuery } from '../metrics/metric-query.ts'
import { answersHeld } from '../warehouse/missing-column.ts'
import type { SnapshotRun } from '../warehouse/snapshot.ts'

/** How a query is answered: `answerMetrics`, or something that gives the same rows. */
export type AnswerQuery = (snapshot: DuckDBConnection, run: SnapshotRun, query: MetricQuery) => Promise<MetricAnswer>

/**
 * Answers those metrics of a query that a snapshot can answer, and names the others: a snapshot that was published
 * before a metric came with a column of its own does not have that column. Throws as `ask` otherwise.
 */
export async function answerFromSnapshot(
  snapshot: DuckDBConnection,
  run: SnapshotRun,
  query: MetricQuery,
  ask: AnswerQuery,
): Promise<{ answer: MetricAnswer; absent: string[] }> {
  const answerTo = (metrics: readonly string[]) => ask(snapshot, run, { ...query, metrics })
  const { answers, absent } = await answersHeld(query.metrics, answerTo)
  const [whole, ...others] = answers
  if (whole !== undefined && others.length + absent.length === 0) return { answer: whole, absent }
  return { answer: await answerTo(query.metrics.filter((metric) => !absent.includes(metric))), absent }
}
