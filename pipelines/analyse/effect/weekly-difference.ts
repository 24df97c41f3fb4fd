import { studentQuantile } from '../../metrics/distributions.ts'
import { isRounding } from '../compare/is-rounding.ts'
import type { EstimatedChange } from './before-after.ts'

/** Weekly values of one group before and after a change. */
export interface WeeklyValues {
  readonly before: readonly number[]
  readonly after: readonly number[]
}

/**
 * Difference of the mean weekly values after and before, with Welch's t-interval: for metrics that are one number a week
 * (means, medians, NPS). The weeks are the sample, so that what varies from week to week is in the interval. With a
 * `comparison` the change of that group is taken off: difference in differences, its degrees of freedom by Satterthwaite
 * 1946 over the four groups of weeks. Null with fewer than two weeks in a group or without any variation.
 */
export function weeklyDifference(own: WeeklyValues, comparison?: WeeklyValues): EstimatedChange | null {
  const groups = [own, ...(comparison === undefined ? [] : [comparison])].flatMap(({ before, after }) => [
    before,
    after,
  ])
  if (groups.some(({ length }) => length < 2)) return null
  const found = groups.map(moments)
  const variance = found.reduce((sum, { error2 }) => sum + error2, 0)
  if (isRounding(Math.sqrt(variance), Math.max(...found.map(({ mean }) => Math.abs(mean))))) return null
  const df = variance ** 2 / found.reduce((sum, { error2, n }) => sum + error2 ** 2 / (n - 1), 0)
  const half = studentQuantile(0.975, df) * Math.sqrt(variance)
  const [first, second, otherFirst, otherSecond] = found.map(({ mean }) => mean)
  const estimate = (second ?? 0) - (first ?? 0) - ((otherSecond ?? 0) - (otherFirst ?? 0))
  return { estimate, low: estimate - half, high: estimate + half, none: 0 }
}

/** Number of weeks, mean, and squared standard error of the mean. */
function moments(values: readonly number[]): { n: number; mean: number; error2: number } {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  return { n, mean, error2: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) / n }
}
