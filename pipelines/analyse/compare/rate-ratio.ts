import { betaQuantile, binomialUpper } from '../../metrics/distributions.ts'

export interface RateRatio {
  /** Rate 1 by rate 2; infinite where only the second has no events. */
  readonly ratio: number
  readonly low: number
  readonly high: number
  readonly pValue: number
}

/**
 * Ratio of two Poisson rates by the exact conditional binomial test, as R's poisson.test: given all events, those of the
 * first are binomial. Null where an exposure is 0 or there are no events.
 */
export function rateRatio(x1: number, t1: number, x2: number, t2: number, confidence = 0.95): RateRatio | null {
  const n = x1 + x2
  if (t1 <= 0 || t2 <= 0 || n <= 0) return null
  const tail = (1 - confidence) / 2
  const odds = (p: number) => (p >= 1 ? Number.POSITIVE_INFINITY : (p / (1 - p)) * (t2 / t1))
  return {
    ratio: x2 === 0 ? Number.POSITIVE_INFINITY : x1 / t1 / (x2 / t2),
    low: x1 === 0 ? 0 : odds(betaQuantile(tail, x1, n - x1 + 1)),
    high: x2 === 0 ? Number.POSITIVE_INFINITY : odds(betaQuantile(1 - tail, x1 + 1, n - x1)),
    pValue: binomialTwoSided(x1, n, t1 / (t1 + t2)),
  }
}

/** Two-sided exact binomial p-value: all outcomes that are not more probable than the one seen. */
export function binomialTwoSided(x: number, n: number, p: number): number {
  const probability = (k: number) => binomialUpper(k, n, p) - binomialUpper(k + 1, n, p)
  const seen = probability(x) * (1 + 1e-7)
  const isBelow = x < n * p
  const own = isBelow ? 1 - binomialUpper(x + 1, n, p) : binomialUpper(x, n, p)
  // On the other side probabilities fall away from the mean: find where they are no larger than the one seen.
  let [inner, outer] = isBelow ? [Math.ceil(n * p), n + 1] : [Math.floor(n * p), -1]
  while (Math.abs(outer - inner) > 1) {
    const middle = Math.trunc((inner + outer) / 2)
    if (probability(middle) <= seen) outer = middle
    else inner = middle
  }
  if (probability(inner) <= seen) outer = inner
  const other = isBelow ? binomialUpper(outer, n, p) : 1 - binomialUpper(outer + 1, n, p)
  return x === n * p ? 1 : Math.min(1, own + other)
}
