// facts ── metrics by week ──▶ whole, and by every dimension ──▶ signals · scan · changes · effects · drivers ──▶ marts
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Settings } from '../core/settings-schema.ts'
import { VERSION } from '../core/version.ts'
import { metricCatalogue } from '../metrics/catalogue.ts'
import { localDay } from '../metrics/periods.ts'
import { withBoundedMemory } from '../warehouse/bounded-memory.ts'
import { fillMart, type MartRow } from '../warehouse/fill-mart.ts'
import type { SnapshotRun } from '../warehouse/snapshot.ts'
import type { CellSpans } from './causes/complaint-cells.ts'
import { BASELINE_POINTS, type Rebase } from './charts/charted-series.ts'
import { MOST_ANSWERS } from './drivers/answered-complaints.ts'
import { findDrivers } from './drivers/find-drivers.ts'
import { improvementActions } from './effect/improvement-action.ts'
import { agreementRows, LEAST_CODED_TWICE } from './marts/agreement-rows.ts'
import { answerableMetrics } from './marts/answerable-metrics.ts'
import { contributionRows } from './marts/contribution-rows.ts'
import { driverQualityRow, driverRows } from './marts/driver-rows.ts'
import { improvementRows } from './marts/improvement-rows.ts'
import type { MetricSeries } from './marts/metric-series.ts'
import { parameterRows } from './marts/parameter-rows.ts'
import { recentScanRows, stepFindings, stepScanRows } from './marts/scan-rows.ts'
import { comparable, type SegmentValue, segmentValues } from './marts/segment-values.ts'
import { isRare, slicedSeries, wholeSeries } from './marts/series-of-run.ts'
import { signalRows } from './marts/signal-rows.ts'
import { latestSpans } from './marts/spans.ts'
import { LEAST_PAIRS } from './marts/training-rows.ts'
import { causeMarts, LEAST_PAIR } from './marts/write-causes.ts'
import { MOST_CODED } from './text/attribute-complaints.ts'
import { MOST_COMPARED } from './text/write-batches.ts'
import { MOST_CASES } from './text/write-key-terms.ts'

/** Weeks that are compared with as many before them. */
export const SCAN_WEEKS = 13
export const CHANGE_WEEKS = 4

/**
 * Judges what the facts show as of the run, and writes it into the marts that sql/4_marts makes empty: control charts
 * (`marts.signal`), what changed (`marts.contribution`), the scan of all segments (`marts.scan`), effects of improvement
 * actions (`marts.improvement_effect`), what goes with dissatisfied answers (`marts.driver`), and with what parameters (`marts.analysis_parameter`). Numbers come from the metrics.
 */
export async function analyse(connection: DuckDBConnection, asOf: Date, settings: Settings): Promise<void> {
  await withBoundedMemory(connection, 'analysis', () => judge(connection, asOf, settings))
}

async function judge(connection: DuckDBConnection, asOf: Date, settings: Settings): Promise<void> {
  const run = { runId: '', asOf: asOf.toISOString(), timezone: settings.timezone, organisation: {}, version: VERSION }
  const { analysis } = settings
  const festival = analysis.spring_festival
  const definitions = [...metricCatalogue().values()].filter(({ settles_after_days: days }) => days !== 'never')
  const actions = await improvementActions(connection)
  const dimensions = analysis.scanned_dimensions
  const answerable = await answerableMetrics(connection, definitions)
  const scanned = answerable.filter(({ metric }) => analysis.scanned_metrics.includes(metric))
  const whole = await wholeSeries(connection, run, answerable, festival)
  const sliced = await slicedSeries(connection, run, scanned, { dimensions, festival })
  const values = await segmentValues(connection, run, comparable(answerable), SCAN_WEEKS)
  const effects = await improvementRows(connection, run, actions, analysis)
  const drivers = await findDrivers(connection)
  const causes = await causeMarts(connection, run, answerable, cellSpans(run), analysis)
  await fillJudged(connection, run, whole, sliced, values, settings)
  await fillMart(connection, 'improvement_effect', effects)
  await fillMart(connection, 'driver', driverRows(drivers, analysis.false_discovery_rate))
  await fillMart(connection, 'driver_quality', [driverQualityRow(drivers)])
  await fillMart(connection, 'coder_agreement', await agreementRows(connection))
  for (const [mart, rows] of Object.entries(causes)) await fillMart(connection, mart, rows)
  await fillMart(
    connection,
    'analysis_parameter',
    parameterRows({
      ...analysis,
      baseline_points: BASELINE_POINTS,
      scan_weeks: SCAN_WEEKS,
      change_weeks: CHANGE_WEEKS,
      least_pair: LEAST_PAIR,
      least_pairs: LEAST_PAIRS,
      least_coded_twice: LEAST_CODED_TWICE,
      most_answers: MOST_ANSWERS,
      most_coded: MOST_CODED,
      most_cases: MOST_CASES,
      most_compared: MOST_COMPARED,
    }),
  )
}

async function fillJudged(
  connection: DuckDBConnection,
  run: SnapshotRun,
  whole: readonly MetricSeries[],
  sliced: readonly MetricSeries[],
  values: readonly SegmentValue[],
  { analysis }: Settings,
): Promise<void> {
  const today = localDay(new Date(run.asOf), run.timezone)
  const options = {
    smallestSegment: analysis.smallest_segment,
    falseDiscoveryRate: analysis.false_discovery_rate,
  }
  const steps = stepFindings([...whole.filter(({ unit }) => unit === 'week'), ...sliced], options)
  const stepped = steps.filter(({ isFlagged, series }) => isFlagged && series.dimension !== null && !isRare(series))
  const signals = [...whole, ...stepped.map(({ series }) => series)].flatMap((series) =>
    signalRows(series, { rules: analysis.rules, rebases: rebasesOf(series, analysis.rebases) }),
  )
  await fillMart(connection, 'signal', signals)
  const recent = recentScanRows(values, analysis.scanned_metrics, options)
  await fillMart(connection, 'scan', [...recent, ...stepScanRows(steps)])
  const spans = latestSpans(today, CHANGE_WEEKS)
  const groups = Map.groupBy(
    sliced.filter(({ hasAllMembers }) => hasAllMembers),
    ({ definition, dimension }) => `${definition.metric} ${dimension}`,
  )
  const contributions: MartRow[] = [...groups.values()].flatMap((segments) => contributionRows(segments, spans))
  await fillMart(connection, 'contribution', contributions)
}

/** The latest weeks and as many before them; those of a Pareto end with the same week. */
function cellSpans(run: SnapshotRun): CellSpans {
  const today = localDay(new Date(run.asOf), run.timezone)
  const [reference, focus] = latestSpans(today, CHANGE_WEEKS)
  return { reference, focus, ranked: latestSpans(today, SCAN_WEEKS)[1] }
}

/** A rebase of a metric holds for its slices too. */
function rebasesOf({ definition }: MetricSeries, rebases: Settings['analysis']['rebases']): readonly Rebase[] {
  return rebases.filter(({ metric }) => metric === definition.metric)
}
