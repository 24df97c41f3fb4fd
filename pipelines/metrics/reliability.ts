import { betaQuantile } from './distributions.ts'

/** Clopper–Pearson interval of a proportion: exact, for the reliability rules only. Null where n is 0, or k no part of n. */
export function exactInterval(k: number, n: number, confidence = 0.95): { low: number; high: number } | null {
  if (!(n > 0 && k >= 0 && k <= n)) return null
  const tail = (1 - confidence) / 2
  return {
    low: k === 0 ? 0 : betaQuantile(tail, k, n - k + 1),
    high: k === n ? 1 : betaQuantile(1 - tail, k + 1, n - k),
  }
}

export type ReliabilityRule =
  | 'n_below_30'
  | 'zero_or_all_events_review'
  | 'width_le_005'
  | 'width_ge_030'
  | 'relative_width_gt_130'
  | 'relative_width_le_130'

export interface Reliability {
  readonly isShown: boolean
  readonly rule: ReliabilityRule
  readonly share: number | null
  readonly low: number | null
  readonly high: number | null
  readonly width: number | null
  /** Width ÷ share, a fraction; null where the share is 0. */
  readonly relativeWidth: number | null
}

const FEWEST = 30

/**
 * Whether a proportion is reliable enough for a copy that leaves the department (metric-spec M18; Parker et al. 2017,
 * NCHS Vital and Health Statistics 2(175)).
 */
export function shareReliability(k: number, n: number): Reliability {
  const interval = exactInterval(k, n)
  if (interval === null)
    return { isShown: false, rule: 'n_below_30', share: null, low: null, high: null, width: null, relativeWidth: null }
  const share = k / n
  const width = interval.high - interval.low
  const measured = { share, ...interval, width, relativeWidth: share === 0 ? null : width / share }
  const ruled = (rule: ReliabilityRule, isShown: boolean): Reliability => ({ isShown, rule, ...measured })
  if (n < FEWEST) return ruled('n_below_30', false)
  if (k === 0 || k === n) return ruled('zero_or_all_events_review', true)
  if (width <= 0.05) return ruled('width_le_005', true)
  if (width >= 0.3) return ruled('width_ge_030', false)
  return width / share > 1.3 ? ruled('relative_width_gt_130', false) : ruled('relative_width_le_130', true)
}

/** Whether a count or rate is reliable enough: at least 10 events, and an interval no wider than 160 % of it. */
export function countIsReliable(
  events: number,
  interval: { readonly low: number; readonly high: number } | null,
  value: number | null,
): boolean {
  if (events < 10 || value === null || value === 0) return false
  return interval === null || (interval.high - interval.low) / value <= 1.6
}
