import { studentQuantile } from '../../metrics/distributions.ts'
import type { EstimatedChange } from './before-after.ts'

/**
 * Difference of the mean weekly values after and before, with Welch's t-interval: for metrics that are one number a week
 * (means, medians, NPS). The weeks are the sample, so that what varies from week to week is in the interval. Null with
 * fewer than two weeks on a side or without any variation.
 */
export function weeklyDifference(before: readonly number[], after: readonly number[]): EstimatedChange | null {
  const [first, second] = [moments(before), moments(after)]
  const variance = first.error2 + second.error2
  if (before.length < 2 || after.length < 2 || variance === 0) return null
  const df = variance ** 2 / (first.error2 ** 2 / (before.length - 1) + second.error2 ** 2 / (after.length - 1))
  const half = studentQuantile(0.975, df) * Math.sqrt(variance)
  const estimate = second.mean - first.mean
  return { estimate, low: estimate - half, high: estimate + half, none: 0 }
}

/** Mean, and squared standard error of the mean. */
function moments(values: readonly number[]): { mean: number; error2: number } {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  return { mean, error2: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) / n }
}
