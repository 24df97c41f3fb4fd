import { normalUpper } from '../../metrics/distributions.ts'
import { solveLinear } from './linear-system.ts'

/**
 * Average run length of a two-sided CUSUM of normal values with sigma 1 and mean `mu`, from a start at 0: 1/L = 1/L⁺ + 1/L⁻
 * (metric-spec M26). `k` and `h` are in sigmas.
 */
export function cusumArl(k: number, h: number, mu: number): number {
  return 1 / (1 / oneSidedArl(k, h, mu) + 1 / oneSidedArl(k, h, -mu))
}

/**
 * Page's integral equation L(z) = 1 + L(0)·Φ(k − z − μ) + ∫₀ʰ L(x)·φ(x + k − z − μ) dx, by Gauss–Legendre quadrature
 * (Brook & Evans 1972 describe the chain behind it).
 */
function oneSidedArl(k: number, h: number, mu: number, nodes = 40): number {
  const { points, weights } = gaussLegendre(nodes, 0, h)
  const start = [0, ...points]
  const matrix = start.map((z, i) =>
    start.map((x, j) => {
      const kernel = j === 0 ? normalUpper(z + mu - k) : (weights[j - 1] ?? 0) * density(x + k - z - mu)
      return (i === j ? 1 : 0) - kernel
    }),
  )
  const lengths = solveLinear(
    matrix,
    start.map(() => 1),
  )
  // A run so long that the system is singular to the last digit hardly ever ends.
  return lengths?.[0] ?? Number.POSITIVE_INFINITY
}

function density(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
}

/** Nodes and weights on [a, b]: roots of the Legendre polynomial by Newton's method. */
function gaussLegendre(n: number, a: number, b: number): { points: number[]; weights: number[] } {
  const points: number[] = []
  const weights: number[] = []
  for (let i = 0; i < n; i += 1) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5))
    let slope = 1
    for (let step = 0; step < 100; step += 1) {
      let [previous, current] = [1, x]
      for (let j = 2; j <= n; j += 1)
        [previous, current] = [current, ((2 * j - 1) * x * current - (j - 1) * previous) / j]
      slope = (n * (x * current - previous)) / (x * x - 1)
      const change = current / slope
      x -= change
      if (Math.abs(change) < 1e-15) break
    }
    points.push((a + b) / 2 - ((b - a) / 2) * x)
    weights.push((b - a) / ((1 - x * x) * slope * slope))
  }
  return { points, weights }
}
