import { JOIN_BITS, KIND, KIND_COUNT, kindOf } from './character-kind.ts'
import { ALPHABETS, COMMON_CHARACTERS, EAST_ASIAN_PUNCTUATION, FULL_WIDTH, LATIN_SIGNS } from './common-characters.ts'
import type { Word } from './high-byte-words.ts'
import { listedBits } from './language-model.ts'
import type { Sample } from './read-sample.ts'
import { ASCII_BITS, ERROR_BITS, RANDOM_BITS, type Reading, sumReading } from './score-words.ts'
import { utf8Width, validUtf8End } from './valid-utf8.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
/**
 * What is in no list, by script: letters of living scripts first, then what hardly occurs in an export. C1 controls do
 * occur, where text was converted to UTF-8 twice before it was exported.
 */
const UNLISTED: readonly (readonly [RegExp, number])[] = [
  [/[\u00a0-\u00ff]/u, 8],
  [/[Α-Ωα-ωά-ώА-яЁёא-תء-ي]/u, 9],
  [/[\u3400-\u9fff\uac00-\ud7a3]/u, 14],
  [/[\p{sc=Thai}\p{sc=Hira}\p{sc=Kana}\uff00-\uffef]/u, 11],
  [/\p{sc=Latn}/u, 14],
  [/[\p{Extended_Pictographic}\u{1f000}-\u{1ffff}\u2000-\u33ff]/u, 14],
  [/[\u0080-\u009f]/u, 14],
  [/[\p{Cn}\p{Co}\p{Cs}]/u, 26],
]
const REST_BITS = 18
let listed: Map<number, number> | undefined

/** How the words read as UTF-8, whatever their language. */
export function readAsUtf8(words: readonly Word[]): Reading {
  return sumReading({ encoding: 'utf-8', language: 'any language' }, words, wordCost)
}

/** Strict UTF-8 over all that was read; `cutAt` is where a character stands that the file's end cuts. */
export function checkUtf8({ pieces, size }: Sample): {
  characters: number
  badAt: number | null
  cutAt: number | null
} {
  let characters = 0
  for (const { offset, bytes } of pieces) {
    const { end, bad } = validUtf8End(bytes)
    for (let at = 0; at < end; at++) if ((bytes[at] as number) >= 0xc0) characters += 1
    if (end === bytes.length) continue
    const isCut = !bad && offset + bytes.length === size && characters > 0
    return { characters, badAt: isCut ? null : offset + end, cutAt: isCut ? offset + end : null }
  }
  return { characters, badAt: null, cutAt: null }
}

/** Bits of a character in a text of any language. */
export function anyLanguageBits(character: string): number {
  const codePoint = character.codePointAt(0) ?? 0
  if (codePoint < 0x80) return /[\P{Cc}\t\n\r]/u.test(character) ? ASCII_BITS : REST_BITS
  listed ??= listedBits([
    ...Object.values(COMMON_CHARACTERS).map((list) => [list, 0.4] as const),
    ...Object.values(ALPHABETS).flatMap((alphabets) => Object.values(alphabets).map((list) => [list, 0.2] as const)),
    [EAST_ASIAN_PUNCTUATION, 0.1],
    [FULL_WIDTH, 0.05],
    [LATIN_SIGNS, 0.1],
  ])
  return listed.get(codePoint) ?? UNLISTED.find(([pattern]) => pattern.test(character))?.[1] ?? REST_BITS
}

function wordCost({ bytes, mayBeCut }: Word): { bits: number; badAt: number } {
  let bits = 0
  let badAt = -1
  let previous: number = KIND.boundary
  for (let at = 0; at < bytes.length; ) {
    const width = utf8Width(bytes, at)
    if (width === 0 && mayBeCut && validUtf8End(bytes.subarray(at)).bad === false) {
      bits += RANDOM_BITS * (bytes.length - at)
      break
    }
    const character = width === 0 ? '' : decoder.decode(bytes.subarray(at, at + width))
    const kind = kindOf(character.codePointAt(0) ?? 0)
    bits += width === 0 ? ERROR_BITS : anyLanguageBits(character)
    bits += JOIN_BITS[previous * KIND_COUNT + kind] ?? 0
    if (width === 0 && badAt < 0) badAt = at
    previous = kind
    at += Math.max(1, width)
  }
  return { bits, badAt }
}
