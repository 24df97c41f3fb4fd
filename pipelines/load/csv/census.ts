import { open } from 'node:fs/promises'

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const QUOTE = 0x22
const CHUNK_BYTES = 1 << 22
/** Bytes of the chunk before that are kept in front of each: as many as a blank may have. */
const KEPT = 3

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
    const read = async (into: Uint8Array) => (await file.read(into, KEPT, CHUNK_BYTES)).bytesRead
    current[KEPT - 1] = LINE_FEED
    let length = await read(current)
    while (length > 0) {
      const following = read(next)
      counter.take(current, KEPT + length)
      next.set(current.subarray(length, length + KEPT))
      length = await following
      ;[current, next] = [next, current]
    }
    return counter.end(current)
  } finally {
    await file.close()
  }
}

/** What a byte may mean to the count; all others (0), nearly all bytes of a file, are passed over. */
const DELIMITER_KIND = 1
const LINE_END_KIND = 2
const QUOTE_KIND = 3
const BLANK_KIND = 4

class Counter {
  readonly #kinds = new Uint8Array(256)
  #skip: number
  #records = 0
  #delimiters = 0
  #broken = 0
  #isQuoted = false
  #isEdge = true
  #hasEdgeBlanks = false
  #hasEmptyLines = false
  #hasQuotes = false
  /** Bytes at the end of the chunk that begin a wide character which begins a cell. */
  #cutOff = 0
  readonly #breaks: { afterRecord: number; lines: number }[] = []

  constructor(skipped: number, delimiter: number) {
    this.#skip = skipped
    for (const blank of [0x09, 0x0b, 0x0c, 0x20]) this.#kinds[blank] = BLANK_KIND
    this.#kinds[QUOTE] = QUOTE_KIND
    this.#kinds[LINE_FEED] = LINE_END_KIND
    this.#kinds[delimiter] = DELIMITER_KIND
  }

  /** Counts the bytes behind the kept ones. */
  take(bytes: Uint8Array, end: number): void {
    const kinds = this.#kinds
    let isEdge = this.#isEdge
    let skip = this.#skip
    if (this.#cutOff > 0) this.#lookAtEdge(bytes, KEPT - this.#cutOff, end)
    for (let at = KEPT; at < end; at += 1) {
      const byte = bytes[at] as number
      const kind = kinds[byte]
      if (kind === 0) {
        if (isEdge) {
          isEdge = false
          if (byte >= 0xc2) this.#lookAtEdge(bytes, at, end)
        }
      } else if (skip > 0) {
        if (kind === LINE_END_KIND) skip -= 1
        isEdge = true
      } else {
        isEdge = this.#take(kind as number, bytes, at, isEdge)
      }
    }
    this.#isEdge = isEdge
    this.#skip = skip
  }

  end(bytes: Uint8Array): Census {
    if (this.#skip === 0 && bytes[KEPT - 1] !== LINE_FEED) this.#endLine(bytes, KEPT)
    return {
      records: this.#records,
      delimiters: this.#delimiters,
      breaks: this.#breaks,
      hasEdgeBlanks: this.#hasEdgeBlanks,
      hasEmptyLines: this.#hasEmptyLines,
      hasQuotes: this.#hasQuotes,
    }
  }

  /** Looks whether a wide character that begins a cell is a blank, now or when the rest of it is there. */
  #lookAtEdge(bytes: Uint8Array, at: number, end: number): void {
    const width = bytes[at] === 0xc2 ? 2 : 3
    this.#cutOff = at + width > end ? end - at : 0
    if (this.#cutOff === 0) this.#hasEdgeBlanks ||= endsInBlank(bytes, at + width)
  }

  /** Whether what follows stands at the edge of a cell. */
  #take(kind: number, bytes: Uint8Array, at: number, isEdge: boolean): boolean {
    if (kind === BLANK_KIND) {
      this.#hasEdgeBlanks ||= isEdge
      return false
    }
    if (kind === LINE_END_KIND) {
      this.#endLine(bytes, at)
      return true
    }
    this.#hasEdgeBlanks ||= endsInBlank(bytes, at)
    if (kind === QUOTE_KIND) {
      this.#isQuoted = !this.#isQuoted
      this.#hasQuotes = true
    } else if (!this.#isQuoted) this.#delimiters += 1
    return true
  }

  #endLine(bytes: Uint8Array, at: number): void {
    if (this.#isQuoted) {
      this.#broken += 1
      const current = this.#breaks.at(-1)
      if (current?.afterRecord === this.#records + 1) current.lines = this.#broken
      else this.#breaks.push({ afterRecord: this.#records + 1, lines: this.#broken })
      return
    }
    const end = bytes[at - 1] === CARRIAGE_RETURN ? at - 1 : at
    if (bytes[end - 1] === LINE_FEED) this.#hasEmptyLines = true
    this.#hasEdgeBlanks ||= endsInBlank(bytes, end)
    this.#records += 1
  }
}

/** Whether a character ends before `end` that may be a blank: U+00A0, U+2000 to U+203F, U+205F, U+3000, U+FEFF, or ASCII. */
function endsInBlank(bytes: Uint8Array, end: number): boolean {
  const last = bytes[end - 1] ?? 0
  if (last < 0x80) return last === 0x20 || last === 0x09 || last === 0x0b || last === 0x0c
  const before = bytes[end - 2] ?? 0
  if (before === 0xc2) return last === 0xa0 || last === 0x85
  const first = bytes[end - 3] ?? 0
  if (first === 0xe2) return before === 0x80 || (before === 0x81 && last === 0x9f)
  if (first === 0xe1) return before === 0x9a && last === 0x80
  return (first === 0xe3 && before === 0x80 && last === 0x80) || (first === 0xef && before === 0xbb && last === 0xbf)
}
