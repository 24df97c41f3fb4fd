import type { Dialect } from './dialect.ts'
import { withoutBackslashes } from './without-backslashes.ts'

export type Scan = 'whole' | 'more' | 'open_quote' | 'text_after_quote'

const LF = 10
const CR = 13
const TAB = 9
const BLANK = 32
const BACKSLASH = 92
const NEEDS_MORE = -1
const BROKEN = -2

/**
 * Reads one record at a time from a text, by the grammar of a dialect. The outcome of `scan` stands in the fields until
 * the next call: `cells`, `contentEnd` (where the record's text ends), `next` (where the next record begins).
 */
export class RecordScanner {
  cells: string[] = []
  contentEnd = 0
  next = 0
  /** Line ends inside the record: in quoted fields, or characters that the dialect takes as text. */
  innerLines = 0
  /** Where the grammar was broken, or where the text ended inside a quoted field. */
  brokenAt = 0
  blanksAfterQuote = 0
  quotedFields = 0
  /** A quote opens inside one bare field and closes at the end of a later one: the delimiters between are doubtful. */
  hasSplitQuotes = false
  /** A bare field holds a quote that is not one of a pair. */
  hasOddQuote = false

  readonly #delimiter: string
  readonly #quote: number
  readonly #quoteText: string
  readonly #doubling: boolean
  readonly #backslash: boolean
  readonly #crEnds: boolean
  readonly #lfEnds: boolean
  readonly #stops = new Uint8Array(65_536)
  readonly #quotedStops = new Uint8Array(65_536)
  readonly #maxQuotedLines: number
  #text = ''
  #isLast = false
  #isQuoteOpen = false
  #problem: 'open_quote' | 'text_after_quote' = 'open_quote'

  constructor(dialect: Dialect, maxQuotedLines: number) {
    this.#delimiter = dialect.delimiter
    this.#quoteText = dialect.quote ?? ''
    this.#quote = dialect.quote === null ? -1 : dialect.quote.charCodeAt(0)
    this.#doubling = dialect.escape !== null
    this.#backslash = dialect.escape === '\\'
    this.#crEnds = dialect.lineEnd === '\r' || dialect.lineEnd === 'mixed'
    this.#lfEnds = dialect.lineEnd === '\n' || dialect.lineEnd === 'mixed'
    this.#maxQuotedLines = maxQuotedLines
    const ends = this.#backslash ? [CR, LF, BACKSLASH] : [CR, LF]
    for (const code of [...ends, dialect.delimiter.charCodeAt(0)]) this.#stops[code] = 1
    for (const code of ends) this.#quotedStops[code] = 1
    if (this.#quote >= 0) this.#stops[this.#quote] = this.#quotedStops[this.#quote] = 1
  }

  /** `more`: the text ends before the record does, and `isLast` says that more is to come. */
  scan(text: string, from: number, isLast: boolean): Scan {
    this.#text = text
    this.#isLast = isLast
    this.cells = []
    this.innerLines = 0
    this.blanksAfterQuote = 0
    this.quotedFields = 0
    this.hasSplitQuotes = false
    this.hasOddQuote = false
    this.#isQuoteOpen = false
    let at = from
    for (;;) {
      at = text.charCodeAt(at) === this.#quote ? this.#quotedField(at) : this.#bareField(at)
      if (at === NEEDS_MORE) return 'more'
      if (at === BROKEN) return this.#problem
      const delimiter = this.#delimiterAt(at)
      if (delimiter > 0) {
        at += delimiter
        continue
      }
      this.contentEnd = at
      this.next = at + Math.max(0, this.#lineEndAt(at))
      return 'whole'
    }
  }

  /** Where the physical line that holds `from` ends: its text's end and the next line's begin; null where it needs more. */
  lineFrom(text: string, from: number, isLast: boolean): { contentEnd: number; next: number } | null {
    this.#text = text
    this.#isLast = isLast
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (code !== CR && code !== LF) continue
      const length = this.#lineEndAt(at)
      if (length === NEEDS_MORE) return null
      if (length > 0) return { contentEnd: at, next: at + length }
    }
    return isLast ? { contentEnd: text.length, next: text.length } : null
  }

  /** Reads to the delimiter or line end behind the field; its position, or a negative outcome. */
  #bareField(from: number): number {
    const text = this.#text
    const length = text.length
    const stops = this.#stops
    let at = from
    let escapes = 0
    let quotes = 0
    for (;;) {
      while (at < length && stops[text.charCodeAt(at)] === 0) at += 1
      if (at >= length) {
        if (!this.#isLast) return NEEDS_MORE
        break
      }
      const code = text.charCodeAt(at)
      if (code === this.#quote) {
        quotes += 1
        at += 1
      } else if (code === BACKSLASH && this.#backslash) {
        if (at + 2 >= length && !this.#isLast) return NEEDS_MORE
        escapes += 1
        const next = text.charCodeAt(at + 1)
        if ((next === CR || next === LF) && this.#isLineBreak(at + 1)) this.innerLines += 1
        at = Math.min(length, at + 2)
      } else {
        const end = code === CR || code === LF ? this.#lineEndAt(at) : this.#delimiterAt(at)
        if (end === NEEDS_MORE) return NEEDS_MORE
        if (end > 0) break
        if ((code === CR || code === LF) && this.#isLineBreak(at)) this.innerLines += 1
        at += 1
      }
    }
    const cell = text.slice(from, at)
    if (quotes % 2 === 1) this.#noteBareQuote(cell)
    this.cells.push(escapes > 0 ? this.#unescaped(cell, false) : cell)
    return at
  }

  /** An odd quote in a bare field closes at its end, or opens where text follows it (inches and seconds do neither). */
  #noteBareQuote(cell: string): void {
    this.hasOddQuote = true
    if (cell.endsWith(this.#quoteText)) this.hasSplitQuotes ||= this.#isQuoteOpen
    else if (/\S/.test(cell.charAt(cell.indexOf(this.#quoteText) + 1))) this.#isQuoteOpen = true
  }

  #quotedField(from: number): number {
    const text = this.#text
    const length = text.length
    const stops = this.#quotedStops
    let at = from + 1
    let lines = 0
    let escaped = false
    for (;;) {
      while (at < length && stops[text.charCodeAt(at)] === 0) at += 1
      if (at >= length) return this.#isLast ? this.#broken('open_quote', at) : NEEDS_MORE
      const code = text.charCodeAt(at)
      if (code === this.#quote) {
        const end = this.#closing(at)
        if (end === NEEDS_MORE || end === BROKEN) return end
        if (end > 0) {
          const cell = text.slice(from + 1, at)
          this.cells.push(escaped ? this.#unescaped(cell, true) : cell)
          this.innerLines += lines
          this.quotedFields += 1
          return end
        }
        escaped ||= this.#doubling
        at += this.#doubling ? 2 : 1
      } else if (code === BACKSLASH && this.#backslash) {
        escaped = true
        const next = text.charCodeAt(at + 1)
        at += next === this.#quote || next === BACKSLASH ? 2 : 1
      } else {
        if (this.#isLineBreak(at)) lines += 1
        if (lines > this.#maxQuotedLines) return this.#broken('open_quote', at)
        at += 1
      }
    }
  }

  /** What a quote inside a quoted field is: 0 part of the text, else the position behind the field. */
  #closing(at: number): number {
    const text = this.#text
    let behind = at + 1
    if (this.#doubling && text.charCodeAt(behind) === this.#quote) return 0
    let code = text.charCodeAt(behind)
    while ((code === BLANK || code === TAB) && this.#delimiterAt(behind) === 0) {
      behind += 1
      code = text.charCodeAt(behind)
    }
    if (behind >= text.length) {
      if (!this.#isLast) return NEEDS_MORE
    } else {
      const end = code === CR || code === LF ? this.#lineEndAt(behind) : this.#delimiterAt(behind)
      if (end === NEEDS_MORE) return NEEDS_MORE
      if (end === 0) return this.#doubling ? this.#broken('text_after_quote', behind) : 0
    }
    if (behind > at + 1) this.blanksAfterQuote += 1
    return behind
  }

  /** The delimiter's length where it stands at `at`, 0 where it does not. */
  #delimiterAt(at: number): number {
    const text = this.#text
    const delimiter = this.#delimiter
    if (text.charCodeAt(at) !== delimiter.charCodeAt(0)) return 0
    if (delimiter.length === 1) return 1
    if (!this.#isLast && at + delimiter.length > text.length) return NEEDS_MORE
    return text.startsWith(delimiter, at) ? delimiter.length : 0
  }

  /** The length of the line end at `at`: 0 where the dialect takes the character as text. */
  #lineEndAt(at: number): number {
    const code = this.#text.charCodeAt(at)
    if (code === LF) return this.#lfEnds ? 1 : 0
    if (code !== CR) return 0
    if (at + 1 >= this.#text.length) return this.#isLast ? 1 : NEEDS_MORE
    if (this.#text.charCodeAt(at + 1) === LF) return 2
    return this.#crEnds ? 1 : 0
  }

  /** Whether the CR or LF at `at` is the last character of a line end, as an editor counts lines. */
  #isLineBreak(at: number): boolean {
    return this.#text.charCodeAt(at) === LF || this.#text.charCodeAt(at + 1) !== LF
  }

  #unescaped(cell: string, isQuoted: boolean): string {
    if (this.#backslash) return withoutBackslashes(cell, this.#quoteText, this.#delimiter, isQuoted)
    return cell.replaceAll(this.#quoteText + this.#quoteText, this.#quoteText)
  }

  #broken(problem: 'open_quote' | 'text_after_quote', at: number): number {
    this.#problem = problem
    this.brokenAt = at
    return BROKEN
  }
}
