import { checkCounts } from './checked-count.ts'
import { gammaQuantile, studentQuantile, Z_975 } from './distributions.ts'

/** A 95 % interval, in the unit of the value that it belongs to. */
export interface Interval {
  readonly low: number
  readonly high: number
  readonly method: 'wilson' | 'student_t' | 'adjusted_wald' | 'exact_poisson' | 'log_log'
}

/**
 * Wilson score interval of a proportion `k / n`, without continuity correction, 0 and 1 pinned.
 * Source: Newcombe 1998, Statistics in Medicine 17:857, method 3. Null where n is 0, or k no part of n.
 * `z` is the normal quantile of the confidence.
 */
export function wilsonInterval(k: number, n: number, z = Z_975): Interval | null {
  if (!(n > 0 && k >= 0 && k <= n)) return null
  const z2 = z ** 2
  const p = k / n
  const centre = p + z2 / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  const scale = 1 + z2 / n
  return { low: k === 0 ? 0 : (centre - half) / scale, high: k === n ? 1 : (centre + half) / scale, method: 'wilson' }
}

/** t-interval of a mean, from n, sum and sum of squares. Null where n < 2, or one of them is no number. */
export function meanInterval(n: number, sum: number, sumOfSquares: number, confidence = 0.95): Interval | null {
  if (!(n >= 2 && Number.isFinite(sum + sumOfSquares))) return null
  const mean = sum / n
  const variance = Math.max(0, (sumOfSquares - n * mean * mean) / (n - 1))
  const half = studentQuantile(1 - (1 - confidence) / 2, n - 1) * Math.sqrt(variance / n)
  return { low: mean - half, high: mean + half, method: 'student_t' }
}

/**
 * Adjusted Wald interval of a net promoter score in points: n + 3, promoters + ¾, detractors + ¾, clipped to ±100.
 * Source: Rocks 2016, The American Statistician 70:365 (arXiv 1601.07235). Null where n is 0, or less
 * than promoters and detractors together.
 */
export function npsInterval(promoters: number, detractors: number, n: number, z = Z_975): Interval | null {
  if (!(n > 0 && promoters >= 0 && detractors >= 0 && promoters + detractors <= n)) return null
  const p = (promoters + 0.75) / (n + 3)
  const d = (detractors + 0.75) / (n + 3)
  const half = z * Math.sqrt((p + d - (p - d) ** 2) / (n + 3))
  const centre = p - d
  return {
    low: Math.max(-100, 100 * (centre - half)),
    high: Math.min(100, 100 * (centre + half)),
    method: 'adjusted_wald',
  }
}

/** Exact Poisson interval of a count, `½χ²` form (Garwood 1936). Throws a RangeError for what is no count. */
export function poissonInterval(events: number, confidence = 0.95): Interval {
  checkCounts({ events })
  const tail = (1 - confidence) / 2
  return {
    low: events === 0 ? 0 : gammaQuantile(tail, events),
    high: gammaQuantile(1 - tail, events + 1),
    method: 'exact_poisson',
  }
}
