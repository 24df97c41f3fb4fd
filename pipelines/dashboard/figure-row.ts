import type { MetricRow } from '../metrics/metric-row.ts'
import type { OutwardRow } from '../metrics/outward-rows.ts'
import type { FigureRow } from './api/tables.ts'

/** A metric's row as it is sent; a period is cut where the range holds a part of it only. */
export function figureRow(row: MetricRow | OutwardRow, range: { from: string; to: string }): FigureRow {
  const [first, second] = Object.entries(row.by)
  const { metric, period, period_end, numerator, denominator, value, n, pending, tier, verdict, complete } = row
  return {
    metric,
    period,
    period_end,
    dimension: first?.[0] ?? null,
    key: first?.[1] ?? null,
    dimension_2: second?.[0] ?? null,
    key_2: second?.[1] ?? null,
    numerator,
    denominator,
    value,
    low: row.interval?.low ?? null,
    high: row.interval?.high ?? null,
    n,
    pending,
    tier,
    verdict,
    complete,
    cut: (period ?? range.from) < range.from || (period_end ?? range.to) > range.to,
    suppressed: suppressionOf(row),
  }
}

/** Why a row's numbers are not shown to the viewer; null where they are. */
export function suppressionOf(row: MetricRow | OutwardRow | undefined): OutwardRow['suppressed'] {
  return row !== undefined && 'suppressed' in row ? row.suppressed : null
}
