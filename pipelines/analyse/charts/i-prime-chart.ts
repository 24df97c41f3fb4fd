import {
  type Bounds,
  type ChartOptions,
  type ControlChart,
  controlChart,
  isKnown,
  type Series,
} from './control-chart.ts'
import { meanOf } from './moving-ranges.ts'
import { pooledRatio, ratios } from './ratio.ts'

/**
 * I′ chart of ratios with unequal denominators: an individuals chart whose points weigh by their denominator.
 * σ̂ = mean(|yᵢ − yᵢ₋₁| / √(1/nᵢ + 1/nᵢ₋₁)) · √(π/2), limits ȳ ± 3σ̂/√nᵢ. Source: Taylor, Normalized Individuals chart.
 */
export function iPrimeChart(
  x: Series,
  n: Series,
  { baseline = x.length, ...bounds }: ChartOptions & Bounds = {},
): ControlChart {
  const values = ratios(x, n)
  const spread = meanOf(normalisedRanges(values, n).slice(0, Math.max(0, baseline - 1)))
  const sigma = n.map((size) =>
    spread === null || !isKnown(size) || size <= 0 ? null : spread * Math.sqrt(Math.PI / 2 / size),
  )
  return controlChart(values, { chart: 'i_prime', centre: pooledRatio(x, n, baseline), sigma }, bounds)
}

function normalisedRanges(values: Series, n: Series): Series {
  return values.slice(1).map((value, index) => {
    const [previous, size, previousSize] = [values[index], n[index + 1], n[index]]
    if (!isKnown(value) || !isKnown(previous) || !isKnown(size) || !isKnown(previousSize)) return null
    return Math.abs(value - previous) / Math.sqrt(1 / size + 1 / previousSize)
  })
}
