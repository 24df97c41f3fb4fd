export type ChartKind = 'p' | 'p_prime' | 'u' | 'u_prime' | 'c' | 'xmr' | 'i_prime' | 't'

/** One value a period, oldest first; null (or NaN) where a period has none. */
export type Series = readonly (number | null)[]

/**
 * A control chart in the unit of its values. All lists are as long as the series. A gap stays a gap in every list; where
 * there is no variation to measure, centre stands without limits.
 */
export interface ControlChart {
  readonly chart: ChartKind
  readonly values: Series
  readonly centre: number | null
  /** One standard deviation of each point around the centre. */
  readonly sigma: Series
  /** Three-sigma limits; a limit beyond what the values can reach is drawn at that bound. */
  readonly lower: Series
  readonly upper: Series
  /** How much wider (or below 1 narrower) than chance alone: Laney's factor. Null where the chart has none. */
  readonly sigmaZ: number | null
  readonly meanMovingRange: number | null
  /** From the scale that limits are calculated on to that of what is charted; the same without it. */
  readonly told?: (value: number) => number
}

export interface ChartOptions {
  /** How many of the first points the centre and the limits come from; all by default. */
  readonly baseline?: number
}

/** The least and the greatest value that there can be. */
export interface Bounds {
  readonly low?: number
  readonly high?: number
}

interface ChartParameters {
  readonly chart: ChartKind
  readonly centre: number | null
  readonly sigma: Series
  readonly sigmaZ?: number | null
  readonly meanMovingRange?: number | null
}

/** Draws three-sigma limits around the centre. A sigma of 0 gives no limits (metric-spec M22). */
export function controlChart(values: Series, parameters: ChartParameters, bounds: Bounds = {}): ControlChart {
  const { chart, centre, sigmaZ = null, meanMovingRange = null } = parameters
  const low = bounds.low ?? Number.NEGATIVE_INFINITY
  const high = bounds.high ?? Number.POSITIVE_INFINITY
  const sigma = parameters.sigma.map((one, index) => (isKnown(values[index]) && isKnown(one) && one > 0 ? one : null))
  const limit = (sign: 1 | -1) =>
    sigma.map((one) => (one === null || centre === null ? null : clip(centre + sign * 3 * one, low, high)))
  return {
    chart,
    values: values.map((value) => (isKnown(value) ? value : null)),
    centre,
    sigma,
    lower: limit(-1),
    upper: limit(1),
    sigmaZ,
    meanMovingRange,
  }
}

/** Values in sigmas from the centre; null at gaps and where there are no limits. */
export function standardised(chart: ControlChart): Series {
  const { centre, sigma } = chart
  return chart.values.map((value, index) => {
    const one = sigma[index]
    return value === null || !isKnown(one) || centre === null ? null : (value - centre) / one
  })
}

export function isKnown(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && Number.isFinite(value)
}

function clip(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
