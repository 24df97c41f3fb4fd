/** How far the work on one file is; who does the work counts, who watches it reads. */
export interface WorkCounter {
  readonly file: string
  /** Records read; 0 where only DuckDB knows. */
  rows: number
  /** Bytes read, of a text in UTF-8. */
  bytes: number
  /** Of the text that is read; 0 where it is not known. */
  totalBytes: number
  /** Share that is done by DuckDB's own account, 0 to 1; 0 where there is none. */
  share: number
}

export function workCounter(file: string): WorkCounter {
  return { file, rows: 0, bytes: 0, totalBytes: 0, share: 0 }
}
