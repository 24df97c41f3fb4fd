import type { DuckDBConnection } from '@duckdb/node-api'
import { answerMetrics } from '../../metrics/answer-metrics.ts'
import { answerSlices } from '../../metrics/answer-slices.ts'
import { componentsOf, type MetricDefinition } from '../../metrics/catalogue.ts'
import type { MetricRow } from '../../metrics/metric-row.ts'
import { addDays, localDay, type PeriodUnit, periodOf } from '../../metrics/periods.ts'
import type { SnapshotRun } from '../../warehouse/snapshot.ts'
import type { ChartedPeriod } from '../charts/charted-series.ts'
import type { Measure } from '../charts/choose-chart.ts'
import { holdsSpringFestival } from '../charts/spring-festival.ts'

export interface SeriesPeriod extends ChartedPeriod {
  readonly periodTo: string
}

/** A metric over complete, settled periods: whole, or one member of a dimension. */
export interface MetricSeries {
  readonly definition: MetricDefinition
  readonly measure: Measure
  readonly unit: PeriodUnit
  readonly dimension: string | null
  /** Null for the whole, and for the unknown member of a dimension. */
  readonly member: string | null
  /** All members of the dimension were asked for, so that they add up to the whole. */
  readonly hasAllMembers: boolean
  readonly periods: readonly SeriesPeriod[]
}

export interface SeriesQuery {
  /** First day of the data: a period that began before it is not whole. */
  readonly from: string
  readonly unit: PeriodUnit
  readonly dimension?: string
  readonly members?: readonly string[] | undefined
  readonly where?: Readonly<Record<string, readonly string[]>>
  readonly festival: boolean
}

/** First day of the data of a metric, or the as-of where there are none. */
export async function firstDay(
  connection: DuckDBConnection,
  run: SnapshotRun,
  { metric }: MetricDefinition,
): Promise<string> {
  return (await answerMetrics(connection, run, { metrics: [metric] })).from
}

/** Series of metrics that share fact and period column. The first period falls out where the data begin inside it. */
export async function metricSeries(
  connection: DuckDBConnection,
  run: SnapshotRun,
  definitions: readonly MetricDefinition[],
  query: SeriesQuery,
): Promise<MetricSeries[]> {
  const { from, unit, dimension, members, where = {} } = query
  const asked = {
    metrics: definitions.map(({ metric }) => metric),
    from: periodOf(from, unit).start,
    period: unit,
    where: { ...where, ...(dimension === undefined || members === undefined ? {} : { [dimension]: members }) },
  }
  const [answer] = await answerSlices(connection, run, asked, [dimension === undefined ? [] : [dimension]])
  return seriesOf(answer?.rows ?? [], definitions, run, { ...query, hasAllMembers: members === undefined })
}

/** The same by each of several dimensions, with all their members, read in one scan. */
export async function slicedMetricSeries(
  connection: DuckDBConnection,
  run: SnapshotRun,
  definitions: readonly MetricDefinition[],
  query: Pick<SeriesQuery, 'from' | 'unit' | 'festival'>,
  dimensions: readonly string[],
): Promise<MetricSeries[]> {
  if (dimensions.length === 0) return []
  const { from, unit } = query
  const asked = {
    metrics: definitions.map(({ metric }) => metric),
    from: periodOf(from, unit).start,
    period: unit,
  }
  const slices = dimensions.map((name) => [name])
  const answers = await answerSlices(connection, run, asked, slices)
  return answers.flatMap(({ rows }, index) => {
    const dimension = dimensions[index]
    return dimension === undefined ? [] : seriesOf(rows, definitions, run, { ...query, dimension, hasAllMembers: true })
  })
}

function seriesOf(
  rows: readonly MetricRow[],
  definitions: readonly MetricDefinition[],
  run: SnapshotRun,
  { from, unit, dimension, festival, hasAllMembers }: SeriesQuery & { readonly hasAllMembers: boolean },
): MetricSeries[] {
  const today = localDay(new Date(run.asOf), run.timezone)
  const series = Map.groupBy(rows, ({ metric, by }) =>
    JSON.stringify([metric, dimension === undefined ? '' : by[dimension]]),
  )
  return [...series.values()].flatMap((own) => {
    const [first] = own
    const definition = definitions.find(({ metric }) => metric === first?.metric)
    if (first === undefined || definition === undefined || definition.settles_after_days === 'never') return []
    const lastDay = addDays(today, -1 - definition.settles_after_days)
    const periods = own
      .filter(({ period, period_end }) => (period ?? '') >= from && (period_end ?? '') <= lastDay)
      .map((row) => seriesPeriod(definition, row, festival))
    const member = dimension === undefined ? null : (first.by[dimension] ?? null)
    const shared = { definition, measure: measureOf(definition), unit, dimension: dimension ?? null }
    return [{ ...shared, member, hasAllMembers, periods }]
  })
}

/** Metrics by what one scan can answer together: the same fact and period column. */
export function scanGroups(definitions: readonly MetricDefinition[]): MetricDefinition[][] {
  const groups = Map.groupBy(definitions, (definition) => {
    const [component] = componentsOf(definition)
    return `${component?.fact}.${component?.period_by}`
  })
  return [...groups.values()]
}

/** How a metric is charted: numbers that are not shares, rates or counts of events are single values. */
export function measureOf({ kind }: MetricDefinition): Measure {
  if (kind === 'share' || kind === 'count' || kind === 'rate') return kind
  return kind === 'stock' ? 'level' : 'value'
}

function seriesPeriod(definition: MetricDefinition, row: MetricRow, festival: boolean): SeriesPeriod {
  const [period, periodTo] = [row.period ?? '', row.period_end ?? '']
  // A share's limits know its n; a mean of a handful has none of its own and would be a point of another kind.
  const isThin = measureOf(definition) === 'value' && (row.tier === 'too_few' || row.tier === 'none')
  // Where many cases of a period are still inside their limit, those decided are the quick ones.
  const isOpen = row.pending !== null && row.pending > OPEN_SHARE * (row.pending + row.n)
  return {
    period,
    periodTo,
    x: row.numerator,
    // In the unit in which the rate is told, so that x by n is its value.
    n: definition.kind === 'rate' && row.denominator !== null ? row.denominator / definition.per : row.denominator,
    value: isThin || isOpen ? null : row.value,
    isSetAside: isThin || isOpen || (festival && holdsSpringFestival(period, periodTo)),
  }
}

/** Share of cases that may still be pending in a period that is charted. */
export const OPEN_SHARE = 0.1
