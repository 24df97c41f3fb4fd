import { binomialUpper } from '../../metrics/distributions.ts'
import { funnelLimits } from '../../metrics/funnel-limits.ts'

export interface FunnelUnit {
  readonly x: number
  readonly n: number
}

export interface FunnelPoint extends FunnelUnit {
  readonly share: number | null
  /** Standardised distance from the target; widened by over-dispersion where that is asked for. */
  readonly z: number | null
  /** P(X ≥ x) of chance alone. */
  readonly exactUpper: number | null
  readonly low95: number | null
  readonly high95: number | null
  /** 99.8 % limits. */
  readonly low998: number | null
  readonly high998: number | null
  readonly isOutside: boolean
}

export interface Funnel {
  readonly target: number
  /** Over-dispersion by which the limits were widened: φ, at least 1. */
  readonly phi: number
  readonly points: readonly FunnelPoint[]
}

/**
 * Funnel plot of units' shares around a target, the pooled share by default: target ± z√(φ·p(1 − p)/n), within 0 and 1.
 * A unit without cases has no point. Source: Spiegelhalter 2005, Statistics in Medicine 24:1185 (metric-spec M30).
 */
export function funnel(units: readonly FunnelUnit[], options: { target?: number; phi?: number } = {}): Funnel | null {
  const target = options.target ?? pooledShare(units)
  if (target === null) return null
  const phi = Math.max(1, options.phi ?? 1)
  const points = units.map(({ x, n }) => {
    if (n <= 0) return { x, n, ...NOTHING }
    const sigma = Math.sqrt((phi * target * (1 - target)) / n)
    const limits = funnelLimits(target, phi, n)
    const share = x / n
    return {
      x,
      share,
      z: sigma === 0 ? null : (share - target) / sigma,
      exactUpper: binomialUpper(x, n, target),
      ...limits,
      isOutside: share < limits.low998 || share > limits.high998,
    }
  })
  return { target, phi, points }
}

export function pooledShare(units: readonly FunnelUnit[]): number | null {
  const n = units.reduce((sum, unit) => sum + unit.n, 0)
  return n > 0 ? units.reduce((sum, unit) => sum + unit.x, 0) / n : null
}

const NOTHING = {
  share: null,
  z: null,
  exactUpper: null,
  low95: null,
  high95: null,
  low998: null,
  high998: null,
  isOutside: false,
}
