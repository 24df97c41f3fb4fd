import type { RawRow, RowProblem } from '../raw-row.ts'

export type { RowProblem }

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
