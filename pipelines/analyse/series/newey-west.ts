import { dot, type LeastSquares } from './least-squares.ts'

/**
 * Heteroscedasticity and autocorrelation consistent standard errors with Bartlett weights, no prewhitening, adjusted by
 * n/(n − k) as R's sandwich does. Source: Newey & West 1987.
 */
export function neweyWestErrors(x: readonly (readonly number[])[], fit: LeastSquares, lags: number): number[] {
  const scores = x.map((row, t) => row.map((value) => value * (fit.residuals[t] ?? 0)))
  const k = fit.coefficients.length
  const meat = Array.from({ length: k }, (_row, i) =>
    Array.from({ length: k }, (_column, j) => {
      let sum = 0
      for (let lag = 0; lag <= lags; lag += 1) {
        const weight = 1 - lag / (lags + 1)
        for (let t = lag; t < scores.length; t += 1) {
          const [now, then] = [scores[t] ?? [], scores[t - lag] ?? []]
          const own = (now[i] ?? 0) * (then[j] ?? 0)
          sum += weight * (lag === 0 ? own : own + (then[i] ?? 0) * (now[j] ?? 0))
        }
      }
      return sum
    }),
  )
  const adjust = scores.length / (scores.length - k)
  return fit.inverse.map((row) => {
    const variance = dot(
      row,
      meat.map((line) => dot(line, row)),
    )
    return Math.sqrt(Math.max(0, adjust * variance))
  })
}

/** Lags that errors of so many points are looked at for: the integer part of 4(n/100)^(2/9) (Newey & West 1994). */
export function usualLag(points: number): number {
  return Math.floor(4 * (points / 100) ** (2 / 9))
}

/** Durbin–Watson statistic: about 2 without autocorrelation, towards 0 where neighbours err alike. Null without residuals. */
export function durbinWatson(residuals: readonly number[]): number | null {
  const squares = residuals.reduce((sum, e) => sum + e * e, 0)
  if (squares === 0) return null
  return residuals.slice(1).reduce((sum, e, index) => sum + (e - (residuals[index] ?? 0)) ** 2, 0) / squares
}
