import { scanReading } from '../metrics/reading.ts'
import type { RowOf } from './api/columns.ts'
import { SCAN } from './api/tables.ts'
import type { Asking } from './asking.ts'
import { martRows } from './mart-rows.ts'
import { scopeOf } from './viewer.ts'

/** What the scan of the last run found, in its order; of a department's viewer only what is about that department. */
export async function scanRows(asking: Asking, most: number, condition = 'where true'): Promise<RowOf<typeof SCAN>[]> {
  const department = scopeOf(asking.viewer)['department']?.[0]
  const own = department === undefined ? '' : " and dimension = 'department' and member = $department"
  const rest = `${condition}${own} order by scan_no limit ${Math.trunc(most)}`
  const parameters = department === undefined ? {} : { department }
  const rows = await martRows(asking, 'marts.scan', SCAN, rest, parameters)
  return rows.map((row) => ({ ...row, reading: scanReading(asking.locale, row) }))
}
