import { unlessColumnMissing } from '../warehouse/missing-column.ts'
import type { RowOf } from './api/columns.ts'
import { DRIVER } from './api/signal-tables.ts'
import type { Asking } from './asking.ts'
import { martRows } from './mart-rows.ts'

/** What goes with an outcome, all else being equal; none in a snapshot that has no such mart. */
export function driverRows(asking: Asking): Promise<RowOf<typeof DRIVER>[]> {
  return unlessColumnMissing(() => martRows(asking, 'marts.driver', DRIVER, 'order by driver_no'), [])
}
