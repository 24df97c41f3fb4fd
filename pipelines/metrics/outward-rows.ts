import { metricDefinition } from './catalogue.ts'
import type { MetricRow } from './metric-row.ts'
import { countIsReliable, shareReliability } from './reliability.ts'
import { hideSmallCells } from './small-cells.ts'

/** Why a number is left out of a copy that leaves the department. */
export type Suppression = 'unreliable' | 'small_cell' | 'secondary_cell'

export interface OutwardRow extends MetricRow {
  readonly suppressed: Suppression | null
}

/** Counts below it are not shown outside, unless they are 0. */
const SMALL_CELL = 5

/**
 * Rows for a copy that leaves the department (metric-spec M18): shares and rates that are not reliable lose their
 * numbers, and so do small counts, with further cells where the rows' total, which is shown elsewhere, would reveal
 * them. Rows of one metric and period are the cells of one table.
 */
export function outwardRows(rows: readonly MetricRow[]): OutwardRow[] {
  const hidden = new Map<MetricRow, Suppression>()
  for (const table of Map.groupBy(rows, ({ metric, period }) => JSON.stringify([metric, period])).values()) {
    for (const [row, reason] of suppressedCells(table)) hidden.set(row, reason)
  }
  return rows.map((row) => {
    const suppressed = hidden.get(row) ?? null
    return suppressed === null ? { ...row, suppressed } : { ...row, ...BLANK, suppressed }
  })
}

const BLANK = {
  numerator: null,
  denominator: null,
  value: null,
  interval: null,
  n: 0,
  pending: null,
  verdict: null,
  tier: 'none',
} as const

function suppressedCells(table: readonly MetricRow[]): (readonly [MetricRow, Suppression])[] {
  const [first] = table
  if (first === undefined) return []
  switch (metricDefinition(first.metric).kind) {
    case 'count':
    case 'stock':
    case 'distinct': {
      const cells = table.map((row, index) => ({ label: String(index), count: row.value ?? 0 }))
      const labels = new Set(hideSmallCells(cells, cells.length > 1, SMALL_CELL).hidden)
      return table.flatMap((row, index) => {
        if (!labels.has(String(index))) return []
        const isSmall = (row.value ?? 0) > 0 && (row.value ?? 0) < SMALL_CELL
        return [[row, isSmall ? 'small_cell' : 'secondary_cell'] as const]
      })
    }
    case 'share':
    case 'pooled':
      return table
        .filter(({ numerator, denominator }) => !shareReliability(numerator ?? 0, denominator ?? 0).isShown)
        .map((row) => [row, 'unreliable'] as const)
    case 'rate':
      return table
        .filter(({ numerator, interval, value }) => !countIsReliable(numerator ?? 0, interval, value))
        .map((row) => [row, 'unreliable'] as const)
    default:
      return table.filter(({ n }) => n < 30).map((row) => [row, 'unreliable'] as const)
  }
}
