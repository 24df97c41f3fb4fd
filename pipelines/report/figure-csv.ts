import { csvText } from '../core/csv-text.ts'
import type { FigureRow } from './figure.ts'

/** A figure's rows as CSV, the names of the cells as header. */
export function figureCsv(rows: readonly FigureRow[]): string {
  return csvText(Object.keys(rows[0] ?? {}), rows)
}
