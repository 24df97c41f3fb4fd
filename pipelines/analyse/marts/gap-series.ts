import type { DuckDBConnection } from '@duckdb/node-api'
import { answerMetrics } from '../../metrics/answer-metrics.ts'
import type { MetricDefinition } from '../../metrics/catalogue.ts'
import { addDays, localDay } from '../../metrics/periods.ts'
import type { SnapshotRun } from '../../warehouse/snapshot.ts'
import { TRIAL_POINTS } from '../charts/choose-chart.ts'
import type { MetricSeries, SeriesPeriod } from './metric-series.ts'

/**
 * The days between the events of a rare count, one point an event, for a t chart (metric-spec M22): the day of the event,
 * and how many days it came after the one before. Null with too few events for limits, or for what is no count of events.
 */
export async function gapSeries(
  connection: DuckDBConnection,
  run: SnapshotRun,
  definition: MetricDefinition,
  from: string,
): Promise<MetricSeries | null> {
  const { metric, kind, settles_after_days: settles } = definition
  if (kind !== 'count' || settles === 'never') return null
  const to = addDays(localDay(new Date(run.asOf), run.timezone), -1 - settles)
  if (to < from) return null
  const { rows } = await answerMetrics(connection, run, { metrics: [metric], from, to, period: 'day' })
  const days = rows.flatMap(({ period, numerator }) =>
    period === null ? [] : Array.from({ length: numerator ?? 0 }, () => period),
  )
  const periods = days.slice(1).map((day, index) => gap(days[index] ?? day, day))
  if (periods.length < TRIAL_POINTS) return null
  return { definition, measure: 'gap', unit: 'day', dimension: null, member: null, hasAllMembers: true, periods }
}

function gap(previous: string, day: string): SeriesPeriod {
  const value = (Date.parse(day) - Date.parse(previous)) / 86_400_000
  return { period: day, periodTo: day, x: 1, n: null, value, isSetAside: false }
}
