import { canonicalValue } from '../metrics/metric-query.ts'
import { scanReading } from '../metrics/reading.ts'
import type { RowOf } from './api/columns.ts'
import { UNKNOWN } from './api/pages.ts'
import { SCAN } from './api/tables.ts'
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
  const parameters: Record<string, string> = department === undefined ? {} : { department }
  const own = department === undefined ? '' : " and dimension = 'department' and member = $department"
  const wanted = Object.entries(segments).flatMap(([dimension, values]) =>
    values.map((value) => {
      const number = Object.keys(parameters).length
      parameters[`dimension_${number}`] = dimension
      parameters[`value_${number}`] = canonicalValue(dimension, value)
      return `(dimension = $dimension_${number} and coalesce(member, '${UNKNOWN}') = $value_${number})`
    }),
  )
  const about = wanted.length === 0 ? '' : ` and (${wanted.join(' or ')})`
  const rest = `${condition}${own}${about} order by scan_no limit ${Math.trunc(most)}`
  const rows = await martRows(asking, 'marts.scan', SCAN, rest, parameters)
  return rows.map((row) => ({ ...row, reading: scanReading(asking.locale, row) }))
}
