import { describe, expect, test } from 'vitest'
import { codePoints } from '../../../../pipelines/load/decode/code-points.ts'
import {
  ALPHABETS,
  COMMON_CHARACTERS,
  FULL_WIDTH,
  HALF_WIDTH_KANA,
  LATIN_SIGNS,
} from '../../../../pipelines/load/decode/common-characters.ts'
import type { ScoredName } from '../../../../pipelines/load/decode/encoding-name.ts'

const LISTS: readonly (readonly [string, ScoredName, string])[] = [
  ['simplified hanzi', 'gb18030', COMMON_CHARACTERS['zh-Hans']],
  ['traditional hanzi', 'big5', COMMON_CHARACTERS['zh-Hant']],
  ['kana', 'shift_jis', COMMON_CHARACTERS['ja-kana']],
  ['kanji', 'shift_jis', COMMON_CHARACTERS['ja-kanji']],
  ['hangul', 'euc-kr', COMMON_CHARACTERS.ko],
  ['half-width kana', 'shift_jis', HALF_WIDTH_KANA],
  ['full-width letters', 'gb18030', FULL_WIDTH],
  ['signs', 'windows-1252', LATIN_SIGNS],
  ...Object.entries(ALPHABETS).flatMap(([encoding, alphabets]) =>
    Object.entries(alphabets).map(([name, letters]) => [name, encoding as ScoredName, letters] as const),
  ),
]

describe('common characters', () => {
  test.each(LISTS)('%s: each once, and all in %s', (_name, encoding, list) => {
    const characters = [...list]
    const table = new Set(codePoints(encoding))
    expect(characters.filter((character, at) => characters.indexOf(character) !== at)).toEqual([])
    expect(characters.filter((character) => !table.has(character.codePointAt(0) ?? 0))).toEqual([])
  })
})
