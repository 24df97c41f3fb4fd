import { type ChartOptions, type ControlChart, controlChart, type Series } from './control-chart.ts'
import { meanOf } from './moving-ranges.ts'

/** c chart of counts with equal exposure: mean ± 3√c̄, not below 0 (metric-spec M22). */
export function cChart(x: Series, { baseline = x.length }: ChartOptions = {}): ControlChart {
  const centre = meanOf(x.slice(0, baseline))
  const sigma = centre === null ? null : Math.sqrt(Math.max(0, centre))
  return controlChart(x, { chart: 'c', centre, sigma: x.map(() => sigma) }, { low: 0 })
}
