import { queryRows } from '../warehouse/query.ts'
import type { RowOf } from './api/columns.ts'
import { DRIVER } from './api/signal-tables.ts'
import type { Asking } from './asking.ts'
import { martRows } from './mart-rows.ts'

/** What goes with an outcome, all else being equal; none in a snapshot that has no such mart. */
export async function driverRows(asking: Asking): Promise<RowOf<typeof DRIVER>[]> {
  const known = await queryRows<{ name: string }>(
    asking.connection,
    "select column_name as name from information_schema.columns where table_schema = 'marts' and table_name = 'driver'",
  )
  const names = new Set(known.map(({ name }) => name))
  if (!Object.keys(DRIVER).every((name) => names.has(name))) return []
  return martRows(asking, 'marts.driver', DRIVER, 'order by driver_no')
}
