import { open } from 'node:fs/promises'

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const QUOTE = 0x22
const CHUNK_BYTES = 1 << 22
/** Room in front of each chunk for what the one before it left: of a wide character, less than its three bytes. */
const KEPT = 2

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
  const file = await open(path, 'r')
  try {
    let [current, next] = [new Uint8Array(KEPT + CHUNK_BYTES), new Uint8Array(KEPT + CHUNK_BYTES)]
    let held = 0
    const read = async (into: Uint8Array) => (await file.read(into, KEPT, CHUNK_BYTES)).bytesRead
    let length = await read(current)
    while (length > 0) {
      const following = read(next)
      const end = KEPT + length
      const taken = counter.take(current, KEPT - held, end)
      held = end - taken
      next.set(current.subarray(taken, end), KEPT - held)
      length = await following
      ;[current, next] = [next, current]
    }
    return counter.end(current.subarray(KEPT - held, KEPT))
  } finally {
    await file.close()
  }
}

/** What a byte may mean to the count; all others (0), nearly all bytes of a file, are passed over. */
const PLAIN = 0
const DELIMITER = 1
const LINE_END = 2
const QUOTE_MARK = 3
const BLANK = 4
/** The first byte of a wide character that may be a blank. */
const WIDE = 5
const RETURN = 6

class Counter {
  readonly #kinds = new Uint8Array(256)
  #skip: number
  #records = 0
  #delimiters = 0
  #broken = 0
  #isQuoted = false
  #hasEdgeBlanks = false
  #hasEmptyLines = false
  #hasQuotes = false
  /** Places in the file: where the current line and cell begin, where the last blank and carriage return end. */
  #base = 0
  #line = 0
  #cell = 0
  #blankEnd = -1
  #returnEnd = -1
  readonly #breaks: { afterRecord: number; lines: number }[] = []

  constructor(skipped: number, delimiter: number) {
    this.#skip = skipped
    for (const blank of [0x09, 0x0b, 0x0c, 0x20]) this.#kinds[blank] = BLANK
    for (const lead of [0xc2, 0xe1, 0xe2, 0xe3, 0xef]) this.#kinds[lead] = WIDE
    this.#kinds[CARRIAGE_RETURN] = RETURN
    this.#kinds[QUOTE] = QUOTE_MARK
    this.#kinds[LINE_FEED] = LINE_END
    this.#kinds[delimiter] = DELIMITER
  }

  /** Counts the bytes from `start` to `end`, but for a wide character that is not whole; returns how far it came. */
  take(bytes: Uint8Array, start: number, end: number): number {
    const kinds = this.#kinds
    let at = start
    for (; at < end; at += 1) {
      const kind = kinds[bytes[at] as number] as number
      if (kind === PLAIN) continue
      if (kind === WIDE && at + 3 > end) break
      this.#take(kind, bytes, at, this.#base + at - start)
    }
    this.#base += at - start
    return at
  }

  /** What the file ends with: bytes of a wide character at most. */
  end(rest: Uint8Array): Census {
    this.#base += rest.length
    if (this.#skip === 0 && this.#base > this.#line) this.#endLine(this.#base)
    return {
      records: this.#records,
      delimiters: this.#delimiters,
      breaks: this.#breaks,
      hasEdgeBlanks: this.#hasEdgeBlanks,
      hasEmptyLines: this.#hasEmptyLines,
      hasQuotes: this.#hasQuotes,
    }
  }

  #take(kind: number, bytes: Uint8Array, at: number, place: number): void {
    if (kind === DELIMITER) {
      if (this.#skip > 0) return
      this.#endCell(place)
      if (!this.#isQuoted) this.#delimiters += 1
    } else if (kind === LINE_END) {
      if (this.#skip > 0) this.#skip -= 1
      else this.#endLine(place)
      this.#line = place + 1
      this.#cell = place + 1
    } else if (kind === BLANK) this.#noteBlank(place, 1)
    else if (kind === RETURN) this.#returnEnd = place + 1
    else if (kind === WIDE) {
      const width = blankWidth(bytes, at)
      if (width > 0) this.#noteBlank(place, width)
    } else if (this.#skip === 0) {
      this.#endCell(place)
      this.#isQuoted = !this.#isQuoted
      this.#hasQuotes = true
    }
  }

  #noteBlank(place: number, width: number): void {
    if (this.#cell === place && this.#skip === 0) this.#hasEdgeBlanks = true
    this.#blankEnd = place + width
  }

  /** A delimiter or a quote stands at `place`: what is before it ends, and what is behind it begins. */
  #endCell(place: number): void {
    if (this.#blankEnd === place) this.#hasEdgeBlanks = true
    this.#cell = place + 1
  }

  #endLine(place: number): void {
    if (this.#isQuoted) {
      this.#broken += 1
      const current = this.#breaks.at(-1)
      if (current?.afterRecord === this.#records + 1) current.lines = this.#broken
      else this.#breaks.push({ afterRecord: this.#records + 1, lines: this.#broken })
      return
    }
    const end = this.#returnEnd === place ? place - 1 : place
    if (end === this.#line) this.#hasEmptyLines = true
    if (this.#blankEnd === end) this.#hasEdgeBlanks = true
    this.#records += 1
  }
}

/** Bytes of the character at `at` where it may be a blank: U+0085, U+00A0, U+1680, U+2000 to U+203F, U+205F, U+3000, U+FEFF; else 0. */
function blankWidth(bytes: Uint8Array, at: number): number {
  const [second, third] = [bytes[at + 1] as number, bytes[at + 2] as number]
  switch (bytes[at]) {
    case 0xc2:
      return second === 0xa0 || second === 0x85 ? 2 : 0
    case 0xe1:
      return second === 0x9a && third === 0x80 ? 3 : 0
    case 0xe2:
      return second === 0x80 || (second === 0x81 && third === 0x9f) ? 3 : 0
    case 0xe3:
      return second === 0x80 && third === 0x80 ? 3 : 0
    default:
      return second === 0xbb && third === 0xbf ? 3 : 0
  }
}
