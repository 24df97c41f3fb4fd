import { Z_975 } from './distributions.ts'
import { firstAtOrBelow, type StepColumns, type SurvivalCurve, type SurvivalStep, stepAt } from './kaplan-meier.ts'

/** Limits by log(−log S), which stay inside 0 … 1, or by log S, R's default. */
export type LimitScale = 'log_log' | 'log'

/** Limits of S at a step. Null where S is 0 or 1. */
export function survivalLimits(
  { survival, standardError }: Pick<SurvivalStep, 'survival' | 'standardError'>,
  scale: LimitScale = 'log_log',
  z = Z_975,
): { low: number; high: number } | null {
  if (survival <= 0 || survival >= 1) return null
  const relative = standardError / survival
  if (scale === 'log')
    return { low: survival * Math.exp(-z * relative), high: Math.min(1, survival * Math.exp(z * relative)) }
  const half = (z * relative) / Math.abs(Math.log(survival))
  return { low: survival ** Math.exp(half), high: survival ** Math.exp(-half) }
}

/** Confidence limits of the time by which the share `p` has ended; a limit is null where it is not reached. */
export function survivalQuantileLimits(
  { columns }: SurvivalCurve,
  p: number,
  scale: LimitScale = 'log_log',
  z = Z_975,
): { low: number | null; high: number | null } {
  const share = 1 - p + 1e-9
  const limitsAt = (index: number) => survivalLimits(stepAt(columns, index), scale, z)
  // A limit is on its side of the curve: the upper one is not down to the share before the curve is.
  const down = firstAtOrBelow(columns, share * (1 + ROUNDING))
  const high = firstStep(down, columns.length, (index) => (limitsAt(index)?.high ?? 1) <= share)
  const low = firstLow(columns, share, { scale, z, end: Math.min(high + 1, columns.length) }, (index) => {
    const limits = limitsAt(index)
    return limits !== null && limits.low <= share
  })
  const timeAt = (index: number) => columns.times[index] ?? null
  return { low: low < columns.length ? timeAt(low) : null, high: high < columns.length ? timeAt(high) : null }
}

/** More than powers and logarithms are rounded by. */
const ROUNDING = 1e-9
const BLOCK = 64

/**
 * The first step whose lower limit is down to a share. Blocks in which none can be are passed over: the limit is above
 * the share where z·σ < Λ·ln(Λ₁ / Λ), with Λ = −ln S, Λ₁ that of the share and σ the root of Greenwood's sum; σ only grows,
 * and the right side is concave, so that the ends of a block tell of all between them.
 */
function firstLow(
  columns: StepColumns,
  share: number,
  { scale, z, end }: { scale: LimitScale; z: number; end: number },
  isDown: (index: number) => boolean,
): number {
  const most = -Math.log(share)
  const room = (index: number) => {
    const hazard = -Math.log(columns.survival[index] as number)
    return hazard * Math.log(most / hazard)
  }
  for (let from = 0; from < end; from += BLOCK) {
    const last = Math.min(from + BLOCK, end) - 1
    const reach = z * Math.sqrt(columns.greenwood[last] as number) * (1 + ROUNDING) + Number.EPSILON
    if (scale === 'log_log' && reach < room(from) && reach < room(last)) continue
    const found = firstStep(from, last + 1, isDown)
    if (found <= last) return found
  }
  return columns.length
}

function firstStep(from: number, to: number, holds: (index: number) => boolean): number {
  for (let index = from; index < to; index += 1) if (holds(index)) return index
  return to
}
