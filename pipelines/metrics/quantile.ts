/** How a quantile between two values is read (names as Hyndman & Fan 1996 and R number them). */
export type QuantileMethod = 'linear_inc' | 'nearest_rank' | 'weibull'

/**
 * Quantile of values, 0 ≤ p ≤ 1: `linear_inc` is R's type 7 (Excel PERCENTILE.INC, DuckDB quantile_cont), `weibull`
 * type 6, `nearest_rank` the smallest value with at least p of the values at or below it. Null without values. Throws a
 * RangeError for another p, or a value that is no number.
 */
export function quantile(values: readonly number[], p: number, method: QuantileMethod = 'linear_inc'): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${p} is no share of the values`)
  if (values.some(Number.isNaN)) throw new RangeError('a value is no number')
  const sorted = [...values].sort((a, b) => a - b)
  const n = sorted.length
  if (n === 0) return null
  if (method === 'nearest_rank') return sorted[Math.max(0, Math.ceil(p * n - 1e-9) - 1)] ?? null
  const position = method === 'weibull' ? p * (n + 1) - 1 : p * (n - 1)
  const bounded = Math.min(n - 1, Math.max(0, position))
  const low = Math.floor(bounded + 1e-12)
  const fraction = Math.max(0, bounded - low)
  const [left = 0, right = left] = [sorted[low], sorted[Math.min(n - 1, low + 1)]]
  return left + fraction * (right - left)
}

/** Mean of values; null without values. */
export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}
