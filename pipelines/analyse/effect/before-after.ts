import type { GoodDirection } from '../rules/verdicts.ts'

/** `no_evidence` says that no change was shown, not that there was none. */
export type EffectVerdict = 'improved' | 'worse' | 'no_evidence' | 'too_early'

/** A change with its 95 % interval, so that `none` (0 for differences, 1 for ratios) means no change. */
export interface EstimatedChange {
  readonly estimate: number
  readonly low: number
  readonly high: number
  readonly none: 0 | 1
}

/** How much there must be after the change before anything is said. */
export interface Maturity {
  readonly nAfter: number
  readonly plannedN: number
  readonly daysAfter: number
  /** One full cycle of the process, such as four weeks. */
  readonly cycleDays: number
}

/**
 * The verdict of a before/after comparison (metric-spec M27): too early below the planned n or one full cycle; otherwise
 * improved or worse only where the interval excludes no change, on the side that is good or bad.
 */
export function effectVerdict(
  change: EstimatedChange | null,
  good: Exclude<GoodDirection, 'none'>,
  maturity: Maturity,
): EffectVerdict {
  if (maturity.nAfter < maturity.plannedN || maturity.daysAfter < maturity.cycleDays) return 'too_early'
  if (change === null || (change.low <= change.none && change.high >= change.none)) return 'no_evidence'
  return change.low > change.none === (good === 'up') ? 'improved' : 'worse'
}
