import { createReadStream } from 'node:fs'

const QUOTE = 0x22
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/**
 * Whether every quote of a UTF-8 file opens a field, closes one or is doubled inside of one. A quote elsewhere may be an
 * inch mark, or a lost delimiter: DuckDB takes it for text and cuts at the delimiters behind it without a word.
 * `delimiter` is one byte.
 */
export async function isWellQuoted(path: string, delimiter: number): Promise<boolean> {
  let before = LINE_FEED
  let isInside = false
  /** A quote inside of a field, of which the next byte tells whether it closes it. */
  let isOpen = false
  const endsField = (byte: number | undefined) => byte === delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 22 }) as AsyncIterable<Buffer>) {
    let at = 0
    if (isOpen) {
      if (chunk[0] !== QUOTE && !endsField(chunk[0])) return false
      isInside = chunk[0] === QUOTE
      isOpen = false
      at = isInside ? 1 : 0
    }
    for (at = chunk.indexOf(QUOTE, at); at !== -1; at = chunk.indexOf(QUOTE, at)) {
      if (!isInside) {
        if (!endsField(at === 0 ? before : chunk[at - 1])) return false
        isInside = true
        at += 1
      } else if (at + 1 === chunk.length) {
        isOpen = true
        at += 1
      } else if (chunk[at + 1] === QUOTE) at += 2
      else if (endsField(chunk[at + 1])) {
        isInside = false
        at += 1
      } else return false
    }
    before = chunk.at(-1) ?? before
  }
  return !isInside || isOpen
}
