const LONGEST_WORD = 4096
const STRETCH_BYTES = 1 << 18
/** What a word seen before takes from the budget: enough to stop in a file that says the same all over. */
const REPEAT_COST = 1 / 8

/** A piece of text between separators that has at least one byte above 0x7F. */
export interface Word {
  readonly bytes: Uint8Array
  /** Where it stands first in the file. */
  readonly offset: number
  /** True where its last character may be cut: at the end of the file, or because only the word's beginning is kept. */
  readonly mayBeCut: boolean
}

export interface Piece {
  readonly offset: number
  readonly bytes: Uint8Array
}

/**
 * The different words of a text, each once: a value that fills a column is one piece of evidence, not a million. Words
 * are taken evenly from all of the text until they hold `budget` bytes. They are cut at bytes that are part of a longer
 * character in none of the encodings: those below 0x30 and `:;<=>?`.
 */
export function highByteWords(pieces: readonly Piece[], fileSize: number, budget = 1 << 16): Word[] {
  const words = new Map<string, Word>()
  const stretches = pieces.flatMap((piece) =>
    Array.from({ length: Math.ceil(piece.bytes.length / STRETCH_BYTES) }, (_, nth) => ({ piece, nth })),
  )
  const share = budget / Math.max(1, stretches.length)
  for (const { piece, nth } of stretches) {
    let left = share
    for (const word of wordsOf(piece, nth * STRETCH_BYTES, fileSize)) {
      const key = Buffer.from(word.bytes.buffer, word.bytes.byteOffset, word.bytes.length).toString('latin1')
      left -= words.has(key) ? word.bytes.length * REPEAT_COST : word.bytes.length
      if (!words.has(key)) words.set(key, word)
      if (left <= 0) break
    }
  }
  return [...words.values()]
}

/** The first word in the file's order that passes a test. */
export function firstWord(pieces: readonly Piece[], passes: (bytes: Uint8Array) => boolean): Word | undefined {
  for (const piece of pieces) for (const word of everyWord(piece)) if (passes(word.bytes)) return word
  return undefined
}

/** All words of a piece, in order and as often as they stand there. */
export function* everyWord(piece: Piece): Generator<Word> {
  for (let from = 0; from < piece.bytes.length; from += STRETCH_BYTES) {
    yield* wordsOf(piece, from, Number.POSITIVE_INFINITY)
  }
}

/** The words that have their first high byte in the stretch of a piece that begins at `from`. */
function* wordsOf({ offset, bytes }: Piece, from: number, fileSize: number): Generator<Word> {
  const to = Math.min(from + STRETCH_BYTES, bytes.length)
  for (let at = nextHighByte(bytes, from, to); at < to; at = nextHighByte(bytes, at, to)) {
    const start = wordStart(bytes, at)
    at = wordEnd(bytes, at)
    const word = bytes.subarray(start, Math.min(at, start + LONGEST_WORD))
    yield { bytes: word, offset: offset + start, mayBeCut: offset + at === fileSize || word.length < at - start }
  }
}

function nextHighByte(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && (bytes[at] as number) < 0x80) at += 1
  return at
}

function wordStart(bytes: Uint8Array, from: number): number {
  let at = from
  while (at > 0 && !isSeparator(bytes[at - 1] as number)) at -= 1
  return at
}

function wordEnd(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && !isSeparator(bytes[at] as number)) at += 1
  return at
}

export function isSeparator(byte: number): boolean {
  return byte < 0x30 || (byte >= 0x3a && byte < 0x40)
}
