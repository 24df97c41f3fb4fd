import { checkCounts } from './checked-count.ts'
import { normalQuantile, normalTwoSided } from './distributions.ts'
import { type Interval, npsInterval } from './intervals.ts'

/** Answers to the question 0–10: promoters 9–10, passives 7–8, detractors 0–6. */
export interface PromoterCounts {
  readonly promoters: number
  readonly passives: number
  readonly detractors: number
}

/** A net promoter score in points from −100 to 100. Null values where nobody answered. */
export interface NetPromoterScore {
  readonly n: number
  readonly score: number | null
  /** p + d − (p − d)², in units of one squared: not the variance of a proportion. */
  readonly variance: number | null
  /** Of the raw score, in points. */
  readonly standardError: number | null
  /** Wald's interval of the raw score; its width is 0 where all agree, which is wrong: not for showing. */
  readonly wald: { readonly low: number; readonly high: number } | null
  /** Centre of the adjusted Wald interval, in points. */
  readonly adjustedCentre: number | null
  /** The adjusted Wald interval, which is shown with the raw score. */
  readonly interval: Interval | null
}

/** Sorts scores into promoters, passives and detractors. A score that is no whole number from 0 to 10 is a RangeError. */
export function classifyPromoters(scores: readonly number[]): PromoterCounts {
  const off = scores.find((score) => !Number.isInteger(score) || score < 0 || score > 10)
  if (off !== undefined) throw new RangeError(`${off} is not on the scale from 0 to 10`)
  const promoters = scores.filter((score) => score >= 9).length
  const detractors = scores.filter((score) => score <= 6).length
  return { promoters, passives: scores.length - promoters - detractors, detractors }
}

/**
 * The score of counts with its error and interval (metric-spec M2; Rocks 2016, arXiv 1601.07235). Throws a RangeError for
 * what is no count.
 */
export function netPromoterScore(counts: PromoterCounts, confidence = 0.95): NetPromoterScore {
  const { promoters, passives, detractors } = counts
  checkCounts({ promoters, passives, detractors })
  const n = promoters + passives + detractors
  if (n === 0)
    return { n, score: null, variance: null, standardError: null, wald: null, adjustedCentre: null, interval: null }
  const z = normalQuantile(1 - (1 - confidence) / 2)
  const score = (100 * (promoters - detractors)) / n
  const variance = varianceOf(promoters / n, detractors / n)
  const standardError = 100 * Math.sqrt(variance / n)
  return {
    n,
    score,
    variance,
    standardError,
    wald: { low: score - z * standardError, high: score + z * standardError },
    adjustedCentre: (100 * (promoters - detractors)) / (n + 3),
    interval: npsInterval(promoters, detractors, n, z),
  }
}

/** The difference of two independent scores in points, with z, two-sided p and interval; null where one has no answers. */
export function promoterDifference(a: PromoterCounts, b: PromoterCounts, confidence = 0.95) {
  const [first, second] = [netPromoterScore(a), netPromoterScore(b)]
  if (first.score === null || second.score === null) return null
  const difference = first.score - second.score
  const standardError = Math.hypot(first.standardError ?? 0, second.standardError ?? 0)
  const z = standardError === 0 ? null : difference / standardError
  const half = normalQuantile(1 - (1 - confidence) / 2) * standardError
  return {
    difference,
    standardError,
    z,
    pValue: z === null ? null : normalTwoSided(z),
    low: difference - half,
    high: difference + half,
  }
}

/**
 * Answers needed for an interval of ± `margin` points, given the variance in units of one (1 is the worst case). Throws a
 * RangeError for a margin that is not above 0, or a variance that no score can have.
 */
export function answersForMargin(margin: number, variance: number, confidence = 0.95): number {
  if (!(margin > 0)) throw new RangeError(`a margin of ${margin} points cannot be reached`)
  if (!(variance >= 0 && variance <= 1)) throw new RangeError(`${variance} is no variance of a score`)
  const z = normalQuantile(1 - (1 - confidence) / 2)
  return Math.max(0, Math.ceil(variance * ((100 * z) / margin) ** 2 - 1e-9))
}

function varianceOf(p: number, d: number): number {
  return p + d - (p - d) ** 2
}
