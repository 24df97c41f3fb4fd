import { lastStep, type SurvivalCurve, survivalAt, survivalQuantile } from './kaplan-meier.ts'
import { survivalLimits, survivalQuantileLimits } from './survival-limits.ts'

/** What is asked of a curve: the time by which the share `p` has ended, or the share that has ended `within` a time. */
export interface CurveQuestion {
  readonly p?: number | undefined
  readonly within?: number | undefined
}

/** A number read from a curve with its limits; null where it is not reached, or beyond what was observed. */
export interface CurveReading {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** Reads a curve; the median where nothing else is asked. */
export function curveReading(curve: SurvivalCurve, { p = 0.5, within }: CurveQuestion): CurveReading {
  if (within === undefined) return { value: survivalQuantile(curve, p), ...survivalQuantileLimits(curve, p) }
  const isObserved = curve.n > 0 && ((curve.longest ?? 0) >= within || curve.events === curve.n)
  if (!isObserved) return { value: null, low: null, high: null }
  const step = lastStep(curve, within)
  const limits = step === null ? null : survivalLimits(step)
  return {
    value: 1 - survivalAt(curve, within),
    low: limits === null ? null : 1 - limits.high,
    high: limits === null ? null : 1 - limits.low,
  }
}
