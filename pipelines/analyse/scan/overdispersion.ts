import { quantile } from '../../metrics/quantile.ts'
import { type FunnelUnit, pooledShare } from './funnel.ts'

export interface Overdispersion {
  readonly target: number
  /** Mean of z²; about 1 where units differ by chance alone. */
  readonly phi: number
  /** The same with each tail's z pulled in to its 10 % quantile, so that a few true outliers do not widen the limits. */
  readonly phiWinsorised: number
}

/** Over-dispersion of units around their pooled share, or a target (Spiegelhalter 2005). Null without cases or variation. */
export function overdispersion(units: readonly FunnelUnit[], target = pooledShare(units)): Overdispersion | null {
  if (target === null || target <= 0 || target >= 1) return null
  const z = units.filter(({ n }) => n > 0).map(({ x, n }) => (x / n - target) / Math.sqrt((target * (1 - target)) / n))
  if (z.length === 0) return null
  const [low, high] = [quantile(z, 0.1) ?? 0, quantile(z, 0.9) ?? 0]
  const meanSquare = (list: readonly number[]) => list.reduce((sum, value) => sum + value * value, 0) / list.length
  return {
    target,
    phi: meanSquare(z),
    phiWinsorised: meanSquare(z.map((value) => Math.min(high, Math.max(low, value)))),
  }
}
