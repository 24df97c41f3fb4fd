// complaints of the latest weeks ── by six questions, by pairs, by cause, by unit ──▶ marts
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Settings } from '../../core/settings-schema.ts'
import { answerMetrics } from '../../metrics/answer-metrics.ts'
import { dimensionCatalogue, type MetricDefinition } from '../../metrics/catalogue.ts'
import type { MartRow } from '../../warehouse/fill-mart.ts'
import type { SnapshotRun } from '../../warehouse/snapshot.ts'
import { causeTree } from '../causes/cause-tree.ts'
import { type CellSpans, complaintCells, pairCounts } from '../causes/complaint-cells.ts'
import type { Span } from '../effect/comparison-windows.ts'
import { trainingEffects } from '../effect/training-effects.ts'
import { type ShareDefinition, unitShares } from '../scan/unit-shares.ts'
import { fishboneRows } from './fishbone-rows.ts'
import { fiveW1hPairRows, fiveW1hRows } from './five-w1h-rows.ts'
import { funnelRows } from './funnel-rows.ts'
import { paretoRateRows, paretoRows } from './pareto-rows.ts'
import { dimensionsOf } from './segment-dimensions.ts'
import { trainingRows } from './training-rows.ts'

/** Dimensions that complaints are ranked by. */
export const PARETO_DIMENSIONS = [
  'nature',
  'category',
  'problem_type',
  'product',
  'cause_group',
  'cause',
  'fishbone_branch',
  'service_stage',
  'channel',
  'region',
  'store',
  'department',
]
/** Complaints that a pair of cells needs (metric-spec M0). */
export const LEAST_PAIR = 10
/** Rates of complaints by exposure, the first that is known being taken. */
const RATES = [
  'complaint_rate_orders',
  'complaint_rate_customers',
  'complaint_rate_contacts',
  'complaint_rate_services',
]

/** Mart → rows, for the marts of causes, questions, units and trainings. */
export async function causeMarts(
  connection: DuckDBConnection,
  run: SnapshotRun,
  answerable: readonly MetricDefinition[],
  spans: CellSpans,
  analysis: Settings['analysis'],
): Promise<Readonly<Record<string, MartRow[]>>> {
  const hasComplaints = answerable.some(({ metric }) => metric === 'complaints_received')
  const options = { smallest: analysis.smallest_segment, falseDiscoveryRate: analysis.false_discovery_rate }
  const dimensions = dimensionsOf('complaint').flatMap((name) => dimensionCatalogue().get(name) ?? [])
  const cells = hasComplaints ? await complaintCells(connection, dimensions, spans, analysis.level_weights) : []
  const filled = new Set(cells.map(({ dimension }) => dimension))
  const asked = dimensions.filter(({ name }) => filled.has(name) && analysis.scanned_dimensions.includes(name))
  const pairs = asked.flatMap((one, place) =>
    asked.slice(place + 1).flatMap((other) => (other.question === one.question ? [] : [[one, other] as const])),
  )
  const shares = analysis.scanned_metrics
    .flatMap((name) => answerable.filter(({ metric }) => metric === name))
    .filter(
      (definition): definition is ShareDefinition => definition.kind === 'share' && definition.fact === 'complaint',
    )
  const ranked = PARETO_DIMENSIONS.map((name) => cells.filter(({ dimension }) => dimension === name))
  return {
    five_w1h: fiveW1hRows(cells, spans, options),
    five_w1h_pair: fiveW1hPairRows(await pairCounts(connection, pairs, spans.focus), LEAST_PAIR, options),
    pareto: [
      ...ranked.flatMap((own) => paretoRows(own, spans.ranked)),
      ...(await rateRows(connection, run, answerable, [...filled], spans.ranked)),
    ],
    fishbone: hasComplaints ? fishboneRows(await causeTree(connection, spans.ranked), spans.ranked) : [],
    funnel: funnelRows(await unitShares(connection, shares, spans.ranked), spans.ranked, analysis.smallest_segment),
    training_effect: trainingRows(await trainingEffects(connection)),
  }
}

/** By rate, for each dimension that the exposure has too. */
async function rateRows(
  connection: DuckDBConnection,
  run: SnapshotRun,
  answerable: readonly MetricDefinition[],
  filled: readonly string[],
  span: Span,
): Promise<MartRow[]> {
  const rows: MartRow[] = []
  for (const dimension of PARETO_DIMENSIONS) {
    const isThere = filled.includes(dimension) && dimensionCatalogue().get(dimension)?.facts.includes('activity')
    for (const metric of isThere === true ? RATES : []) {
      if (!answerable.some((one) => one.metric === metric)) continue
      const { rows: answered } = await answerMetrics(connection, run, { metrics: [metric], by: [dimension], ...span })
      if (!answered.some(({ value, by }) => value !== null && by[dimension] !== null)) continue
      rows.push(...paretoRateRows(answered, dimension, span))
      break
    }
  }
  return rows
}
