import { type ChartOptions, type ControlChart, controlChart, isKnown, type Series } from './control-chart.ts'
import { pooledRatio, ratios } from './ratio.ts'

/** u chart of counts by exposure: pooled rate ± 3√(ū/nᵢ), not below 0 (metric-spec M22). */
export function uChart(x: Series, n: Series, { baseline = x.length }: ChartOptions = {}): ControlChart {
  const centre = pooledRatio(x, n, baseline)
  return controlChart(ratios(x, n), { chart: 'u', centre, sigma: poissonSigma(centre, n) }, { low: 0 })
}

/** Standard deviation of a rate by chance alone, for each exposure. */
export function poissonSigma(centre: number | null, n: Series): Series {
  return n.map((size) =>
    centre === null || !isKnown(size) || size <= 0 ? null : Math.sqrt(Math.max(0, centre) / size),
  )
}
