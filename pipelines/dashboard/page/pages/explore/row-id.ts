import { UNKNOWN } from '../../../api/pages.ts'
import type { FigureRow } from '../../../api/tables.ts'

/** What a mark is known by: its period, or its group. */
export function rowId(row: FigureRow): string {
  return row.period ?? groupOf(row)
}

/** A row's values of the dimensions. */
export function groupOf({ key, key_2: other }: FigureRow): string {
  return `${key ?? UNKNOWN}~${other ?? UNKNOWN}`
}
