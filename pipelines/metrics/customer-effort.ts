import type { Interval } from './intervals.ts'
import { type ScoreCounts, satisfaction } from './satisfaction.ts'

/** Customer effort on the scale 1–7 "made it easy" (CES 2.0): three published scorings of the same answers. */
export interface CustomerEffort {
  readonly n: number
  readonly mean: number | null
  readonly meanInterval: Interval | null
  /** Share that answered 5 to 7, a fraction of 1: the scoring that Huiyin shows. */
  readonly easy: number | null
  readonly easyInterval: Interval | null
  /** Share of 6–7 less share of 1–3, in points. */
  readonly index: number | null
}

/** Customer effort from counts of the scores 1 to 7 (metric-spec M3). Other scales throw a RangeError: they do not convert. */
export function customerEffort(counts: ScoreCounts): CustomerEffort {
  const { n, mean, meanInterval, top } = satisfaction(counts, { min: 1, max: 7 })
  const count = (low: number, high: number) => {
    let k = 0
    for (const [score, times] of counts) if (score >= low && score <= high) k += times
    return k
  }
  return {
    n,
    mean,
    meanInterval,
    easy: top(3).share,
    easyInterval: top(3).interval,
    index: n === 0 ? null : (100 * (count(6, 7) - count(1, 3))) / n,
  }
}
