// Incomplete gamma and beta functions. Their leading factors are computed as binomial and Poisson densities by the
// saddle-point form (Loader 2000, "Fast and accurate computation of binomial probabilities"), which keeps full
// precision where differences of log-gammas of large arguments would cancel.

/** Density of the Poisson distribution for real x ≥ 0: e^(−λ) λ^x / Γ(x + 1). */
export function poissonDensity(x: number, lambda: number): number {
  if (lambda <= 0) return x === 0 ? 1 : 0
  if (x < 0) return 0
  if (x === 0) return Math.exp(-lambda)
  return Math.exp(-stirlingError(x) - deviance(x, lambda)) / Math.sqrt(2 * Math.PI * x)
}

/** Density of the binomial distribution for real 0 ≤ x ≤ n, with p + q = 1 given apart so that neither loses digits. */
export function binomialDensity(x: number, n: number, p: number, q: number): number {
  if (x < 0 || x > n) return 0
  if (p === 0) return x === 0 ? 1 : 0
  if (q === 0) return x === n ? 1 : 0
  if (x === 0) return n === 0 ? 1 : Math.exp(p < 0.1 ? -deviance(n, n * q) - n * p : n * Math.log(q))
  if (x === n) return Math.exp(q < 0.1 ? -deviance(n, n * p) - n * q : n * Math.log(p))
  const error = stirlingError(n) - stirlingError(x) - stirlingError(n - x)
  const exponent = error - deviance(x, n * p) - deviance(n - x, n * q)
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x * (n - x)))
}

/** Regularised incomplete beta function I_x(a, b) with y = 1 − x; continued fraction, Lentz' method (DLMF 8.17.22). */
export function regularisedBeta(x: number, a: number, b: number, y = 1 - x): number {
  if (x <= 0) return 0
  if (y <= 0) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - regularisedBeta(y, b, a, x)
  const front = (binomialDensity(a, a + b, x, y) * b) / (a + b)
  const fraction = lentz((m) => {
    const k = Math.floor(m / 2)
    const even = m % 2 === 0
    const numerator = even ? k * (b - k) * x : -(a + k) * (a + b + k) * x
    return numerator / (even ? (a + 2 * k - 1) * (a + 2 * k) : (a + 2 * k) * (a + 2 * k + 1))
  })
  return front * fraction
}

/** Regularised lower incomplete gamma function P(a, x). */
export function lowerGamma(a: number, x: number): number {
  if (x <= 0) return 0
  return x >= a + 1 ? 1 - upperTail(a, x) : lowerSeries(a, x)
}

/** Regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), with full precision far out. */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1
  return x >= a + 1 ? upperTail(a, x) : 1 - lowerSeries(a, x)
}

function lowerSeries(a: number, x: number): number {
  let term = 1
  let sum = 1
  for (let n = 1; n < 1e7 && term > sum * 1e-17; n += 1) {
    term *= x / (a + n)
    sum += term
  }
  return poissonDensity(a, x) * sum
}

/** Continued fraction of Q(a, x), x ≥ a + 1 (DLMF 8.9.2). */
function upperTail(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let h = d
  for (let i = 1; i < 1e7; i += 1) {
    const an = -i * (i - a)
    b += 2
    d = 1 / nonZero(an * d + b)
    c = nonZero(b + an / c)
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) < 1e-16) break
  }
  // x^a e^(−x) / Γ(a) is the density at a, times a.
  return poissonDensity(a, x) * a * h
}

/** 1 / (1 + a₁/(1 + a₂/(1 + …))) for the coefficients `a(m)`, m from 1. */
function lentz(a: (m: number) => number): number {
  let c = Number.POSITIVE_INFINITY
  let d = 1
  let h = 1
  for (let m = 1; m < 1e6; m += 1) {
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

/** ln Γ(n + 1) less Stirling's ½ ln(2πn) + n ln n − n. */
function stirlingError(n: number): number {
  if (n <= 15) return logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - 0.5 * Math.log(2 * Math.PI)
  const n2 = n * n
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / (1188 * n2)) / n2) / n2) / n2) / n
}

/** x ln(x / m) + m − x, without cancellation where x is close to m. */
function deviance(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x
  const v = (x - m) / (x + m)
  let sum = (x - m) * v
  let power = 2 * x * v
  for (let j = 1; j < 1000; j += 1) {
    power *= v * v
    const next = sum + power / (2 * j + 1)
    if (next === sum) break
    sum = next
  }
  return sum
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** ln Γ(x) for x > 0 (Lanczos, g = 7). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const t = x + 6.5
  const series = LANCZOS.reduce((sum, coefficient, i) => sum + (i === 0 ? coefficient : coefficient / (x - 1 + i)), 0)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series)
}
