// Distribution functions by continued fractions and series, and their quantiles by bisection on them. No maintained
// package on the registry has them without native code.

/** Standard normal quantile at 0.975, as R prints it. */
export const Z_975 = 1.959963984540054

/** Quantile of Student's t distribution with `df` degrees of freedom, 0.5 ≤ p < 1. */
export function studentQuantile(p: number, df: number): number {
  return solveIncreasing((t) => 1 - 0.5 * regularisedBeta(df / (df + t * t), df / 2, 0.5), p, 0, 10)
}

/** Quantile of the gamma distribution with shape `shape` and scale 1: `½χ²` with 2·shape degrees of freedom. */
export function gammaQuantile(p: number, shape: number): number {
  return solveIncreasing((x) => regularisedGamma(shape, x), p, 0, shape + 10)
}

/** Quantile of the beta distribution, 0 < p < 1. */
export function betaQuantile(p: number, a: number, b: number): number {
  return solveIncreasing((x) => regularisedBeta(x, a, b), p, 0, 1)
}

/** Quantile of the standard normal distribution, 0 < p < 1; the infinities at 0 and 1. */
export function normalQuantile(p: number): number {
  if (p <= 0 || p >= 1) return p <= 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return p < 0.5 ? -normalQuantile(1 - p) : solveIncreasing((z) => 1 - normalUpper(z), p, 0, 10)
}

/** P(Z ≥ z) of the standard normal distribution, accurate far into the tail. */
export function normalUpper(z: number): number {
  return z < 0 ? 1 - normalUpper(-z) : 0.5 * gammaUpper(0.5, (z * z) / 2)
}

/** P(X ≥ x) of the χ² distribution. */
export function chiSquaredUpper(x: number, df: number): number {
  return gammaUpper(df / 2, x / 2)
}

/** P(|T| ≥ |t|) of Student's t distribution. */
export function studentTwoSided(t: number, df: number): number {
  return regularisedBeta(df / (df + t * t), df / 2, 0.5)
}

/** P(X ≥ k) of the binomial distribution, by the incomplete beta function. */
export function binomialUpper(k: number, n: number, p: number): number {
  if (k <= 0) return 1
  return k > n ? 0 : regularisedBeta(p, k, n - k + 1)
}

/** ln of the number of ways to choose k of n. */
export function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
}

/** Regularised incomplete beta function I_x(a, b); continued fraction, Lentz' method (DLMF 8.17.22). */
export function regularisedBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - regularisedBeta(1 - x, b, a)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a
  const fraction = lentz((m) => {
    const k = Math.floor(m / 2)
    const even = m % 2 === 0
    const numerator = even ? k * (b - k) * x : -(a + k) * (a + b + k) * x
    return numerator / (even ? (a + 2 * k - 1) * (a + 2 * k) : (a + 2 * k) * (a + 2 * k + 1))
  })
  return front * fraction
}

/** Regularised lower incomplete gamma function P(a, x); series below a + 1, continued fraction above. */
function regularisedGamma(a: number, x: number): number {
  if (x <= 0) return 0
  if (x >= a + 1) return 1 - gammaUpper(a, x)
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  let term = 1 / a
  let sum = term
  for (let n = 1; n < 10_000 && Math.abs(term) > Math.abs(sum) * 1e-17; n += 1) {
    term *= x / (a + n)
    sum += term
  }
  return front * sum
}

/** Regularised upper incomplete gamma function Q(a, x). */
function gammaUpper(a: number, x: number): number {
  if (x < a + 1) return 1 - regularisedGamma(a, x)
  if (x === Number.POSITIVE_INFINITY) return 0
  return Math.exp(a * Math.log(x) - x - logGamma(a)) * upperFraction(a, x)
}

function upperFraction(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let h = d
  for (let i = 1; i < 10_000; i += 1) {
    const an = -i * (i - a)
    b += 2
    d = 1 / nonZero(an * d + b)
    c = nonZero(b + an / c)
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) < 1e-16) break
  }
  return h
}

/** 1 / (1 + a₁/(1 + a₂/(1 + …))) for the coefficients `a(m)`, m from 1. */
function lentz(a: (m: number) => number): number {
  let c = Number.POSITIVE_INFINITY
  let d = 1
  let h = 1
  for (let m = 1; m < 10_000; m += 1) {
    d = 1 / nonZero(1 + a(m) * d)
    c = nonZero(1 + a(m) / c)
    const delta = c * d
    h *= delta
    if (Math.abs(delta - 1) < 1e-16) break
  }
  return h
}

function nonZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** ln Γ(x) for x > 0 (Lanczos, g = 7). */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const t = x + 6.5
  const series = LANCZOS.reduce((sum, coefficient, i) => sum + (i === 0 ? coefficient : coefficient / (x - 1 + i)), 0)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series)
}

/** The x at which an increasing function reaches p, to the last digits of a double, by bisection. */
function solveIncreasing(f: (x: number) => number, p: number, low: number, high: number): number {
  let [a, b] = [low, high]
  while (f(b) < p && b < 1e12) b *= 2
  for (let i = 0; i < 200 && b - a > 1e-15 * Math.max(1, b); i += 1) {
    const middle = (a + b) / 2
    if (f(middle) < p) a = middle
    else b = middle
  }
  return (a + b) / 2
}
