import type { MetricDefinition } from '../../metrics/catalogue.ts'
import type { MartRow } from '../../warehouse/fill-mart.ts'
import {
  type ChartedPoint,
  chartedSeries,
  type Phase,
  type Rebase,
  type RuleSetName,
} from '../charts/charted-series.ts'
import type { Bounds } from '../charts/control-chart.ts'
import { type Assurance, assuranceOf, type GoodDirection, type Variation, variationOf } from '../rules/verdicts.ts'
import { changePoint } from '../series/change-point.ts'
import type { MetricSeries } from './metric-series.ts'

export interface SignalOptions {
  readonly rules: RuleSetName
  readonly rebases: readonly Rebase[]
}

/** The rows of `marts.signal` of one series; none where nothing ever happened. */
export function signalRows(series: MetricSeries, { rules, rebases }: SignalOptions): MartRow[] {
  const { definition, measure, periods } = series
  if (periods.every(({ value }) => value === null || value === 0)) return []
  const chart = chartedSeries(measure, periods, { rules, rebases, ...boundsOf(definition) })
  // A target is one of the number of events, not of the time between them.
  const target = measure === 'gap' ? null : (definition.target?.value ?? null)
  const good = measure === 'gap' ? OPPOSITE[definition.direction] : definition.direction
  // Periods that are still open at the end have no point: the latest is the last that has one.
  const latest = chart.points.findLastIndex(({ value, isSetAside }) => value !== null && !isSetAside)
  const upToLatest = chart.points.slice(0, latest + 1)
  const shift = latestShift(upToLatest, series)
  return chart.points.map((point, index) => {
    const phase = chart.phases[point.phase]
    const isLatest = index === latest
    const own = periods[index]
    return {
      metric: definition.metric,
      dimension: series.dimension,
      member: series.member,
      period_unit: series.unit,
      period_from: point.period,
      period_to: own?.periodTo ?? null,
      numerator: own?.x ?? null,
      denominator: own?.n ?? null,
      metric_value: point.value,
      centre: point.centre,
      lower_limit: point.lower,
      upper_limit: point.upper,
      target,
      sigmas: point.z,
      ...phaseColumns(phase),
      phase: point.phase,
      rules: point.rules.join(','),
      direction: point.direction,
      is_set_aside: point.isSetAside,
      ...verdicts(point, good, target),
      since: isLatest ? (shift?.since ?? null) : null,
      level_before: isLatest ? (shift?.before ?? null) : null,
      level_after: isLatest ? (shift?.after ?? null) : null,
      strength: isLatest ? strengthOf(upToLatest) : null,
      is_latest: isLatest,
    }
  })
}

/** The more seldom, the longer between. */
const OPPOSITE: Readonly<Record<GoodDirection, GoodDirection>> = { up: 'down', down: 'up', none: 'none' }

/** How strong the special cause at the end of a chart is: mean distance in sigmas times the root of its points; 0 without. */
export function strengthOf(points: readonly ChartedPoint[]): number {
  const last = points.at(-1)
  if (last === undefined || last.direction === 0) return 0
  const start = points.findLastIndex((point) => point.direction !== last.direction || point.phase !== last.phase)
  const run = points.slice(start + 1).flatMap(({ z }) => (z === null ? [] : [z]))
  return run.length === 0 ? 0 : Math.abs(run.reduce((sum, z) => sum + z, 0)) / Math.sqrt(run.length)
}

function phaseColumns(phase: Phase | undefined) {
  return {
    chart: phase?.chart ?? null,
    stage: phase?.stage ?? null,
    rebase_reason: phase?.reason ?? null,
    baseline_to: phase?.baselineTo ?? null,
    sigma_z: phase?.sigmaZ ?? null,
  }
}

function verdicts(
  point: ChartedPoint,
  direction: GoodDirection,
  target: number | null,
): { variation: Variation; assurance: Assurance } {
  return {
    variation: point.lower === null && point.direction === 0 ? 'unknown' : variationOf(point.direction, direction),
    assurance: assuranceOf(point.lower, point.upper, target, direction),
  }
}

/** Where the level changed, where the chart ends in a special cause that more than one point makes. */
function latestShift(points: readonly ChartedPoint[], { periods }: MetricSeries) {
  const last = points.at(-1)
  if (last === undefined || last.direction === 0 || last.rules.every((rule) => rule === 'outside_limits')) return null
  const own = points.flatMap((point, index) => (point.phase === last.phase ? [index] : []))
  const found = changePoint(
    own.map((index) => (points[index]?.isSetAside === true ? null : (points[index]?.value ?? null))),
    own.map((index) => periods[index]?.n ?? 1),
  )
  const since = found === null ? undefined : points[own[found.index] ?? -1]?.period
  if (found === null || since === undefined || Math.sign(found.after - found.before) !== last.direction) return null
  return { since, before: found.before, after: found.after }
}

function boundsOf({ unit, kind }: MetricDefinition): Bounds {
  if (kind === 'nps') return { low: -100, high: 100 }
  return unit === 'count' ? { low: 0 } : {}
}
