import type { RecordScanner } from './record-scanner.ts'

interface TextSpan {
  /** Where the text of the broken record ends, and where reading goes on. */
  readonly contentEnd: number
  readonly next: number
}

/** A text in which the record that begins at `at` breaks the grammar at `brokenAt`. */
export interface Breakage {
  readonly text: string
  readonly at: number
  readonly brokenAt: number
  /** No more text is to come. */
  readonly isLast: boolean
}

/** The table as it is known: a usual record's cells (0: unknown), and how many lines a broken record may take along. */
export interface KnownTable {
  readonly width: number
  readonly delimiter: string
  readonly brokenLines: number
}

/** From this width on, a line with that many delimiters is hardly prose. */
const TELLING_WIDTH = 4

/**
 * Where a broken record ends. A stray quote swallows good records: then reading goes on at the next line. A text of
 * several lines with bare quotes, or one that is cut off, does not look like records: then its lines belong to it. The
 * lines up to the breakage decide by majority; behind it, each line that does not look like a record is taken along.
 * Null where more text is needed to tell.
 */
export function brokenRecordEnd(scanner: RecordScanner, breakage: Breakage, table: KnownTable): TextSpan | null {
  const { text, isLast } = breakage
  const first = scanner.lineFrom(text, breakage.at, isLast)
  if (first === null || table.width === 0) return first
  const reached = swallowedEnd(scanner, breakage, table, first)
  return reached === null ? null : takeAlong(scanner, breakage, table, reached)
}

/** The end of the last line up to the breakage if most of these lines are no records, else the first line's. */
function swallowedEnd(
  scanner: RecordScanner,
  { text, brokenAt, isLast }: Breakage,
  table: KnownTable,
  first: TextSpan,
): TextSpan | null {
  let end = first
  let lines = 0
  let alike = 0
  while (end.next <= brokenAt && end.next < text.length) {
    const line = scanner.lineFrom(text, end.next, isLast)
    const isAlike = looksLikeRecord(scanner, text, end.next, isLast, table)
    if (line === null || isAlike === null) return null
    lines += 1
    alike += isAlike ? 1 : 0
    end = line
  }
  return alike * 2 >= lines ? first : end
}

function takeAlong(
  scanner: RecordScanner,
  { text, isLast }: Breakage,
  table: KnownTable,
  start: TextSpan,
): TextSpan | null {
  let end = start
  for (let lines = 1; lines < table.brokenLines; lines += 1) {
    if (end.next >= text.length) return isLast ? end : null
    const resumes = looksLikeRecord(scanner, text, end.next, isLast, table)
    if (resumes !== false) return resumes === null ? null : end
    const line = scanner.lineFrom(text, end.next, isLast)
    if (line === null) return null
    end = line
  }
  return end
}

function looksLikeRecord(
  scanner: RecordScanner,
  text: string,
  at: number,
  isLast: boolean,
  { width, delimiter }: KnownTable,
): boolean | null {
  const line = scanner.lineFrom(text, at, isLast)
  if (line === null) return null
  const pieces = text.slice(at, line.contentEnd).split(delimiter).length
  if (width >= TELLING_WIDTH && pieces >= width) return true
  const scan = scanner.scan(text, at, isLast)
  return scan === 'more' ? null : scan === 'whole' && scanner.cells.length === width
}
