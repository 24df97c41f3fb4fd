import { dayNumber } from './periods.ts'
import { quantile } from './quantile.ts'

/** Ages in whole days, both ends inside; null means no upper end. */
export type AgeBucket = readonly [from: number, to: number | null]

/** The buckets that reports show. */
export const AGE_BUCKETS: readonly AgeBucket[] = [
  [0, 1],
  [2, 3],
  [4, 7],
  [8, 30],
  [31, null],
]

export interface BacklogAgeing {
  /** Open cases by bucket, in the buckets' order. */
  readonly counts: readonly number[]
  readonly open: number
  /** Opened after the as-of: data errors, not backlog. */
  readonly futureDated: number
  readonly oldestDays: number | null
  readonly medianDays: number | null
}

/** Ages of open cases at a local day (metric-spec M13). `openedOn` and `asOf` are local days `YYYY-MM-DD`. */
export function backlogAgeing(
  openedOn: readonly string[],
  asOf: string,
  buckets: readonly AgeBucket[] = AGE_BUCKETS,
): BacklogAgeing {
  const ages = openedOn.map((day) => dayNumber(asOf) - dayNumber(day))
  const past = ages.filter((age) => age >= 0)
  return {
    counts: buckets.map(
      ([from, to]) => past.filter((age) => age >= from && age <= (to ?? Number.POSITIVE_INFINITY)).length,
    ),
    open: past.length,
    futureDated: ages.length - past.length,
    oldestDays: past.length === 0 ? null : past.reduce((oldest, age) => Math.max(oldest, age)),
    medianDays: quantile(past, 0.5),
  }
}
