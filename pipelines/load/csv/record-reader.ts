import { brokenRecordEnd } from './broken-record.ts'
import { type CsvRow, emptySummary, type ReadSummary, type RowProblem } from './csv-row.ts'
import type { Dialect } from './dialect.ts'
import { RecordScanner, type Scan } from './record-scanner.ts'

export interface ReadLimits {
  /** A quoted field that runs over more lines than this was never closed. */
  readonly quotedLines: number
  /** A record longer than this, in characters, is not read as one. */
  readonly recordChars: number
  /** How many lines a broken record may take with it until a line looks like a record again. */
  readonly brokenLines: number
}

export const READ_LIMITS: ReadLimits = { quotedLines: 1000, recordChars: 16 << 20, brokenLines: 200 }

const BYTE_ORDER_MARK = 0xfeff

/**
 * Turns a text, given in pieces, into rows. Every character ends up in exactly one row's raw text or in a count of the
 * summary. Where a quote breaks the grammar, the record that opened it becomes a problem row, with the lines behind it
 * that do not look like records (fewer cells than the table is wide), and reading goes on at the next line.
 */
export class RecordReader {
  readonly summary: ReadSummary = emptySummary()
  readonly #dialect: Dialect
  readonly #limits: ReadLimits
  readonly #scanner: RecordScanner
  #text = ''
  #at = 0
  #wanted = 0
  #line = 1
  #isInLongLine = false
  /** Rows that begin ahead of this line stand where an unclosed quote was seen to reach. */
  #suspectUntil = 0
  #out: CsvRow[] = []

  constructor(dialect: Dialect, limits: ReadLimits = READ_LIMITS) {
    this.#dialect = dialect
    this.#limits = limits
    this.#scanner = new RecordScanner(dialect, limits.quotedLines)
  }

  /** The rows that are complete with this piece. */
  push(piece: string): CsvRow[] {
    const clean = piece.includes('\0') ? piece.replaceAll('\0', '') : piece
    this.summary.nulChars += piece.length - clean.length
    this.#text += clean
    return this.#text.length < this.#wanted ? [] : this.#read(false)
  }

  /** The rows that are left; `cutBytes` are those of a character inside which the file ended. */
  end(cutBytes = 0): CsvRow[] {
    const rows = this.#read(true)
    this.summary.cutBytes = cutBytes
    if (cutBytes > 0) this.#markCut(rows)
    return rows
  }

  #read(isLast: boolean): CsvRow[] {
    this.#out = []
    while (this.#at < this.#text.length && this.#step(isLast));
    this.#text = this.#text.slice(this.#at)
    this.#at = 0
    this.#wanted = this.#text.length * 2
    return this.#out
  }

  /** Reads one record or blank line; false where the text ends before it does. */
  #step(isLast: boolean): boolean {
    while (this.#text.charCodeAt(this.#at) === BYTE_ORDER_MARK && !this.#isInLongLine) {
      this.summary.byteOrderMarks += 1
      this.#at += 1
    }
    if (this.#at === this.#text.length) return false
    if (this.#isInLongLine) return this.#longLine(isLast)
    if (this.#line <= this.#dialect.preambleRows) return this.#preambleLine(isLast)
    const scan = this.#scanner.scan(this.#text, this.#at, isLast)
    if (scan === 'more') return this.#isTooLong() ? this.#tooLong(isLast) : false
    if (scan !== 'whole') return this.#broken(scan, isLast)
    const { cells, contentEnd, next, innerLines } = this.#scanner
    if (contentEnd === this.#at) return this.#blankLine(next)
    this.summary.blanksAfterQuote += this.#scanner.blanksAfterQuote
    this.#give(cells, contentEnd, next, innerLines, this.#problemOf(cells, next, isLast), this.#scanner.hasOddQuote)
    return true
  }

  #problemOf(cells: readonly string[], next: number, isLast: boolean): RowProblem | undefined {
    const { width, quote } = this.#dialect
    if (this.#scanner.hasSplitQuotes) return 'stray_quote'
    if (this.#line < this.#suspectUntil && quote !== null && isStray(this.#text.slice(this.#at, next), quote)) {
      return 'stray_quote'
    }
    const endsOpen = isLast && next === this.#text.length && next === this.#scanner.contentEnd
    if (!endsOpen || cells.length >= width) return undefined
    this.summary.truncated = true
    return 'cut_off'
  }

  #blankLine(next: number): boolean {
    this.summary.blankLines += 1
    this.#pass(next - this.#at, next, 0)
    return true
  }

  /** A line of the preamble is a row of its own, whatever its quotes. */
  #preambleLine(isLast: boolean): boolean {
    const line = this.#scanner.lineFrom(this.#text, this.#at, isLast)
    if (line === null) return this.#isTooLong() ? this.#tooLong(isLast) : false
    if (line.contentEnd === this.#at) return this.#blankLine(line.next)
    const text = this.#text.slice(this.#at, line.contentEnd)
    const isWhole = this.#scanner.scan(text, 0, true) === 'whole' && this.#scanner.next === text.length
    this.#give(isWhole ? this.#scanner.cells : [text], line.contentEnd, line.next, lineBreaks(text))
    return true
  }

  #broken(scan: Scan, isLast: boolean): boolean {
    const { brokenAt } = this.#scanner
    const { width, delimiter } = this.#dialect
    const breakage = { text: this.#text, at: this.#at, brokenAt, isLast }
    const end = brokenRecordEnd(this.#scanner, breakage, { width, delimiter, brokenLines: this.#limits.brokenLines })
    if (end === null) return this.#isTooLong() ? this.#tooLong(isLast) : false
    const raw = this.#text.slice(this.#at, end.contentEnd)
    const isCut = scan === 'open_quote' && isLast && end.next === this.#text.length
    if (isCut) this.summary.truncated = true
    const reach = this.#line + lineBreaks(this.#text.slice(this.#at, brokenAt)) + 1
    this.#suspectUntil = Math.max(this.#suspectUntil, reach)
    const problem = isCut ? 'cut_off' : scan === 'open_quote' ? 'open_quote' : 'text_after_quote'
    this.#give(raw.split(delimiter), end.contentEnd, end.next, lineBreaks(raw), problem)
    return true
  }

  #isTooLong(): boolean {
    return this.#text.length - this.#at > this.#limits.recordChars
  }

  /** A record beyond the limit: its first line becomes a problem row, or the part of the line that is there. */
  #tooLong(isLast: boolean): boolean {
    const line = this.#scanner.lineFrom(this.#text, this.#at, isLast)
    if (line === null) return this.#longLine(isLast)
    const raw = this.#text.slice(this.#at, line.contentEnd)
    this.#give([raw], line.contentEnd, line.next, lineBreaks(raw), 'open_quote')
    return true
  }

  /** A piece of a line that is longer than the limit; a last CR waits for what comes behind it. */
  #longLine(isLast: boolean): boolean {
    const line = this.#scanner.lineFrom(this.#text, this.#at, isLast)
    const end = line?.contentEnd ?? this.#text.length - (this.#text.endsWith('\r') ? 1 : 0)
    if (line === null && end === this.#at) return false
    this.#isInLongLine = line === null
    const raw = this.#text.slice(this.#at, end)
    if (raw !== '') this.#give([raw], end, line?.next ?? end, lineBreaks(raw), 'too_long')
    else this.#pass((line?.next ?? end) - this.#at, line?.next ?? end, 0)
    return true
  }

  #give(
    cells: string[],
    contentEnd: number,
    next: number,
    innerLines: number,
    problem?: RowProblem,
    hasOddQuote = false,
  ): void {
    const raw = this.#text.slice(this.#at, contentEnd)
    this.summary.rows += 1
    const row: CsvRow = { row: this.summary.rows, line: this.#line, cells, raw }
    if (problem !== undefined) {
      this.summary.problemRows += 1
      this.#out.push({ ...row, problem })
    } else this.#out.push(hasOddQuote ? { ...row, oddQuote: true } : row)
    this.#pass(next - contentEnd, next, innerLines)
  }

  #pass(lineEndChars: number, next: number, innerLines: number): void {
    this.summary.lineEndChars += lineEndChars
    this.#line += innerLines + (lineEndChars > 0 ? 1 : 0)
    this.summary.lines = this.#line - (lineEndChars > 0 ? 1 : 0)
    this.#at = next
  }

  #markCut(rows: CsvRow[]): void {
    this.summary.truncated = true
    const last = rows.at(-1)
    if (last === undefined || last.problem !== undefined) return
    this.summary.problemRows += 1
    rows[rows.length - 1] = { ...last, problem: 'cut_off' }
  }
}

/** Whether a text holds a quote that neither opens nor closes a field: one that is left over. */
function isStray(text: string, quote: string): boolean {
  return text.split(quote).length % 2 === 0
}

function lineBreaks(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0
}
