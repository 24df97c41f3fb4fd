import { UNKNOWN } from '../../../api/pages.ts'
import type { FigureRow } from '../../../api/tables.ts'

/** What a mark is known by: its period, or its group. */
export function rowId(row: FigureRow): string {
  return row.period ?? `${row.key ?? UNKNOWN}~${row.key_2 ?? UNKNOWN}`
}
