// Distribution functions and quantiles: normal, Student's t, χ², gamma, beta, binomial, Poisson, hypergeometric. No
// maintained package on the registry has them without native code.
import { binomialDensity, lowerGamma, poissonDensity, regularisedBeta, upperGamma } from './special-functions.ts'

export { regularisedBeta }

/** Standard normal quantile at 0.975, as R prints it. */
export const Z_975 = 1.959963984540054

/** P(Z ≤ z) of the standard normal distribution. */
export function normalCdf(z: number): number {
  return z < 0 ? normalUpper(-z) : 1 - normalUpper(z)
}

/** P(Z > z) of the standard normal distribution, with full precision far out. */
export function normalUpper(z: number): number {
  return z < 0 ? 1 - normalUpper(-z) : 0.5 * upperGamma(0.5, (z * z) / 2)
}

/** Quantile of the standard normal distribution, 0 < p < 1; the infinities at 0 and 1. */
export function normalQuantile(p: number): number {
  if (p <= 0 || p >= 1) return p <= 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  if (p === 0.5) return 0
  if (p < 0.5) return -upperNormalQuantile(p)
  return p === 0.975 ? Z_975 : upperNormalQuantile(1 - p)
}

/** The two-sided p-value of a standard normal statistic. */
export function normalTwoSided(z: number): number {
  return Math.min(1, 2 * normalUpper(Math.abs(z)))
}

/** P(T ≤ t) of Student's t distribution with `df` degrees of freedom. */
export function studentCdf(t: number, df: number): number {
  const tail = studentTwoSided(t, df) / 2
  return t < 0 ? tail : 1 - tail
}

/** The two-sided p-value of a t statistic: P(|T| > |t|). */
export function studentTwoSided(t: number, df: number): number {
  const t2 = t * t
  return t2 === 0 ? 1 : regularisedBeta(df / (df + t2), df / 2, 0.5, t2 / (df + t2))
}

/** Quantile of Student's t distribution with `df` degrees of freedom, 0 < p < 1. */
export function studentQuantile(p: number, df: number): number {
  if (p < 0.5) return -studentQuantile(1 - p, df)
  if (p === 0.5) return 0
  const key = `${p} ${df}`
  const known = STUDENT_QUANTILES.get(key)
  if (known !== undefined) return known
  const tail = 2 * (1 - p)
  const quantile = solveIncreasing((t) => -studentTwoSided(t, df), -tail, 0, 10)
  if (STUDENT_QUANTILES.size < 10_000) STUDENT_QUANTILES.set(key, quantile)
  return quantile
}

/** Quantiles that were asked for: a table of means asks for the same few again and again. */
const STUDENT_QUANTILES = new Map<string, number>()

/** P(X > x) of the χ² distribution with `df` degrees of freedom: the p-value of a χ² statistic. */
export function chiSquaredUpper(x: number, df: number): number {
  return upperGamma(df / 2, x / 2)
}

/** Quantile of the χ² distribution with `df` degrees of freedom. */
export function chiSquaredQuantile(p: number, df: number): number {
  return 2 * gammaQuantile(p, df / 2)
}

/** P(X ≤ x) of the gamma distribution with shape `shape` and scale 1. */
export function gammaCdf(x: number, shape: number): number {
  return lowerGamma(shape, x)
}

/** Quantile of the gamma distribution with shape `shape` and scale 1: `½χ²` with 2·shape degrees of freedom. */
export function gammaQuantile(p: number, shape: number): number {
  if (p <= 0) return 0
  // Wilson & Hilferty's cube gives a bracket of a few standard deviations around the quantile of large shapes.
  const cube = shape < 1 ? 1 : shape * (1 - 1 / (9 * shape) + normalQuantile(p) / (3 * Math.sqrt(shape))) ** 3
  const spread = shape < 100 ? cube : 0.2 * Math.sqrt(shape)
  const low = Math.max(0, cube - spread)
  return solveIncreasing((x) => lowerGamma(shape, x), p, lowerGamma(shape, low) < p ? low : 0, cube + spread)
}

/** P(X ≤ x) of the beta distribution. */
export function betaCdf(x: number, a: number, b: number): number {
  return regularisedBeta(x, a, b)
}

/** Quantile of the beta distribution, 0 ≤ p ≤ 1. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0
  if (p >= 1) return 1
  return solveIncreasing((x) => regularisedBeta(x, a, b), p, 0, 1)
}

/** P(X = k) of the binomial distribution. */
export function binomialPmf(k: number, n: number, p: number): number {
  return Number.isInteger(k) ? binomialDensity(k, n, p, 1 - p) : 0
}

/** P(X ≤ k) of the binomial distribution. */
export function binomialCdf(k: number, n: number, p: number): number {
  const whole = Math.floor(k)
  if (whole < 0) return 0
  return whole >= n ? 1 : regularisedBeta(1 - p, n - whole, whole + 1, p)
}

/** P(X ≥ k) of the binomial distribution, with full precision far out. */
export function binomialUpper(k: number, n: number, p: number): number {
  const whole = Math.ceil(k)
  if (whole <= 0) return 1
  return whole > n ? 0 : regularisedBeta(p, whole, n - whole + 1)
}

/** The smallest k with P(X ≤ k) ≥ probability, with R's fuzz against rounding. */
export function binomialQuantile(probability: number, n: number, p: number): number {
  const wanted = probability * (1 - 64 * Number.EPSILON)
  let [low, high] = [0, n]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (binomialCdf(middle, n, p) >= wanted) high = middle
    else low = middle + 1
  }
  return low
}

/** P(X = k) of the Poisson distribution. */
export function poissonPmf(k: number, lambda: number): number {
  return Number.isInteger(k) ? poissonDensity(k, lambda) : 0
}

/** P(X ≤ k) of the Poisson distribution. */
export function poissonCdf(k: number, lambda: number): number {
  return k < 0 ? 0 : upperGamma(Math.floor(k) + 1, lambda)
}

/**
 * P(X = k) of the hypergeometric distribution: k of the `marked` among `drawn` taken from `marked` + `plain`. By three
 * binomial densities, as R's dhyper.
 */
export function hypergeometricPmf(k: number, marked: number, plain: number, drawn: number): number {
  const total = marked + plain
  if (!Number.isInteger(k) || k < 0 || k > marked || drawn - k > plain || k > drawn) return 0
  if (drawn === 0) return 1
  const [p, q] = [drawn / total, (total - drawn) / total]
  return (
    (binomialDensity(k, marked, p, q) * binomialDensity(drawn - k, plain, p, q)) / binomialDensity(drawn, total, p, q)
  )
}

function upperNormalQuantile(tail: number): number {
  return solveIncreasing((z) => -normalUpper(z), -tail, 0, 8)
}

/** The x at which an increasing function reaches p, to the last digits of a double: bisection with secant steps. */
function solveIncreasing(f: (x: number) => number, p: number, low: number, high: number): number {
  let [a, b] = [low, high]
  while (f(b) < p && b < 1e15) b += Math.max(1, b - a)
  let [fa, fb] = [f(a) - p, f(b) - p]
  for (let i = 0; i < 200 && b - a > 1e-15 * Math.max(1e-15, Math.abs(b)); i += 1) {
    // Illinois' rule every other time; the plain middle in between, so that the bracket halves at least that often.
    const secant = fb === fa ? Number.NaN : b - (fb * (b - a)) / (fb - fa)
    const x = i % 2 === 0 && secant > a && secant < b ? secant : (a + b) / 2
    if (x <= a || x >= b) break
    const fx = f(x) - p
    if (fx === 0) return x
    if (fx < 0) [a, fa] = [x, fx]
    else [b, fb] = [x, fx]
  }
  return (a + b) / 2
}
