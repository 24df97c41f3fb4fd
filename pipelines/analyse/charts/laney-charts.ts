import {
  type Bounds,
  type ChartOptions,
  type ControlChart,
  controlChart,
  isKnown,
  type Series,
} from './control-chart.ts'
import { meanOf, movingRanges } from './moving-ranges.ts'
import { binomialSigma } from './p-chart.ts'
import { pooledRatio, ratios } from './ratio.ts'
import { poissonSigma } from './u-chart.ts'

/** Mean of the range of two normal values, in sigmas, as the published charts round it. */
const D2 = 1.128

/**
 * p′ chart: the limits of a p chart widened (or narrowed) by σ_z, what the points vary beyond chance.
 * Source: Laney 2002; Mohammed & Laney 2006 (metric-spec M23).
 */
export function pPrimeChart(x: Series, n: Series, options: ChartOptions = {}): ControlChart {
  return laneyChart('p_prime', x, n, binomialSigma, { low: 0, high: 1 }, options)
}

/** u′ chart: the limits of a u chart widened (or narrowed) by σ_z. Source: as `pPrimeChart`. */
export function uPrimeChart(x: Series, n: Series, options: ChartOptions = {}): ControlChart {
  return laneyChart('u_prime', x, n, poissonSigma, { low: 0 }, options)
}

/**
 * Laney's σ_z of standardised points: their mean moving range by 1.128, never their standard deviation, which a trend
 * would inflate. Null with fewer than two neighbouring points.
 */
export function laneySigmaZ(z: Series): number | null {
  const mean = meanOf(movingRanges(z))
  return mean === null ? null : mean / D2
}

function laneyChart(
  chart: 'p_prime' | 'u_prime',
  x: Series,
  n: Series,
  chanceSigma: (centre: number | null, n: Series) => Series,
  bounds: Bounds,
  { baseline = x.length }: ChartOptions,
): ControlChart {
  const values = ratios(x, n)
  const centre = pooledRatio(x, n, baseline)
  const chance = chanceSigma(centre, n)
  const z = values.map((value, index) => {
    const sigma = chance[index]
    return !isKnown(value) || centre === null || !isKnown(sigma) || sigma === 0 ? null : (value - centre) / sigma
  })
  const sigmaZ = laneySigmaZ(z.slice(0, baseline))
  const sigma = chance.map((one) => (one === null || sigmaZ === null ? null : one * sigmaZ))
  return controlChart(values, { chart, centre, sigma, sigmaZ }, bounds)
}
