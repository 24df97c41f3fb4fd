import { cChart } from './c-chart.ts'
import {
  type Bounds,
  type ChartKind,
  type ChartOptions,
  type ControlChart,
  isKnown,
  type Series,
} from './control-chart.ts'
import { pPrimeChart, uPrimeChart } from './laney-charts.ts'
import { movingRanges } from './moving-ranges.ts'
import { tChart } from './t-chart.ts'
import { xmrChart } from './xmr-chart.ts'

/**
 * What is charted: `share` k of n, `rate` events by exposure, `count` events in periods of equal exposure, `value` one
 * number a period (mean, median, NPS), `level` a stock whose neighbours depend on each other, `gap` the days between rare
 * events.
 */
export type Measure = 'share' | 'rate' | 'count' | 'value' | 'level' | 'gap'

/** `run`: too few points for limits; `trial`: limits that will still move; `locked`: they move only by a rebase. */
export type Stage = 'empty' | 'run' | 'trial' | 'locked'

export const TRIAL_POINTS = 8
export const LOCKED_POINTS = 12

/** Below so many events a period, on average, periods are pooled first (metric-spec M22). */
export const RARE_EVENTS = 2

export function stageOf(points: number): Stage {
  if (points === 0) return 'empty'
  if (points < TRIAL_POINTS) return 'run'
  return points < LOCKED_POINTS ? 'trial' : 'locked'
}

/** Columns of a series: what is counted, out of how many (or in how much exposure), and the value itself. */
export interface ChartData {
  readonly x: Series
  readonly n: Series
  readonly value: Series
}

/**
 * The chart that fits the measure (metric-spec M22): p′ for shares, u′ for rates, c for counts, XmR for single values.
 * Counts that vary beyond chance by more than their own spread explains get the limits of a u′ chart with exposure 1:
 * complaints of one cause come together, and a c chart would call that a signal (M15, M23).
 */
export function fittingChart(measure: Measure, data: ChartData, options: ChartOptions & Bounds = {}): ControlChart {
  const { baseline, ...bounds } = options
  const base = baseline === undefined ? {} : { baseline }
  switch (measure) {
    case 'share':
      return pPrimeChart(data.x, data.n, base)
    case 'rate':
      return uPrimeChart(data.x, data.n, base)
    case 'count':
      return countChart(data.value, base)
    case 'gap':
      return tChart(data.value, base)
    case 'value':
    case 'level':
      return xmrChart(data.value, { ...base, ...bounds })
  }
}

/** Mean number of events a period; for a share the rarer of the two outcomes. Null where there is nothing to count. */
export function eventsPerPeriod(measure: Measure, { x, n, value }: ChartData): number | null {
  if (measure === 'value' || measure === 'level' || measure === 'gap') return null
  const events = measure === 'count' ? value : x
  const known = events.flatMap((count, i) => (isKnown(count) && (measure === 'count' || (n[i] ?? 0) > 0) ? [i] : []))
  if (known.length === 0) return null
  const sum = (list: Series) => known.reduce((total, i) => total + (list[i] ?? 0), 0)
  const hits = sum(events)
  return (measure === 'share' ? Math.min(hits, sum(n) - hits) : hits) / known.length
}

/** Charts whose points are counts or shares of counts. */
export const ATTRIBUTE_CHARTS: readonly ChartKind[] = ['p', 'p_prime', 'u', 'u_prime', 'c']

function countChart(counts: Series, options: ChartOptions): ControlChart {
  const plain = cChart(counts, options)
  const spread = uPrimeChart(
    counts,
    counts.map((count) => (isKnown(count) ? 1 : null)),
    options,
  )
  const ranges = movingRanges(counts.slice(0, options.baseline)).filter(isKnown).length
  const isWide = spread.sigmaZ !== null && spread.sigmaZ > 1 + CHANCE_SPREAD / Math.sqrt(Math.max(1, ranges))
  return isWide ? spread : plain
}

/** σ_z of n chance ranges has a standard deviation of about 0.91/√n; twice that is beyond what stable counts show. */
const CHANCE_SPREAD = 1.82
