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
  readonly problem?: 'unreadable'
}
