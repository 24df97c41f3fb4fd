/**
 * Why a row is not data. The reader's own: `open_quote` (a quote that is not closed within the allowed lines),
 * `text_after_quote` (text between a closing quote and the next delimiter), `stray_quote` (a quote left over from such
 * a row, or one that opens inside a field and closes at another's end), `cut_off` (the file ends inside the row), `too_long`. From the table's shape: `short_row`, `long_row`,
 * `beside_damage` (next to a damaged row, and unlike the table's records: probably a part of it), `footer` (totals and notes below the table), `repeated_header`, `other_table` (rows of another table below).
 */
export const ROW_PROBLEMS = [
  'open_quote',
  'text_after_quote',
  'stray_quote',
  'cut_off',
  'too_long',
  'short_row',
  'long_row',
  'beside_damage',
  'footer',
  'repeated_header',
  'other_table',
] as const

export type RowProblem = (typeof ROW_PROBLEMS)[number]

/** One record of an export as text, before anything is understood. */
export interface RawRow {
  /** 1 for the first record of the file, preamble and header included. */
  readonly row: number
  /** The line on which the record begins (CSV), or the sheet's row (XLSX); 1-based. */
  readonly line: number
  readonly cells: readonly string[]
  /** The record as it stands in the file, for quarantine. */
  readonly raw: string
  /** Why the record could not be read, where it could not. */
  readonly problem?: 'unreadable' | RowProblem
}
