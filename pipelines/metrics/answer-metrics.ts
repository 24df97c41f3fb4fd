import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { localised } from '../core/localised.ts'
import { queryRows } from '../warehouse/query.ts'
import type { SnapshotRun } from '../warehouse/snapshot.ts'
import { componentsOf, type FactMetric, metricDefinition } from './catalogue.ts'
import { type DayRange, exposureParts, factParts } from './fact-parts.ts'
import type { MetricQuery, Statement } from './metric-query.ts'
import type { MetricRow } from './metric-row.ts'
import { type Answered, answeredPeriods, metricRows } from './metric-rows.ts'
import { checkDay, localDay, periodOf, periodsBetween } from './periods.ts'

export interface MetricAnswer {
  readonly runId: string
  readonly asOf: string
  readonly from: string
  readonly to: string
  readonly rows: readonly MetricRow[]
  /** The statements that gave the numbers, for the appendix of a report. */
  readonly statements: readonly Statement[]
}

const MOST_DIMENSIONS = 3
const MOST_PERIODS = 5000

/**
 * Answers a query from a published snapshot: the one way in which report, dashboard and extracts get their numbers.
 * Rows come by metric in the order asked for, then by dimension values, then by period; a period without data is a row
 * of its own (0 for a count, null for a share). Throws HY-M-001/002/003 where the query is wrong.
 */
export async function answerMetrics(
  connection: DuckDBConnection,
  run: SnapshotRun,
  query: MetricQuery,
): Promise<MetricAnswer> {
  const dimensions = query.by ?? []
  if (dimensions.length > MOST_DIMENSIONS)
    throw new HuiyinError('HY-M-003', {
      option: '--by',
      got: dimensions.join(', '),
      expected: localised('core', 'expected.dimensions', { most: MOST_DIMENSIONS }),
    })
  const definitions = query.metrics.map(metricDefinition)
  const components = new Map(definitions.flatMap(componentsOf).map((component) => [component.metric, component]))
  const range = await queryRange(connection, run, query)
  const { slices, statements } = await factParts(connection, [...components.values()], query, range)
  const exposures = new Map<string, Awaited<ReturnType<typeof exposureParts>>>()
  for (const definition of definitions) {
    if (definition.kind !== 'rate' || exposures.has(definition.exposure)) continue
    exposures.set(definition.exposure, await exposureParts(connection, definition.exposure, query, range))
  }
  const answered: Answered = {
    slices,
    exposures: new Map([...exposures].map(([column, exposure]) => [column, exposure.slices])),
    query,
    range,
    periods: answeredPeriods(query, range),
    today: localDay(new Date(run.asOf), run.timezone),
  }
  return {
    runId: run.runId,
    asOf: run.asOf,
    ...range,
    rows: definitions.flatMap((definition) => metricRows(definition, answered)),
    statements: [...statements, ...[...exposures.values()].map(({ statement }) => statement)],
  }
}

/** The days asked for, or from the first day of the data to the day of the as-of. Throws HY-M-003. */
export async function queryRange(
  connection: DuckDBConnection,
  run: SnapshotRun,
  query: MetricQuery,
): Promise<DayRange> {
  const definitions = query.metrics.map(metricDefinition).flatMap(componentsOf)
  const to = query.to === undefined ? localDay(new Date(run.asOf), run.timezone) : checkDay(query.to, '--to')
  const from = query.from === undefined ? await firstDay(connection, definitions, to) : checkDay(query.from, '--from')
  if (from > to)
    throw new HuiyinError('HY-M-003', {
      option: '--from',
      got: from,
      expected: localised('core', 'expected.not_after', { to }),
    })
  if (query.period !== undefined && periodsBetween(from, to, query.period).length > MOST_PERIODS) {
    const expected = localised('core', 'expected.periods', { most: MOST_PERIODS })
    throw new HuiyinError('HY-M-003', { option: '--period', got: query.period, expected })
  }
  return {
    from: query.period === undefined || query.from !== undefined ? from : periodOf(from, query.period).start,
    to,
  }
}

async function firstDay(
  connection: DuckDBConnection,
  definitions: readonly FactMetric[],
  fallback: string,
): Promise<string> {
  const sources = new Set(
    definitions.map((definition) => `select min(${definition.period_by}) as day from facts.${definition.fact}`),
  )
  if (sources.size === 0) return fallback
  const [row] = await queryRows<{ day: string | null }>(
    connection,
    `select cast(min(day) as varchar) as day from (${[...sources].join(' union all ')}) as days`,
  )
  return row?.day == null || row.day > fallback ? fallback : row.day
}
