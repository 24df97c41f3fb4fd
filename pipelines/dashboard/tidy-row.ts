// Shared with the page: no Node here.
import type { Tier, Verdict } from '../metrics/metric-row.ts'

/** The part of the page that a row is for. */
export type Block = 'headline' | 'trend' | 'pareto' | 'compare'

/**
 * One row of the page's only table. A Pareto bar has its count as numerator, the total as denominator, and the last
 * four columns, which are null elsewhere.
 */
export interface TidyRow {
  readonly block: Block
  readonly metric: string
  /** First and last local day of the period, in the trend. */
  readonly period: string | null
  readonly period_end: string | null
  readonly dimension: string | null
  /** The dimension's value; null for a blank one. */
  readonly key: string | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly value: number | null
  /** 95 % interval. */
  readonly low: number | null
  readonly high: number | null
  readonly n: number
  readonly pending: number | null
  readonly tier: Tier
  readonly verdict: Verdict | null
  /** False for a period that was not over at the as-of. */
  readonly complete: boolean
  /** True for a period of which the range holds a part only. */
  readonly cut: boolean
  readonly share: number | null
  readonly cumulative: number | null
  readonly vital: boolean | null
  readonly folded: number | null
}

/** What the table's schema says beside the rows; all values are texts. */
export interface TidyFacts {
  readonly run_id: string
  readonly as_of: string
  readonly from: string
  readonly to: string
  readonly period: string
  readonly metric: string
  readonly by: string
  /** How many named categories there are; how many make 80 %, and their share: empty where nothing stands out. */
  readonly categories: string
  readonly vital_few: string
  readonly vital_share: string
}
