import type { Interval } from '../../metrics/intervals.ts'
import type { Tier, Verdict } from '../../metrics/metric-row.ts'
import type { OutwardRow, Suppression } from '../../metrics/outward-rows.ts'

/** A metric's row as flat cells, as a figure keeps it; shares are fractions of 1. */
export type MetricCells = {
  readonly metric: string
  readonly from: string | null
  readonly to: string | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly method: Interval['method'] | null
  readonly n: number
  readonly pending: number | null
  readonly tier: Tier
  readonly verdict: Verdict | null
  /** Why the number is left out of an outward copy. */
  readonly suppressed: Suppression | null
}

export function metricCells(row: OutwardRow): MetricCells {
  const { metric, numerator, denominator, value, interval, n, pending, tier, verdict, suppressed } = row
  return {
    metric,
    from: row.period,
    to: row.period_end,
    numerator,
    denominator,
    value,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    method: interval?.method ?? null,
    n,
    pending,
    tier,
    verdict,
    suppressed,
  }
}

/** The interval of cells, for formatting. */
export function intervalOf(cells: Pick<MetricCells, 'low' | 'high' | 'method'>): Interval | null {
  const { low, high, method } = cells
  return low === null || high === null || method === null ? null : { low, high, method }
}
