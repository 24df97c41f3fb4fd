import { Z_975 } from '../../metrics/distributions.ts'

export interface ShareRatio {
  readonly ratio: number
  readonly low: number
  readonly high: number
}

/**
 * Ratio of two shares x₁/n₁ : x₂/n₂ with its 95 % interval on the logarithmic scale (Katz, Baptista, Azen & Pike 1978,
 * Biometrics 34:469). Null where a numerator or a denominator is 0.
 */
export function shareRatio(x1: number, n1: number, x2: number, n2: number): ShareRatio | null {
  if (x1 <= 0 || x2 <= 0 || n1 <= 0 || n2 <= 0) return null
  const ratio = x1 / n1 / (x2 / n2)
  const half = Z_975 * Math.sqrt(Math.max(0, 1 / x1 - 1 / n1 + 1 / x2 - 1 / n2))
  return { ratio, low: ratio * Math.exp(-half), high: ratio * Math.exp(half) }
}
