/** How a text file writes a table. */
export interface Dialect {
  /** One character or more: `,` `;` tab `|` blank `, ` `^` `~` `:` `，` `；` or what a mapping declares. */
  readonly delimiter: string
  /** What encloses a field that holds delimiters or line ends; null where nothing does. */
  readonly quote: '"' | "'" | null
  /**
   * What stands before a quote that belongs to the text: the quote itself (doubling), a backslash, or null where quotes
   * inside a quoted field are written bare (the field then ends at a quote that a delimiter or line end follows).
   */
  readonly escape: '"' | "'" | '\\' | null
  /** What ends a record: `\n` and `\r` accept `\r\n` too, `\r\n` takes a lone CR or LF as text, `mixed` accepts all. */
  readonly lineEnd: LineEnd
  /** Lines ahead of the header, blank ones counted. */
  readonly preambleRows: number
  /** Rows of the header, 0 where the table has none. */
  readonly headerRows: number
  /** Cells of a usual record; 0 where it is not known. */
  readonly width: number
}

export type LineEnd = '\r\n' | '\n' | '\r' | 'mixed'

/** What Excel and RFC 4180 write, with any line end. */
export const PLAIN_DIALECT: Dialect = {
  delimiter: ',',
  quote: '"',
  escape: '"',
  lineEnd: 'mixed',
  preambleRows: 0,
  headerRows: 1,
  width: 0,
}
