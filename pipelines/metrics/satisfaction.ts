import type { Scale } from './answer-reading.ts'
import { checkCounts } from './checked-count.ts'
import { type Interval, meanInterval, wilsonInterval } from './intervals.ts'

/** How many gave which score. */
export type ScoreCounts = ReadonlyMap<number, number>

/** Satisfaction on one scale: shares are fractions of 1, `index` runs from 0 to 100. Null values where n is 0. */
export interface Satisfaction {
  readonly n: number
  readonly mean: number | null
  readonly meanInterval: Interval | null
  /** The mean stretched to 0 … 100. */
  readonly index: number | null
  /** Share of the best `categories` of the scale, and its Wilson interval. */
  top(categories: number): { readonly share: number | null; readonly interval: Interval | null }
  /** Share of the worst `categories` of the scale. */
  bottom(categories: number): { readonly share: number | null; readonly interval: Interval | null }
}

export function scoreCounts(scores: readonly number[]): ScoreCounts {
  const counts = new Map<number, number>()
  for (const score of scores) counts.set(score, (counts.get(score) ?? 0) + 1)
  return counts
}

/**
 * Customer satisfaction from the counts of one scale (metric-spec M1). Where the lowest number is the best answer
 * (`isLowBest`), scores are mirrored first. Scores off the scale throw a RangeError: scales are never pooled; so does
 * what is no count.
 */
export function satisfaction(counts: ScoreCounts, scale: Scale, isLowBest = false): Satisfaction {
  let [n, sum, squares] = [0, 0, 0]
  const mirrored = new Map<number, number>()
  for (const [score, count] of counts) {
    if (!Number.isInteger(score) || score < scale.min || score > scale.max)
      throw new RangeError(`${score} is not on the scale from ${scale.min} to ${scale.max}`)
    checkCounts({ [`answers of ${score}`]: count })
    const value = isLowBest ? scale.min + scale.max - score : score
    mirrored.set(value, (mirrored.get(value) ?? 0) + count)
    n += count
    sum += count * value
    squares += count * value * value
  }
  const shareWhere = (test: (score: number) => boolean) => {
    let k = 0
    for (const [score, count] of mirrored) if (test(score)) k += count
    return { share: n === 0 ? null : k / n, interval: wilsonInterval(k, n) }
  }
  const mean = n === 0 ? null : sum / n
  return {
    n,
    mean,
    meanInterval: meanInterval(n, sum, squares),
    index: mean === null ? null : (100 * (mean - scale.min)) / (scale.max - scale.min),
    top: (categories) => shareWhere((score) => score > scale.max - categories),
    bottom: (categories) => shareWhere((score) => score < scale.min + categories),
  }
}
