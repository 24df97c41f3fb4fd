import { studentQuantile, studentTwoSided } from '../../metrics/distributions.ts'
import { isKnown, type Series } from '../charts/control-chart.ts'
import { isRounding } from './is-rounding.ts'

export interface PairedT {
  readonly pairs: number
  /** Places, counted from 0, at which one of the two is missing. */
  readonly dropped: readonly number[]
  /** Mean of before − after; null without pairs. */
  readonly meanDifference: number | null
  readonly t: number | null
  readonly df: number
  readonly pValue: number | null
  readonly low: number | null
  readonly high: number | null
}

/**
 * Paired t-test of the same people before and after (metric-spec M33). Pairs that lack one side are dropped and listed.
 * With one pair, or without any variation, there is neither test nor interval.
 */
export function pairedT(before: Series, after: Series, confidence = 0.95): PairedT {
  if (before.length !== after.length) throw new RangeError(`${before.length} before, ${after.length} after`)
  const differences: number[] = []
  let largest = 0
  const dropped: number[] = []
  for (const [index, first] of before.entries()) {
    const second = after[index]
    if (!isKnown(first) || !isKnown(second)) {
      dropped.push(index)
      continue
    }
    differences.push(first - second)
    largest = Math.max(largest, Math.abs(first), Math.abs(second))
  }
  const pairs = differences.length
  const nothing = { pairs, dropped, df: Math.max(0, pairs - 1), t: null, pValue: null, low: null, high: null }
  if (pairs === 0) return { ...nothing, meanDifference: null }
  const mean = differences.reduce((sum, value) => sum + value, 0) / pairs
  const squares = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const df = pairs - 1
  const error = Math.sqrt(squares / Math.max(1, df) / pairs)
  if (pairs === 1 || isRounding(error, largest)) return { ...nothing, meanDifference: mean }
  const half = studentQuantile((1 + confidence) / 2, df) * error
  const t = mean / error
  return {
    pairs,
    dropped,
    meanDifference: mean,
    t,
    df,
    pValue: studentTwoSided(t, df),
    low: mean - half,
    high: mean + half,
  }
}
