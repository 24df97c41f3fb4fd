import { checkCounts } from './checked-count.ts'
import { Z_975 } from './distributions.ts'

/** Cases that share one duration: how many ended then, and how many were still open (right-censored) then. */
export interface DurationCount {
  readonly time: number
  readonly events: number
  readonly censored: number
}

/** One step of the curve: at a time at which at least one case ended. */
export interface SurvivalStep {
  readonly time: number
  readonly atRisk: number
  readonly events: number
  /** Share still open just after `time`. */
  readonly survival: number
  /** Greenwood's standard error of `survival`. */
  readonly standardError: number
}

export interface SurvivalCurve {
  readonly steps: readonly SurvivalStep[]
  /** All cases, and those that ended. */
  readonly n: number
  readonly events: number
  /** The longest time observed; null without cases. */
  readonly longest: number | null
  /** Durations that are negative or no number: data errors, left out. */
  readonly excluded: number
}

/** Counts of durations from single cases; `ended` false means that the case was open when last seen. */
export function durationCounts(times: readonly number[], ended: readonly boolean[]): DurationCount[] {
  const counts = new Map<number, { time: number; events: number; censored: number }>()
  for (const [index, time] of times.entries()) {
    const count = counts.get(time) ?? { time, events: 0, censored: 0 }
    counts.set(time, count)
    if (ended[index] === true) count.events += 1
    else count.censored += 1
  }
  return [...counts.values()]
}

/**
 * Product-limit estimate of the share still open, from counts at distinct durations in any order (Kaplan & Meier
 * 1958; metric-spec M7). Where cases end and are censored at the same time, the ends come first. Throws a RangeError for
 * what is no count.
 */
export function kaplanMeier(durations: Iterable<DurationCount>): SurvivalCurve {
  const counts = [...durations]
  let [n, all] = [0, 0]
  for (const { time, events, censored } of counts) {
    const size = events + censored
    if (!(events >= 0 && censored >= 0 && size < Number.POSITIVE_INFINITY)) checkCounts({ events, censored })
    all += size
    if (time >= 0) n += size
  }
  const sorted = counts.filter(({ time }) => time >= 0).sort((a, b) => a.time - b.time)
  let [atRisk, survival, greenwood, ended] = [n, 1, 0, 0]
  const steps: SurvivalStep[] = []
  for (const count of sorted) {
    if (count.events > 0) {
      survival *= 1 - count.events / atRisk
      if (atRisk > count.events) greenwood += count.events / (atRisk * (atRisk - count.events))
      ended += count.events
      const standardError = survival * Math.sqrt(greenwood)
      steps.push({ time: count.time, atRisk, events: count.events, survival, standardError })
    }
    atRisk -= count.events + count.censored
  }
  return { steps, n, events: ended, longest: sorted.at(-1)?.time ?? null, excluded: all - n }
}

/** Share of cases still open after `time`. */
export function survivalAt(curve: SurvivalCurve, time: number): number {
  return curve.steps.findLast((step) => step.time <= time)?.survival ?? 1
}

/** How a quantile is read where the curve runs level at exactly that height: `first` time, or the `midpoint` that R and SAS report. */
export type PlateauConvention = 'first' | 'midpoint'

/** The time by which the share `p` has ended: the smallest with S(t) ≤ 1 − p. Null where it is not reached. */
export function survivalQuantile(curve: SurvivalCurve, p: number, plateau: PlateauConvention = 'first'): number | null {
  const index = curve.steps.findIndex((step) => step.survival <= 1 - p + 1e-9)
  const step = curve.steps[index]
  if (step === undefined) return null
  const next = curve.steps[index + 1]
  const isLevel = Math.abs(step.survival - (1 - p)) < 1e-9 && next !== undefined
  return plateau === 'midpoint' && isLevel ? (step.time + next.time) / 2 : step.time
}

/** Limits of S at a step: by log(−log S), which stays inside 0 … 1, or by log S, R's default. Null where S is 0 or 1. */
export function survivalLimits(
  step: SurvivalStep,
  scale: 'log_log' | 'log' = 'log_log',
  z = Z_975,
): { low: number; high: number } | null {
  const { survival, standardError } = step
  if (survival <= 0 || survival >= 1) return null
  const relative = standardError / survival
  if (scale === 'log')
    return { low: survival * Math.exp(-z * relative), high: Math.min(1, survival * Math.exp(z * relative)) }
  const half = (z * relative) / Math.abs(Math.log(survival))
  return { low: survival ** Math.exp(half), high: survival ** Math.exp(-half) }
}

/** Confidence limits of the time by which the share `p` has ended; a limit is null where it is not reached. */
export function survivalQuantileLimits(
  curve: SurvivalCurve,
  p: number,
  scale: 'log_log' | 'log' = 'log_log',
  z = Z_975,
): { low: number | null; high: number | null } {
  const found: { low: number | null; high: number | null } = { low: null, high: null }
  // Once the upper limit is there, the lower one has been, since it is never above.
  for (const step of curve.steps) {
    const limits = survivalLimits(step, scale, z)
    if (limits === null) continue
    if (limits.low <= 1 - p + 1e-9) found.low ??= step.time
    if (limits.high > 1 - p + 1e-9) continue
    found.high = step.time
    break
  }
  return found
}

/** Mean time open within the first `limit`: the area under the curve. */
export function restrictedMean(curve: SurvivalCurve, limit: number): number {
  let [area, time, survival] = [0, 0, 1]
  for (const step of curve.steps) {
    if (step.time >= limit) break
    area += survival * (step.time - time)
    time = step.time
    survival = step.survival
  }
  return area + survival * (limit - time)
}
