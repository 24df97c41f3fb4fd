import { createReadStream } from 'node:fs'

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const QUOTE = 0x22
const CHUNK_BYTES = 1 << 22

/** What a UTF-8 text file holds behind its first lines, counted byte by byte. */
export interface Census {
  /** Records: lines that do not end within quotes. */
  readonly records: number
  /** Delimiters outside of quotes. */
  readonly delimiters: number
  /** Where lines end within quotes: after this many records, how many lines more than records there were so far. */
  readonly breaks: readonly { readonly afterRecord: number; readonly lines: number }[]
  /** Whether a cell may begin or end with a blank: a space, a tab, or a wide or zero-width one. */
  readonly hasEdgeBlanks: boolean
  /** Whether a line is empty. */
  readonly hasEmptyLines: boolean
  readonly hasQuotes: boolean
}

/** Lines and delimiters of a file behind `skipped` lines, to hold another reader's result against. */
export async function censusOf(path: string, skipped: number, delimiter: number): Promise<Census> {
  const counter = new Counter(skipped, delimiter)
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    counter.take(chunk)
  }
  return counter.end()
}

class Counter {
  readonly #delimiter: number
  #skip: number
  #records = 0
  #delimiters = 0
  #broken = 0
  #isQuoted = false
  #hasEdgeBlanks = false
  #hasEmptyLines = false
  #hasQuotes = false
  /** The three bytes before the one looked at; at first, as if a line had just ended. */
  #last = LINE_FEED
  #beforeLast = 0
  #third = 0
  readonly #breaks: { afterRecord: number; lines: number }[] = []

  constructor(skipped: number, delimiter: number) {
    this.#skip = skipped
    this.#delimiter = delimiter
  }

  take(chunk: Uint8Array): void {
    const delimiter = this.#delimiter
    let [third, before, last] = [this.#third, this.#beforeLast, this.#last]
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number
      if (byte <= 0x2c || byte === delimiter) {
        if (this.#skip > 0) {
          if (byte === LINE_FEED) this.#skip -= 1
        } else if (byte === QUOTE) {
          this.#isQuoted = !this.#isQuoted
          this.#hasQuotes = true
          if (isBlank(last, before, third)) this.#hasEdgeBlanks = true
        } else if (byte === delimiter) {
          if (!this.#isQuoted) this.#delimiters += 1
          if (isBlank(last, before, third)) this.#hasEdgeBlanks = true
        } else if (byte === LINE_FEED) {
          this.#endLine(last, before, third)
        } else if (isAsciiBlank(byte) && isEdge(last, delimiter)) {
          this.#hasEdgeBlanks = true
        }
      } else if (byte >= 0xc2 && isEdge(last, delimiter) && this.#skip === 0 && isWideLead(byte)) {
        // A blank of two or three bytes may begin here; most characters that begin so are none, but they are rare at a
        // cell's edge, and the careful way is right for all.
        this.#hasEdgeBlanks ||= isWideBlank(chunk, at)
      }
      third = before
      before = last
      last = byte
    }
    this.#third = third
    this.#beforeLast = before
    this.#last = last
  }

  end(): Census {
    if (this.#last !== LINE_FEED) this.#endLine(this.#last, this.#beforeLast, this.#third)
    return {
      records: this.#records,
      delimiters: this.#delimiters,
      breaks: this.#breaks,
      hasEdgeBlanks: this.#hasEdgeBlanks,
      hasEmptyLines: this.#hasEmptyLines,
      hasQuotes: this.#hasQuotes,
    }
  }

  #endLine(last: number, before: number, third: number): void {
    if (this.#isQuoted) {
      this.#broken += 1
      const current = this.#breaks.at(-1)
      if (current?.afterRecord === this.#records + 1) current.lines = this.#broken
      else this.#breaks.push({ afterRecord: this.#records + 1, lines: this.#broken })
      return
    }
    const isReturned = last === CARRIAGE_RETURN
    if (last === LINE_FEED || (isReturned && before === LINE_FEED)) this.#hasEmptyLines = true
    if (isReturned ? isBlank(before, third, 0) : isBlank(last, before, third)) this.#hasEdgeBlanks = true
    this.#records += 1
  }
}

function isEdge(last: number, delimiter: number): boolean {
  return last === delimiter || last === LINE_FEED || last === QUOTE
}

/** Whether a character ends here that may be a blank: U+00A0, U+2000 to U+203F, U+205F, U+3000, U+FEFF, or ASCII. */
function isBlank(last: number, before: number, third: number): boolean {
  if (last < 0x80) return isAsciiBlank(last)
  if (before === 0xc2 && (last === 0xa0 || last === 0x85)) return true
  if (third === 0xe2) return before === 0x80 || (before === 0x81 && last === 0x9f)
  if (third === 0xe1) return before === 0x9a
  return (third === 0xe3 && before === 0x80 && last === 0x80) || (third === 0xef && before === 0xbb && last === 0xbf)
}

function isAsciiBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0b || byte === 0x0c
}

function isWideLead(byte: number): boolean {
  return byte === 0xc2 || byte === 0xe2 || byte === 0xe3 || byte === 0xef || byte === 0xe1
}

function isWideBlank(chunk: Uint8Array, at: number): boolean {
  const [first, second, third] = [chunk[at] ?? 0, chunk[at + 1], chunk[at + 2]]
  if (second === undefined || (first !== 0xc2 && third === undefined)) return true
  return first === 0xc2 ? isBlank(second, first, 0) : isBlank(third ?? 0, second, first)
}
