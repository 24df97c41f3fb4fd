import { dayNumber, type Period } from './periods.ts'

/** A count per day of its period: months are compared so, since they differ in length (metric-spec M0). */
export function perDay(count: number, period: Period): number {
  return count / (dayNumber(period.end) - dayNumber(period.start) + 1)
}

/** Relative change from one value to another, a fraction; null where the first is 0. */
export function relativeChange(before: number, after: number): number | null {
  return before === 0 ? null : after / before - 1
}
