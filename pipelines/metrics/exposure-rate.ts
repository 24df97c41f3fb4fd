import { betaQuantile, binomialCdf, binomialPmf, binomialUpper } from './distributions.ts'
import { type Interval, poissonInterval } from './intervals.ts'

/** Events per `per` units of exposure with the exact Poisson interval; both null where there is no exposure. */
export function exposureRate(
  events: number,
  exposure: number,
  per = 1000,
  confidence = 0.95,
): { rate: number | null; interval: Interval | null } {
  if (!(exposure > 0)) return { rate: null, interval: null }
  const { low, high, method } = poissonInterval(events, confidence)
  const scale = per / exposure
  return { rate: events * scale, interval: { low: low * scale, high: high * scale, method } }
}

/** Ratio of two rates: first ÷ second. A side is null where it is not defined (no events, no exposure). */
export interface RateRatio {
  readonly ratio: number | null
  readonly pValue: number | null
  readonly low: number | null
  readonly high: number | null
}

/**
 * Exact conditional comparison of two Poisson rates, as R's poisson.test: given both counts' sum, the first is
 * binomial (metric-spec M15).
 */
export function rateRatio(
  events: readonly [number, number],
  exposure: readonly [number, number],
  confidence = 0.95,
): RateRatio {
  const [x, y] = events
  const [t, u] = exposure
  const n = x + y
  if (!(t > 0 && u > 0 && n > 0)) return { ratio: null, pValue: null, low: null, high: null }
  const tail = (1 - confidence) / 2
  const asRatio = (p: number) => (p >= 1 ? null : ((p / (1 - p)) * u) / t)
  return {
    ratio: y === 0 ? null : x / t / (y / u),
    pValue: binomialTwoSided(x, n, t / (t + u)),
    low: x === 0 ? 0 : asRatio(betaQuantile(tail, x, n - x + 1)),
    high: x === n ? null : asRatio(betaQuantile(1 - tail, x + 1, n - x)),
  }
}

/** Two-sided exact binomial p-value: all outcomes that are no more likely than the observed one, as R's binom.test. */
export function binomialTwoSided(k: number, n: number, p: number): number {
  const limit = binomialPmf(k, n, p) * (1 + 1e-7)
  const mean = n * p
  if (k === mean) return 1
  const isLow = k < mean
  // The masses fall away from the mean on the other side: the first that is no more likely begins that tail.
  let [near, far] = isLow ? [Math.ceil(mean), n + 1] : [-1, Math.floor(mean)]
  while (near < far) {
    const middle = isLow ? Math.floor((near + far) / 2) : Math.ceil((near + far) / 2)
    const isIn = binomialPmf(middle, n, p) <= limit
    if (isLow) [near, far] = isIn ? [near, middle] : [middle + 1, far]
    else [near, far] = isIn ? [middle, far] : [near, middle - 1]
  }
  const sum = isLow
    ? binomialCdf(k, n, p) + binomialUpper(near, n, p)
    : binomialUpper(k, n, p) + binomialCdf(near, n, p)
  return Math.min(1, sum)
}

/** Each part's share of the whole beside its share of the exposure: index 1 is proportional (metric-spec M15). */
export function shareIndex(
  counts: readonly number[],
  exposureShares: readonly number[],
): { total: number; shares: (number | null)[]; index: (number | null)[] } {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const shares = counts.map((count) => (total === 0 ? null : count / total))
  return {
    total,
    shares,
    index: shares.map((share, i) => {
      const expected = exposureShares[i] ?? 0
      return share === null || expected <= 0 ? null : share / expected
    }),
  }
}
