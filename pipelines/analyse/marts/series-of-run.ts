import type { DuckDBConnection } from '@duckdb/node-api'
import { answerMetrics } from '../../metrics/answer-metrics.ts'
import { factOf, type MetricDefinition } from '../../metrics/catalogue.ts'
import type { PeriodUnit } from '../../metrics/periods.ts'
import { UNKNOWN } from '../../metrics/unknown-value.ts'
import type { SnapshotRun } from '../../warehouse/snapshot.ts'
import { eventsPerPeriod, RARE_EVENTS } from '../charts/choose-chart.ts'
import { gapSeries } from './gap-series.ts'
import { firstDay, type MetricSeries, metricSeries, scanGroups, slicedMetricSeries } from './metric-series.ts'
import { dimensionsOf, memberCounts } from './segment-dimensions.ts'

const LONGER: Partial<Record<PeriodUnit, PeriodUnit>> = { week: 'month', month: 'quarter' }

/** At most so many members of a dimension are followed week by week: those with the most cases. */
const MOST_MEMBERS = 40

/** Every metric as a whole, by week; where events are rare by month or quarter (metric-spec M22). */
export async function wholeSeries(
  connection: DuckDBConnection,
  run: SnapshotRun,
  definitions: readonly MetricDefinition[],
  festival: boolean,
): Promise<MetricSeries[]> {
  const found: MetricSeries[] = []
  for (const group of scanGroups(definitions)) {
    const [first] = group
    if (first === undefined) continue
    const from = await firstDay(connection, run, first)
    let left = group
    for (let unit: PeriodUnit | undefined = 'week'; unit !== undefined && left.length > 0; unit = LONGER[unit]) {
      const series = await metricSeries(connection, run, left, { from, unit, festival: festival && unit === 'week' })
      const longer = LONGER[unit]
      const rare = longer === undefined ? [] : series.filter(isRare)
      found.push(...series.filter((one) => !rare.includes(one)))
      left = rare.map(({ definition }) => definition)
      // Months are pooled before the time between events is charted; quarters only where there are too few events for that.
      if (unit !== 'month') continue
      const gaps = await gapsOf(connection, run, left, from)
      found.push(...gaps)
      left = left.filter((definition) => !gaps.some((one) => one.definition === definition))
    }
  }
  const place = new Map(definitions.map(({ metric }, index) => [metric, index]))
  return found.sort((a, b) => (place.get(a.definition.metric) ?? 0) - (place.get(b.definition.metric) ?? 0))
}

/**
 * The scanned metrics by week and by each member of each dimension that their fact has; read in one scan for all metrics
 * of a fact and all its dimensions of few members.
 */
export async function slicedSeries(
  connection: DuckDBConnection,
  run: SnapshotRun,
  definitions: readonly MetricDefinition[],
  { dimensions, festival }: { readonly dimensions: readonly string[]; readonly festival: boolean },
): Promise<MetricSeries[]> {
  const found: MetricSeries[] = []
  for (const group of scanGroups(definitions.filter(({ kind }) => ADDITIVE.includes(kind)))) {
    const [first] = group
    if (first === undefined) continue
    const from = await firstDay(connection, run, first)
    const asked = dimensionsOf(factOf(first)).filter((name) => dimensions.includes(name))
    const sizes = await memberCounts(connection, factOf(first), asked)
    const query = { from, unit: 'week' as const, festival }
    const few = asked.filter((name) => (sizes.get(name) ?? 0) > 1 && (sizes.get(name) ?? 0) <= MOST_MEMBERS)
    found.push(...(await slicedMetricSeries(connection, run, group, query, few)))
    for (const dimension of asked.filter((name) => (sizes.get(name) ?? 0) > MOST_MEMBERS)) {
      const members = (await membersOf(connection, run, first, dimension, from)).slice(0, MOST_MEMBERS)
      found.push(...(await metricSeries(connection, run, group, { ...query, dimension, members })))
    }
  }
  return found
}

/** Kinds whose parts add up over segments, so that a change can be taken apart. */
const ADDITIVE: readonly MetricDefinition['kind'][] = ['count', 'share', 'mean', 'nps']

async function gapsOf(
  connection: DuckDBConnection,
  run: SnapshotRun,
  definitions: readonly MetricDefinition[],
  from: string,
): Promise<MetricSeries[]> {
  const gaps: MetricSeries[] = []
  for (const definition of definitions) {
    const series = await gapSeries(connection, run, definition, from)
    if (series !== null) gaps.push(series)
  }
  return gaps
}

/** Fewer than two events a period, or, of numbers such as a sum, nothing in most periods: no chart of periods fits (M22). */
export function isRare({ definition, measure, periods }: MetricSeries): boolean {
  const column = (name: 'x' | 'n' | 'value') => periods.map((one) => one[name])
  const events = eventsPerPeriod(measure, { x: column('x'), n: column('n'), value: column('value') })
  if (events !== null) return events < RARE_EVENTS
  const zeros = periods.filter(({ value }) => value === 0).length
  return (definition.kind === 'sum' || definition.kind === 'distinct') && 2 * zeros > periods.length
}

/** Members of a dimension, those with the most cases first. */
async function membersOf(
  connection: DuckDBConnection,
  run: SnapshotRun,
  { metric }: MetricDefinition,
  name: string,
  from: string,
): Promise<string[]> {
  const { rows } = await answerMetrics(connection, run, { metrics: [metric], by: [name], from })
  const sized = rows.map(({ by, n, pending }) => ({ member: by[name] ?? null, cases: n + (pending ?? 0) }))
  return sized
    .sort((a, b) => b.cases - a.cases || ((a.member ?? '') < (b.member ?? '') ? -1 : 1))
    .map(({ member }) => member ?? UNKNOWN)
}
