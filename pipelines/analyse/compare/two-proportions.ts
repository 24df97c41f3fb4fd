import { chiSquaredUpper, normalQuantile } from '../../metrics/distributions.ts'
import { wilsonInterval } from '../../metrics/intervals.ts'
import { fisherExact } from './fisher-exact.ts'

export interface ProportionDifference {
  readonly p1: number
  readonly p2: number
  /** p1 − p2 with its interval. */
  readonly difference: number
  readonly low: number
  readonly high: number
}

/**
 * Difference of two proportions with Newcombe's hybrid score interval, without continuity correction.
 * Source: Newcombe 1998, Statistics in Medicine 17:873, method 10. Null where a sample is empty.
 */
export function newcombeDifference(
  x1: number,
  n1: number,
  x2: number,
  n2: number,
  confidence = 0.95,
): ProportionDifference | null {
  const z = normalQuantile((1 + confidence) / 2)
  const [first, second] = [wilsonInterval(x1, n1, z), wilsonInterval(x2, n2, z)]
  if (first === null || second === null) return null
  const [p1, p2] = [x1 / n1, x2 / n2]
  const difference = p1 - p2
  return {
    p1,
    p2,
    difference,
    low: difference - Math.hypot(p1 - first.low, second.high - p2),
    high: difference + Math.hypot(first.high - p1, p2 - second.low),
  }
}

/** χ² of a 2 × 2 table, one degree of freedom. */
export interface ChiSquared {
  readonly chisq: number
  readonly pValue: number
}

/** Pearson's χ² of two proportions, without Yates' correction unless asked. Null where a margin is 0. */
export function chiSquaredTest(x1: number, n1: number, x2: number, n2: number, yates = false): ChiSquared | null {
  const total = n1 + n2
  const hits = x1 + x2
  const margins = n1 * n2 * hits * (total - hits)
  if (margins <= 0) return null
  const cross = Math.abs(x1 * (n2 - x2) - x2 * (n1 - x1))
  const corrected = yates ? Math.max(0, cross - total / 2) : cross
  const chisq = (total * corrected ** 2) / margins
  return { chisq, pValue: chiSquaredUpper(chisq, 1) }
}

export interface ProportionTest {
  readonly method: 'chi_squared' | 'fisher'
  readonly pValue: number
}

/** χ² without Yates, or Fisher's exact test where any expected count is below 5 (metric-spec M27). Null: a sample is empty. */
export function proportionTest(x1: number, n1: number, x2: number, n2: number): ProportionTest | null {
  if (n1 <= 0 || n2 <= 0) return null
  const rate = (x1 + x2) / (n1 + n2)
  const smallest = Math.min(n1, n2) * Math.min(rate, 1 - rate)
  if (smallest < 5) return { method: 'fisher', pValue: fisherExact(x1, n1 - x1, x2, n2 - x2) }
  return { method: 'chi_squared', pValue: chiSquaredTest(x1, n1, x2, n2)?.pValue ?? 1 }
}
