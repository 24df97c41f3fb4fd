import {
  type Bounds,
  type ChartOptions,
  type ControlChart,
  controlChart,
  isKnown,
  type Series,
} from './control-chart.ts'
import { meanOf, movingRanges } from './moving-ranges.ts'

export interface XmrOptions extends ChartOptions, Bounds {
  /** Limits in mean moving ranges: 2.66 (NHS, Wheeler) by default; 3/1.128 (NIST), 3√π/2 (exact) elsewhere. */
  readonly factor?: number
  /** Leave out moving ranges beyond 3.267 times their mean; off by default (metric-spec M24). */
  readonly screen?: boolean
}

const SCREEN = 3.267

/** XmR chart of one value a period: mean ± 2.66 mean moving ranges. No limits where there is no moving range. */
export function xmrChart(x: Series, options: XmrOptions = {}): ControlChart {
  const { factor = 2.66, screen = false, baseline = x.length, ...bounds } = options
  const base = x.slice(0, baseline)
  const ranges = movingRanges(base)
  const mean = meanOf(ranges)
  const kept = screen && mean !== null ? ranges.filter((range) => isKnown(range) && range <= SCREEN * mean) : ranges
  const meanMovingRange = meanOf(kept)
  const sigma = meanMovingRange === null ? null : (factor * meanMovingRange) / 3
  return controlChart(x, { chart: 'xmr', centre: meanOf(base), sigma: x.map(() => sigma), meanMovingRange }, bounds)
}
