import { normalQuantile } from './distributions.ts'

/** Limits of a share of `n` cases around a centre, within 0 and 1. */
export interface FunnelLimits {
  readonly n: number
  readonly low95: number
  readonly high95: number
  readonly low998: number
  readonly high998: number
}

const [Z_95, Z_998] = [normalQuantile(0.975), normalQuantile(0.999)]

/**
 * Limits of a funnel plot: centre ± z√(φ·p(1 − p)/n), φ being the over-dispersion, at least 1 (Spiegelhalter 2005,
 * Statistics in Medicine 24:1185; metric-spec M30). Of the sizes given, each above 0.
 */
export function funnelLimits(centre: number, dispersion: number, n: number): FunnelLimits {
  const sigma = Math.sqrt((Math.max(1, dispersion) * centre * (1 - centre)) / n)
  const limit = (z: number) => Math.min(1, Math.max(0, centre + z * sigma))
  return { n, low95: limit(-Z_95), high95: limit(Z_95), low998: limit(-Z_998), high998: limit(Z_998) }
}
