import type { MetricRow } from '../metrics/metric-row.ts'
import { type OutwardRow, outwardRows } from '../metrics/outward-rows.ts'
import { periodOf } from '../metrics/periods.ts'

const SMALL_CELL = 5

/**
 * Rows for a viewer who sees one department only (metric-spec M18): small cells lose their numbers, with further ones that
 * the total across slices or across periods would give away; so do cells of a filter where `wholes`, the same rows without
 * the viewer's own filters, differ by a few cases only, since the difference would tell of those.
 */
export function withoutSmallCells(rows: readonly MetricRow[], wholes: readonly MetricRow[] | null): OutwardRow[] {
  const acrossSlices = outwardRows(rows)
  const acrossPeriods = new Map<MetricRow, OutwardRow>()
  const turned = rows.map((row) => ({ row, as: { ...row, period: sliceOf(row) } }))
  for (const [index, hidden] of outwardRows(turned.map(({ as }) => as)).entries()) {
    const row = turned[index]?.row
    if (row !== undefined && hidden.suppressed !== null) acrossPeriods.set(row, { ...hidden, period: row.period })
  }
  const known = new Map((wholes ?? []).map((row) => [keyOf(row), row]))
  return rows.map((row, index) => {
    const hidden = acrossSlices[index]
    if (hidden === undefined || hidden.suppressed !== null) return hidden ?? { ...row, suppressed: null }
    const other = acrossPeriods.get(row)
    if (other !== undefined) return other
    return differsByFew(row, known.get(keyOf(row))) ? blanked(row) : hidden
  })
}

/** A range of days widened to whole weeks: two ranges that differ by a day would tell of that day. */
export function wholeWeeks({ from, to }: { from: string; to: string }): { from: string; to: string } {
  return { from: periodOf(from, 'week').start, to: periodOf(to, 'week').end }
}

function differsByFew(row: MetricRow, whole: MetricRow | undefined): boolean {
  if (whole === undefined) return false
  const parts = [
    [row.numerator, whole.numerator],
    [row.denominator, whole.denominator],
  ] as const
  return parts.some(([part, all]) => {
    const rest = (all ?? 0) - (part ?? 0)
    return rest > 0 && rest < SMALL_CELL
  })
}

function blanked(row: MetricRow): OutwardRow {
  const nothing = { numerator: null, denominator: null, value: null, interval: null, pending: null, verdict: null }
  return { ...row, ...nothing, n: 0, tier: 'none', suppressed: 'secondary_cell' }
}

function sliceOf(row: MetricRow): string {
  return JSON.stringify(row.by)
}

function keyOf(row: MetricRow): string {
  return JSON.stringify([row.metric, row.period, row.by])
}
