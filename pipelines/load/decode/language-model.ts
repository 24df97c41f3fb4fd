import { isSign, kindOf } from './character-kind.ts'
import { codePoints } from './code-points.ts'
import {
  ALPHABETS,
  COMMON_CHARACTERS,
  EAST_ASIAN_PUNCTUATION,
  FULL_WIDTH,
  HALF_WIDTH_KANA,
  LATIN_SIGNS,
} from './common-characters.ts'
import type { ScoredName } from './encoding-name.ts'
import { standardLevel } from './standard-level.ts'

/** What a text of one language in one encoding costs: bits per character, low for common ones. */
export interface LanguageModel {
  readonly encoding: ScoredName
  readonly language: string
  /** Bits at a byte or at `lead × 256 + trail`; 0 where the encoding has no such character. */
  readonly bits: Float32Array
  readonly kinds: Uint8Array
}

type Share = readonly [characters: string, share: number]

interface Recipe {
  readonly encoding: ScoredName
  readonly language: string
  readonly lists: readonly Share[]
  /** Bits of what is in no list: the standard's first and second level, the rest of its letters, signs. */
  readonly common: number
  readonly rare: number
  readonly letter: number
  readonly sign: number
}

const FLATTENING = 30
const PRIVATE_BITS = 28
const CONTROL_BITS = 26
const { 'zh-Hans': hans, 'zh-Hant': hant, 'ja-kana': kana, 'ja-kanji': kanji, ko } = COMMON_CHARACTERS
const JAPANESE: readonly Share[] = [
  [kana, 0.6],
  [kanji, 0.25],
  [EAST_ASIAN_PUNCTUATION, 0.08],
  [FULL_WIDTH, 0.04],
  [HALF_WIDTH_KANA, 0.6],
]

const EAST_ASIAN: readonly Recipe[] = [
  {
    encoding: 'gb18030',
    language: 'Chinese',
    lists: [
      [hans, 0.8],
      [EAST_ASIAN_PUNCTUATION, 0.08],
      [FULL_WIDTH, 0.01],
      [hant, 0.04],
    ],
    common: 14.5,
    rare: 19,
    letter: 25,
    sign: 17,
  },
  {
    encoding: 'big5',
    language: 'Chinese',
    lists: [
      [hant, 0.8],
      [EAST_ASIAN_PUNCTUATION, 0.08],
      [FULL_WIDTH, 0.01],
    ],
    common: 15,
    rare: 21,
    letter: 23,
    sign: 17,
  },
  { encoding: 'shift_jis', language: 'Japanese', lists: JAPANESE, common: 14.5, rare: 20, letter: 23, sign: 16 },
  { encoding: 'euc-jp', language: 'Japanese', lists: JAPANESE, common: 14.5, rare: 20, letter: 23, sign: 16 },
  {
    encoding: 'euc-kr',
    language: 'Korean',
    lists: [
      [ko, 0.85],
      [EAST_ASIAN_PUNCTUATION, 0.03],
    ],
    common: 14,
    rare: 21,
    letter: 22,
    sign: 18,
  },
]

let models: readonly LanguageModel[] | undefined

/** A model for each East Asian encoding, and for each language in a single-byte encoding. */
export function languageModels(): readonly LanguageModel[] {
  models ??= [...EAST_ASIAN, ...alphabetRecipes()].map(modelOf)
  return models
}

function alphabetRecipes(): Recipe[] {
  return Object.entries(ALPHABETS).flatMap(([encoding, languages]) =>
    Object.entries(languages).map(([language, letters]) => ({
      encoding: encoding as keyof typeof ALPHABETS,
      language,
      lists: [
        [letters, 0.8],
        [LATIN_SIGNS, 0.15],
      ],
      common: 0,
      rare: 0,
      letter: 11,
      sign: 15,
    })),
  )
}

function modelOf(recipe: Recipe): LanguageModel {
  const { encoding, language } = recipe
  const table = codePoints(encoding)
  const bits = new Float32Array(table.length)
  const kinds = new Uint8Array(table.length)
  const listed = listedBits(recipe.lists)
  for (let index = 0x80; index < table.length; index++) {
    const codePoint = table[index] ?? 0
    if (codePoint === 0) continue
    kinds[index] = kindOf(codePoint)
    bits[index] = listed.get(codePoint) ?? unlistedBits(recipe, index, codePoint)
  }
  return { encoding, language, bits, kinds }
}

/** Within a list the nth character counts in proportion to 1 / (n + 30); the first list that has it decides. */
export function listedBits(lists: readonly Share[]): Map<number, number> {
  const bits = new Map<number, number>()
  for (const [characters, share] of lists) {
    const codes = [...characters].map((character) => character.codePointAt(0) ?? 0)
    const flattening = Math.min(FLATTENING, codes.length / 10)
    const total = codes.reduce((sum, _code, rank) => sum + 1 / (rank + flattening), 0)
    for (const [rank, code] of codes.entries()) {
      if (!bits.has(code)) bits.set(code, -Math.log2(share / (rank + flattening) / total))
    }
  }
  return bits
}

function unlistedBits(recipe: Recipe, index: number, codePoint: number): number {
  if (codePoint < 0xa0) return CONTROL_BITS
  if (codePoint >= 0xe000 && codePoint <= 0xf8ff) return PRIVATE_BITS
  const level = standardLevel(recipe.encoding, index)
  if (level !== 'outside') return recipe[level]
  return isSign(kindOf(codePoint)) ? recipe.sign : recipe.letter
}
