import { canonicalValue } from '../metrics/metric-query.ts'
import { scanReading } from '../metrics/reading.ts'
import type { RowOf } from './api/columns.ts'
import { UNKNOWN } from './api/pages.ts'
import { SCAN } from './api/signal-tables.ts'
import type { Asking, Filters } from './asking.ts'
import { martRows } from './mart-rows.ts'
import { scopeOf } from './viewer.ts'

/**
 * What the scan of the last run found, in its order; of a department's viewer only what is about that department. Where
 * `segments` are given, only what is about one of their values.
 */
export async function scanRows(
  asking: Asking,
  most: number,
  condition = 'where true',
  segments: Filters = {},
): Promise<RowOf<typeof SCAN>[]> {
  const department = scopeOf(asking.viewer)['department']?.[0]
  const own = department === undefined ? '' : " and dimension = 'department' and member = $department"
  const wanted = new Set(
    Object.entries(segments).flatMap(([dimension, values]) =>
      values.map((value) => segmentKey(dimension, canonicalValue(dimension, value))),
    ),
  )
  // What is about some segments is picked here: a statement for each filter would take longer than all else.
  const limit = wanted.size === 0 ? ` limit ${Math.trunc(most)}` : ''
  const rest = `${condition}${own} order by scan_no${limit}`
  const found = await martRows(asking, 'marts.scan', SCAN, rest, department === undefined ? {} : { department })
  const rows = wanted.size === 0 ? found : found.filter((row) => wanted.has(segmentKey(row.dimension, row.member)))
  return rows.slice(0, most).map((row) => ({ ...row, reading: scanReading(asking.locale, row) }))
}

function segmentKey(dimension: string | null, member: string | null): string {
  return JSON.stringify([dimension, member ?? UNKNOWN])
}
