import { newcombeDifference } from '../compare/two-proportions.ts'
import type { EstimatedChange } from './before-after.ts'

export interface BeforeAfterCounts {
  readonly x0: number
  readonly n0: number
  readonly x1: number
  readonly n1: number
}

/**
 * Change of the pilot's share minus the change of the units that did not take part, with an interval recovered from the
 * two Newcombe intervals (square-and-add; Zou & Donner 2008). Null where a sample is empty.
 */
export function differenceInDifferences(
  pilot: BeforeAfterCounts,
  comparison: BeforeAfterCounts,
): EstimatedChange | null {
  const own = newcombeDifference(pilot.x1, pilot.n1, pilot.x0, pilot.n0)
  const other = newcombeDifference(comparison.x1, comparison.n1, comparison.x0, comparison.n0)
  if (own === null || other === null) return null
  const estimate = own.difference - other.difference
  return {
    estimate,
    low: estimate - Math.hypot(own.difference - own.low, other.high - other.difference),
    high: estimate + Math.hypot(own.high - own.difference, other.difference - other.low),
    none: 0,
  }
}
