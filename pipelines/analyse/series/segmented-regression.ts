import { studentTwoSided } from '../../metrics/distributions.ts'
import { isKnown, type Series } from '../charts/control-chart.ts'
import { type LeastSquares, leastSquares, leastSquaresErrors } from './least-squares.ts'
import { durbinWatson, neweyWestErrors, usualLag } from './newey-west.ts'

export interface SegmentedOptions {
  /** The first point after the change, counted from 1. */
  readonly start: number
  /** Lags of the Newey–West errors; the integer part of 4(n/100)^(2/9) by default. */
  readonly lag?: number
}

export interface SegmentedRegression {
  readonly intercept: number
  readonly preSlope: number
  /** Step at the change, drawn back to the last point before it: the after-term is (t − t₀)·D with t₀ = start − 1. */
  readonly levelChange: number
  readonly slopeChange: number
  /** Of intercept, slope, level change and slope change. */
  readonly seOls: readonly number[]
  readonly seNeweyWest: readonly number[]
  /** Two-sided, on the Newey–West errors; null where the points lie on the line, so that there is nothing to judge by. */
  readonly pValues: readonly (number | null)[]
  readonly durbinWatson: number | null
  readonly lag: number
  readonly pointsBefore: number
  readonly pointsAfter: number
}

/**
 * Interrupted time series y = a + b·t + c·D + d·(t − t₀)·D, with Newey–West errors against autocorrelation (metric-spec
 * M28). Missing points are left out and t keeps its place. Null where either side has fewer than two points.
 */
export function segmentedRegression(y: Series, { start, lag }: SegmentedOptions): SegmentedRegression | null {
  const points = y.flatMap((value, index) => (isKnown(value) ? [{ t: index + 1, value }] : []))
  const pointsAfter = points.filter(({ t }) => t >= start).length
  const pointsBefore = points.length - pointsAfter
  if (pointsBefore < 2 || pointsAfter < 2 || points.length < 5) return null
  const x = points.map(({ t }) => [1, t, t >= start ? 1 : 0, t >= start ? t - (start - 1) : 0])
  const found = leastSquares(
    x,
    points.map(({ value }) => value),
  )
  if (found === null) return null
  const fit = withoutRounding(found, Math.max(...points.map(({ value }) => Math.abs(value))))
  const lags = lag ?? usualLag(points.length)
  const seNeweyWest = neweyWestErrors(x, fit, lags)
  const [intercept = 0, preSlope = 0, levelChange = 0, slopeChange = 0] = fit.coefficients
  return {
    intercept,
    preSlope,
    levelChange,
    slopeChange,
    seOls: leastSquaresErrors(fit),
    seNeweyWest,
    pValues: fit.coefficients.map((value, i) => {
      const error = seNeweyWest[i] ?? 0
      return error > 0 ? studentTwoSided(value / error, points.length - 4) : null
    }),
    durbinWatson: durbinWatson(fit.residuals),
    lag: lags,
    pointsBefore,
    pointsAfter,
  }
}

/** Residuals that are rounding alone are none: a ratio of two of them would look like a finding. */
function withoutRounding(fit: LeastSquares, largest: number): LeastSquares {
  const most = 1e4 * Number.EPSILON * largest
  return fit.residuals.every((e) => Math.abs(e) <= most) ? { ...fit, residuals: fit.residuals.map(() => 0) } : fit
}
