import { normalQuantile } from '../../metrics/distributions.ts'
import { dot, leastSquares } from './least-squares.ts'

export interface PoissonFit {
  readonly coefficients: readonly number[]
  /** Standard errors, times √dispersion unless the family is plain Poisson. */
  readonly errors: readonly number[]
  /** Pearson χ² by degrees of freedom; 1 where counts vary by chance alone. */
  readonly dispersion: number
}

/**
 * Poisson regression of counts with log link and log exposure as offset, by iteratively reweighted least squares.
 * `family` quasi takes the errors from the dispersion (metric-spec M28). Null: no full rank, nothing counted, or an exposure
 * that is not positive.
 */
export function poissonRegression(
  x: readonly (readonly number[])[],
  counts: readonly number[],
  exposure: readonly number[],
  family: 'quasi' | 'poisson' = 'quasi',
): PoissonFit | null {
  const columns = x[0]?.length ?? 0
  if (counts.every((count) => count === 0) || exposure.some((size) => !(size > 0)) || x.length <= columns) return null
  const offset = exposure.map(Math.log)
  let mu = counts.map((count) => count + 0.1)
  let fit: ReturnType<typeof leastSquares> = null
  for (let step = 0, deviance = Number.POSITIVE_INFINITY; step < 100; step += 1) {
    const working = mu.map((mean, i) => Math.log(mean) - (offset[i] ?? 0) + ((counts[i] ?? 0) - mean) / mean)
    fit = leastSquares(x, working, mu)
    if (fit === null) return null
    const { coefficients } = fit
    mu = x.map((row, i) => Math.exp(dot(row, coefficients) + (offset[i] ?? 0)))
    const next = devianceOf(counts, mu)
    if (!Number.isFinite(next)) return null
    if (Math.abs(next - deviance) <= 1e-12 * (Math.abs(next) + 0.1)) break
    deviance = next
  }
  if (fit === null) return null
  const pearson = counts.reduce((sum, count, i) => sum + (count - (mu[i] ?? 1)) ** 2 / (mu[i] ?? 1), 0)
  const dispersion = pearson / (counts.length - columns)
  const scale = family === 'quasi' ? dispersion : 1
  return {
    coefficients: fit.coefficients,
    errors: fit.inverse.map((row, i) => Math.sqrt(scale * (row[i] ?? 0))),
    dispersion,
  }
}

function devianceOf(counts: readonly number[], mu: readonly number[]): number {
  return counts.reduce((sum, count, i) => {
    const mean = mu[i] ?? 0
    return sum + 2 * ((count === 0 ? 0 : count * Math.log(count / mean)) - (count - mean))
  }, 0)
}

export interface InterruptedCounts {
  readonly count: readonly number[]
  /** Exposure by period; 1 each where none is known. */
  readonly exposure: readonly number[]
  /** Time of each period, in the unit in which the trend is measured. */
  readonly time: readonly number[]
  /** 1 in the periods after the change, else 0. */
  readonly intervention: readonly number[]
  readonly family?: 'quasi' | 'poisson'
  /** Pairs of sine and cosine over `period` periods, placed by `month`; by time where that is not given. */
  readonly harmonics?: number
  readonly period?: number
  readonly month?: readonly number[]
}

export interface RateChange {
  /** Rate after by rate before, at the same time and season, with its 95 % interval. */
  readonly rr: number
  readonly low: number
  readonly high: number
  readonly dispersion: number
}

/**
 * Level change of an interrupted series of counts: log rate = a + c·D + b·t + seasons.
 * Source: Lopez Bernal, Cummins & Gasparrini 2017, Int J Epidemiol 46:348.
 */
export function interruptedCounts(series: InterruptedCounts): RateChange | null {
  const { harmonics = 0, period = 12, month = series.time } = series
  const x = series.count.map((_count, i) => [
    1,
    series.intervention[i] ?? 0,
    series.time[i] ?? i + 1,
    ...seasonTerms(month[i] ?? i + 1, harmonics, period),
  ])
  const fit = poissonRegression(x, series.count, series.exposure, series.family)
  if (fit === null) return null
  const [, change = 0] = fit.coefficients
  const half = normalQuantile(0.975) * (fit.errors[1] ?? Number.NaN)
  return {
    rr: Math.exp(change),
    low: Math.exp(change - half),
    high: Math.exp(change + half),
    dispersion: fit.dispersion,
  }
}

function seasonTerms(month: number, harmonics: number, period: number): number[] {
  return Array.from({ length: harmonics }, (_pair, i) => (2 * Math.PI * (i + 1) * month) / period).flatMap((angle) => [
    Math.sin(angle),
    Math.cos(angle),
  ])
}
