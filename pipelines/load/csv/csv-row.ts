import type { RawRow } from '../raw-row.ts'

/**
 * Why a row is not data. The reader's own: `open_quote` (a quote that is not closed within the allowed lines),
 * `text_after_quote` (text between a closing quote and the next delimiter), `stray_quote` (a quote left over from such
 * a row, or one that opens inside a field and closes at another's end), `cut_off` (the file ends inside the row), `too_long`. From the table's shape: `short_row`, `long_row`,
 * `beside_damage` (next to a damaged row, and unlike the table's records: probably a part of it), `footer` (totals and notes below the table), `repeated_header`, `other_table` (rows of another table below).
 */
export type RowProblem =
  | 'open_quote'
  | 'text_after_quote'
  | 'stray_quote'
  | 'cut_off'
  | 'too_long'
  | 'short_row'
  | 'long_row'
  | 'beside_damage'
  | 'footer'
  | 'repeated_header'
  | 'other_table'

/** A record of a text file. A problem row's cells are a reading of it, not to be loaded; its raw text is what counts. */
export interface CsvRow extends Omit<RawRow, 'problem'> {
  readonly problem?: RowProblem
  /** A field without quotes around it holds one that is not of a pair: inches, seconds, or damage. */
  readonly oddQuote?: true
}

/** What became of every character of a file, known once all rows are read. */
export interface ReadSummary {
  /** Rows given, problem rows included. */
  rows: number
  problemRows: number
  /** Physical lines (CRLF, LF and CR each count as one line end). */
  lines: number
  blankLines: number
  /** Characters of the line ends and blank lines that are in no row's raw text. */
  lineEndChars: number
  /** NUL characters taken out, and byte order marks skipped. */
  nulChars: number
  byteOrderMarks: number
  /** Quoted fields with blanks between the closing quote and the delimiter, which are not part of the text. */
  blanksAfterQuote: number
  /** Bytes of a character inside which the file ends. */
  cutBytes: number
  /** The file ends inside a record: everything up to the last whole row was read, the rest is a `cut_off` row. */
  truncated: boolean
}

export function emptySummary(): ReadSummary {
  return {
    rows: 0,
    problemRows: 0,
    lines: 0,
    blankLines: 0,
    lineEndChars: 0,
    nulChars: 0,
    byteOrderMarks: 0,
    blanksAfterQuote: 0,
    cutBytes: 0,
    truncated: false,
  }
}
