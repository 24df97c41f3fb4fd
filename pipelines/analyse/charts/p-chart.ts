import { type ChartOptions, type ControlChart, controlChart, isKnown, type Series } from './control-chart.ts'
import { pooledRatio, ratios } from './ratio.ts'

/** p chart of shares `x / n`: pooled share ± 3√(p̄(1 − p̄)/nᵢ), within 0 and 1 (metric-spec M22). */
export function pChart(x: Series, n: Series, { baseline = x.length }: ChartOptions = {}): ControlChart {
  const centre = pooledRatio(x, n, baseline)
  return controlChart(ratios(x, n), { chart: 'p', centre, sigma: binomialSigma(centre, n) }, { low: 0, high: 1 })
}

/** Standard deviation of a share by chance alone, for each denominator. */
export function binomialSigma(centre: number | null, n: Series): Series {
  return n.map((size) =>
    centre === null || !isKnown(size) || size <= 0 ? null : Math.sqrt(Math.max(0, centre * (1 - centre)) / size),
  )
}
