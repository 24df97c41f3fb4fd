import { open } from 'node:fs/promises'

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const QUOTE = 0x22
const CHUNK_BYTES = 1 << 22
/** The bytes of the widest blank: what may have to be looked at before a byte, and behind it. */
const AROUND = 3
/** Room in front of each chunk for the bytes before it, so that what is around a byte stands beside it. Even. */
const FRONT = 8

/** What a UTF-8 text file holds behind its first lines, counted byte by byte. */
export interface Census {
  /** Records: lines that do not end within quotes. */
  readonly records: number
  /** Delimiters outside of quotes. */
  readonly delimiters: number
  /** Where lines end within quotes: after this many records, how many lines more than records there were so far. */
  readonly breaks: readonly { readonly afterRecord: number; readonly lines: number }[]
  /** Whether a cell begins or ends with a blank: a space, a tab, or a wide or zero-width one. */
  readonly hasEdgeBlanks: boolean
  /** Whether a line is empty. */
  readonly hasEmptyLines: boolean
  /**
   * Whether every quote opens a cell, closes one or is doubled inside of one. A quote elsewhere may be an inch mark, or a
   * lost delimiter: DuckDB takes it for text and cuts at the delimiters behind it without a word.
   */
  readonly isWellQuoted: boolean
}

/** Lines and delimiters (one byte) of a file behind `skipped` lines, to hold another reader's result against. */
export async function censusOf(path: string, skipped: number, delimiter: number): Promise<Census> {
  const counter = new Counter(skipped, delimiter)
  const file = await open(path, 'r')
  try {
    const chunkBytes = Math.min(CHUNK_BYTES, 2 + (await file.stat()).size)
    let [current, next] = [chunkRoom(chunkBytes), chunkRoom(chunkBytes)]
    // The file as it would be behind another: before its first line ends one that is skipped.
    current.fill(LINE_FEED, 0, FRONT)
    let from = FRONT - 1
    const read = async (into: Uint8Array) => (await file.read(into, FRONT, chunkBytes)).bytesRead
    let length = await read(current)
    while (length > 0) {
      const following = read(next)
      const end = FRONT + length
      const to = Math.max(from, end - AROUND)
      counter.take(current, from, to)
      const kept = current.subarray(to - AROUND, end)
      next.set(kept, FRONT - kept.length)
      from = FRONT - kept.length + AROUND
      length = await following
      ;[current, next] = [next, current]
    }
    return counter.end(current, from)
  } finally {
    await file.close()
  }
}

function chunkRoom(bytes: number): Uint8Array {
  return new Uint8Array(FRONT + bytes + AROUND)
}

class Counter {
  readonly #delimiter: number
  /** For two bytes that stand together, read as one number: 0 where neither is a delimiter, a quote or a line's end. */
  readonly #pairs = new Uint8Array(1 << 16)
  #skip: number
  #records = 0
  #delimiters = 0
  #broken = 0
  #isQuoted = false
  /** Whether the quote before was the first of two that stand for one. */
  #isDoubled = false
  #hasEdgeBlanks = false
  #hasEmptyLines = false
  #isWellQuoted = true
  readonly #breaks: { afterRecord: number; lines: number }[] = []

  constructor(skipped: number, delimiter: number) {
    this.#skip = skipped + 1
    this.#delimiter = delimiter
    for (const counted of [delimiter, LINE_FEED, QUOTE])
      for (let other = 0; other < 256; other += 1) {
        this.#pairs[(counted << 8) | other] = 1
        this.#pairs[(other << 8) | counted] = 1
      }
  }

  /** Judges the bytes from `from` to `to`, with those around them at hand. */
  take(bytes: Uint8Array, from: number, to: number): void {
    const [pairs, delimiter] = [this.#pairs, this.#delimiter]
    const two = new Uint16Array(bytes.buffer, 0, bytes.length >> 1)
    let delimiters = 0
    for (let at = from; at < to; at += 1) {
      if ((at & 1) === 0) {
        let pair = at >> 1
        while (pair << 1 < to && pairs[two[pair] as number] === 0) pair += 1
        at = pair << 1
        if (at >= to) break
      }
      const byte = bytes[at]
      if (byte === delimiter) {
        if (this.#isQuoted || this.#skip > 0) continue
        delimiters += 1
        if (mayBeAtBlank(bytes, at)) this.#meetBlank(bytes, at, at + 1)
      } else if (byte === LINE_FEED) this.#meetLineEnd(bytes, at)
      else if (byte === QUOTE && this.#skip === 0) this.#meetQuote(bytes, at)
    }
    this.#delimiters += delimiters
  }

  /** What the file ends with, `from` to the end of the room in front of a chunk. */
  end(bytes: Uint8Array, from: number): Census {
    bytes.fill(LINE_FEED, FRONT, FRONT + AROUND)
    this.take(bytes, from, FRONT)
    if (this.#skip === 0 && bytes[FRONT - 1] !== LINE_FEED) this.#meetLineEnd(bytes, FRONT)
    return {
      records: this.#records,
      delimiters: this.#delimiters,
      breaks: this.#breaks,
      hasEdgeBlanks: this.#hasEdgeBlanks,
      hasEmptyLines: this.#hasEmptyLines,
      isWellQuoted: this.#isWellQuoted && !this.#isQuoted,
    }
  }

  /** What is before ends at `end`, and what is behind begins at `start`. */
  #meetBlank(bytes: Uint8Array, end: number, start: number): void {
    if (endsBlank(bytes, end) || beginsBlank(bytes, start)) this.#hasEdgeBlanks = true
  }

  #meetLineEnd(bytes: Uint8Array, at: number): void {
    if (this.#isQuoted) {
      this.#breakLine()
      return
    }
    const end = bytes[at - 1] === CARRIAGE_RETURN ? at - 1 : at
    if (this.#skip > 0) {
      this.#skip -= 1
      if (this.#skip === 0) this.#hasEdgeBlanks = beginsBlank(bytes, at + 1)
      return
    }
    if (bytes[end - 1] === LINE_FEED) this.#hasEmptyLines = true
    this.#meetBlank(bytes, end, at + 1)
    this.#records += 1
  }

  #breakLine(): void {
    this.#broken += 1
    const current = this.#breaks.at(-1)
    if (current?.afterRecord === this.#records + 1) current.lines = this.#broken
    else this.#breaks.push({ afterRecord: this.#records + 1, lines: this.#broken })
  }

  /** It opens a cell, closes one, or two stand for one in the text; else it is out of place. */
  #meetQuote(bytes: Uint8Array, at: number): void {
    if (this.#isDoubled) this.#isDoubled = false
    else if (this.#isQuoted && bytes[at + 1] === QUOTE) this.#isDoubled = true
    else {
      if (!this.#endsCell(bytes[this.#isQuoted ? at + 1 : at - 1])) this.#isWellQuoted = false
      if (this.#isQuoted ? endsBlank(bytes, at) : beginsBlank(bytes, at + 1)) this.#hasEdgeBlanks = true
      this.#isQuoted = !this.#isQuoted
    }
  }

  #endsCell(byte: number | undefined): boolean {
    return byte === this.#delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN
  }
}

/** Bytes that a blank consists of, 1 (ASCII) to 3, by its first; 0 for all others. */
const BLANK_BYTES = new Uint8Array(256)
for (const blank of [0x09, 0x0b, 0x0c, 0x20]) BLANK_BYTES[blank] = 1
BLANK_BYTES[0xc2] = 2
for (const lead of [0xe1, 0xe2, 0xe3, 0xef]) BLANK_BYTES[lead] = 3

/** A look at four bytes, after which nearly no delimiter is left. */
function mayBeAtBlank(bytes: Uint8Array, at: number): boolean {
  return (
    BLANK_BYTES[bytes[at - 1] as number] === 1 ||
    BLANK_BYTES[bytes[at - 2] as number] === 2 ||
    BLANK_BYTES[bytes[at - 3] as number] === 3 ||
    BLANK_BYTES[bytes[at + 1] as number] !== 0
  )
}

function endsBlank(bytes: Uint8Array, end: number): boolean {
  return blankWidth(bytes, end - 1) === 1 || blankWidth(bytes, end - 2) === 2 || blankWidth(bytes, end - 3) === 3
}

function beginsBlank(bytes: Uint8Array, start: number): boolean {
  return BLANK_BYTES[bytes[start] as number] !== 0 && blankWidth(bytes, start) > 0
}

/** Bytes of the blank at `at`: ASCII, U+0085, U+00A0, U+1680, U+2000 to U+203F, U+205F, U+3000, U+FEFF; 0 where there is another character. */
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
    case 0xef:
      return second === 0xbb && third === 0xbf ? 3 : 0
    default:
      return BLANK_BYTES[bytes[at] as number] === 1 ? 1 : 0
  }
}
