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
  const isPassed = scale === 'log_log' ? stretchTest(columns, share, z) : { low: never, high: never }
  const high = firstStep(down, columns.length, isPassed.high, (index) => (limitsAt(index)?.high ?? 1) <= share)
  const end = Math.min(high + 1, columns.length)
  const low = firstStep(0, end, isPassed.low, (index) => {
    const limits = limitsAt(index)
    return limits !== null && limits.low <= share
  })
  const timeAt = (index: number) => columns.times[index] ?? null
  return { low: low < end ? timeAt(low) : null, high: high < columns.length ? timeAt(high) : null }
}

/** More than powers and logarithms are rounded by. */
const ROUNDING = 1e-9
/** So few steps are gone through one by one. */
const SHORT = 8

/** Whether no step from one to another can have its limit down to a share. */
type IsPassed = (from: number, last: number) => boolean

function never(): boolean {
  return false
}

/**
 * Tells of stretches of steps that can be passed over. With Λ = −ln S, Λ₁ that of the share and σ the root of Greenwood's
 * sum, the lower limit is above the share where z·σ < Λ·ln(Λ₁ / Λ), and the upper one where z·σ > Λ·ln(Λ / Λ₁). σ only
 * grows; the first right side is concave and, beyond Λ₁, the second one grows, so that the ends of a stretch tell of
 * all between them.
 */
function stretchTest(
  { survival, greenwood }: StepColumns,
  share: number,
  z: number,
): { low: IsPassed; high: IsPassed } {
  const most = -Math.log(share)
  const room = (index: number) => {
    const hazard = -Math.log(survival[index] as number)
    return hazard * Math.log(most / hazard)
  }
  const reach = (index: number) => z * Math.sqrt(greenwood[index] as number)
  return {
    low: (from, last) => {
      const least = reach(last) * (1 + ROUNDING) + Number.EPSILON
      return least < room(from) && least < room(last)
    },
    high: (from, last) => reach(from) * (1 - ROUNDING) - Number.EPSILON > -room(last),
  }
}

/** The first step at which something holds, or the end; stretches in which it cannot are passed over, then their halves. */
function firstStep(from: number, to: number, isPassed: IsPassed, holds: (index: number) => boolean): number {
  if (from >= to || isPassed(from, to - 1)) return to
  if (to - from <= SHORT) {
    for (let index = from; index < to; index += 1) if (holds(index)) return index
    return to
  }
  const middle = (from + to) >> 1
  const found = firstStep(from, middle, isPassed, holds)
  return found < middle ? found : firstStep(middle, to, isPassed, holds)
}
