import { JOIN_BITS, KIND, KIND_COUNT, kindOf } from './character-kind.ts'
import { isSingleByte, type ScoredName } from './encoding-name.ts'
import { fourByteCodePoint, isFourByteStart } from './four-bytes.ts'
import type { Word } from './high-byte-words.ts'
import { type LanguageModel, languageModels } from './language-model.ts'

export const ASCII_BITS = 4.5
export const ERROR_BITS = 24
export const RANDOM_BITS = 8
const FOUR_BYTE_BITS = 24
const EMOJI_BITS = 20

/** How words read in one encoding: in all `bits` (few are plausible), and how many of them hold undecodable bytes. */
export interface Reading {
  readonly encoding: ScoredName | 'utf-8'
  readonly language: string
  readonly bits: number
  /** Bits saved per high byte against bytes drawn at random; about 3 for real text, 0 and below for a wrong reading. */
  readonly score: number
  readonly errors: number
  readonly firstError: number | null
}

/** The best reading of the words in each encoding, the most plausible first. */
export function readWords(words: readonly Word[]): Reading[] {
  const best = new Map<ScoredName, Reading>()
  for (const model of languageModels()) {
    const reading = readIn(model, words)
    if (reading.bits < (best.get(model.encoding)?.bits ?? Number.POSITIVE_INFINITY)) best.set(model.encoding, reading)
  }
  return [...best.values()].sort((one, other) => one.bits - other.bits)
}

/** Adds up what each word costs; `costOf` returns its bits and where in it the first undecodable byte stands, or -1. */
export function sumReading(
  name: Pick<Reading, 'encoding' | 'language'>,
  words: readonly Word[],
  costOf: (word: Word) => { bits: number; badAt: number },
): Reading {
  let bits = 0
  let errors = 0
  let firstError: number | null = null
  for (const word of words) {
    const cost = costOf(word)
    bits += cost.bits
    if (cost.badAt < 0) continue
    errors += 1
    firstError = Math.min(firstError ?? Number.POSITIVE_INFINITY, word.offset + cost.badAt)
  }
  return { ...name, bits, score: scoreOf(bits, words), errors, firstError }
}

function scoreOf(bits: number, words: readonly Word[]): number {
  let high = 0
  let ascii = 0
  for (const { bytes } of words) {
    for (const byte of bytes) {
      if (byte < 0x80) ascii += 1
      else high += 1
    }
  }
  return high === 0 ? 0 : 8 - (bits - ascii * ASCII_BITS) / high
}

function readIn(model: LanguageModel, words: readonly Word[]): Reading {
  return sumReading({ encoding: model.encoding, language: model.language }, words, (word) => wordCost(model, word))
}

function wordCost(model: LanguageModel, { bytes, mayBeCut }: Word): { bits: number; badAt: number } {
  let bits = 0
  let badAt = -1
  let previous: number = KIND.boundary
  for (let at = 0; at < bytes.length; ) {
    const { width, cost, kind } = characterCost(model, bytes, at)
    if (width === 0 && mayBeCut && isCutCharacter(model.encoding, bytes, at)) {
      bits += RANDOM_BITS * (bytes.length - at)
      break
    }
    bits += cost + (JOIN_BITS[previous * KIND_COUNT + kind] ?? 0)
    if (width === 0 && badAt < 0) badAt = at
    previous = kind
    at += Math.max(1, width)
  }
  return { bits, badAt }
}

/** Whether the bytes from `at` to the end begin a character that the end cuts. */
function isCutCharacter(encoding: ScoredName, bytes: Uint8Array, at: number): boolean {
  if (isSingleByte(encoding)) return false
  return at + 1 === bytes.length || (encoding === 'gb18030' && isFourByteStart(bytes, at))
}

/** The character at `at`: its bytes (0 where there is none), its bits without its neighbours', its kind. */
function characterCost(model: LanguageModel, bytes: Uint8Array, at: number) {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return { width: 1, cost: ASCII_BITS, kind: kindOf(lead) }
  const pair = at + 1 < bytes.length ? (lead << 8) | (bytes[at + 1] ?? 0) : 0
  for (const [index, width] of [
    [pair, 2],
    [lead, 1],
  ] as const) {
    const cost = model.bits[index] ?? 0
    if (cost > 0) return { width, cost, kind: model.kinds[index] ?? KIND.boundary }
  }
  const codePoint = model.encoding === 'gb18030' ? fourByteCodePoint(bytes, at) : 0
  if (codePoint === 0) return { width: 0, cost: ERROR_BITS, kind: KIND.boundary }
  return {
    width: 4,
    cost: codePoint >= 0x1f000 && codePoint < 0x20000 ? EMOJI_BITS : FOUR_BYTE_BITS,
    kind: kindOf(codePoint),
  }
}
