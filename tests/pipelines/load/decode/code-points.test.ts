import { describe, expect, test } from 'vitest'
import { codePoints } from '../../../../pipelines/load/decode/code-points.ts'
import type { LegacyName } from '../../../../pipelines/load/decode/encoding-name.ts'

const at = (encoding: LegacyName, bytes: readonly number[]) => {
  const [first = 0, second] = bytes
  const codePoint = codePoints(encoding)[second === undefined ? first : (first << 8) | second] ?? 0
  return codePoint === 0 ? null : String.fromCodePoint(codePoint)
}

const CASES: readonly (readonly [LegacyName, readonly number[], string | null])[] = [
  ['gb18030', [0xcd, 0xb6], '投'],
  ['gb18030', [0x81, 0x5c], '乗'],
  ['gb18030', [0x81, 0x7c], '亅'],
  ['gb18030', [0x80], '€'],
  ['gb18030', [0xff], null],
  ['gb18030', [0x81, 0x22], null],
  ['gb18030', [0xfe, 0x59], '\u9fb4'],
  ['gb18030', [0xa6, 0xd9], '\ufe10'],
  ['gb18030', [0xa8, 0xbc], '\u1e3f'],
  ['big5', [0xa7, 0xeb], '投'],
  ['big5', [0xb3, 0x5c], '許'],
  ['big5', [0x80], null],
  ['big5', [0xff], null],
  ['shift_jis', [0xb1], 'ｱ'],
  ['shift_jis', [0x95, 0x5c], '表'],
  ['shift_jis', [0x81, 0x60], '～'],
  ['shift_jis', [0x87, 0x40], '①'],
  ['shift_jis', [0x80], null],
  ['euc-kr', [0xb0, 0xa1], '가'],
  ['euc-kr', [0x81], null],
  ['windows-1252', [0x80], '€'],
  ['windows-1252', [0xe9], 'é'],
]

describe('code points', () => {
  test.each(CASES)('%s %j is %s', (encoding, bytes, character) => {
    expect(at(encoding, bytes)).toBe(character)
  })

  test('CP949 goes beyond the KS X 1001 that the platform knows', () => {
    const pairs: readonly (readonly [number[], string])[] = [
      [[0x81, 0x41], '갂'],
      [[0x8c, 0x63], '똠'],
      [[0x94, 0xee], '뷁'],
      [[0xbc, 0x84], '펲'],
      [[0xc1, 0x64], '햏'],
      [[0xc2, 0xcd], '쫌'],
      [[0xc6, 0x52], '힣'],
      [[0xa2, 0xe6], '€'],
    ]
    for (const [bytes, character] of pairs) expect(at('euc-kr', bytes)).toBe(character)
    const syllables = [...codePoints('euc-kr')].filter((code) => code >= 0xac00 && code <= 0xd7a3)
    expect(new Set(syllables).size).toBe(11_172)
    expect(syllables).toHaveLength(11_172)
  })

  test('the number of characters is that of the standards', () => {
    const table = codePoints('gb18030')
    const between = (first: number, last: number) =>
      table.filter((code, pair) => code !== 0 && pair >= first && pair <= last && (pair & 0xff) >= 0xa1).length
    expect(between(0xb0a1, 0xd7fe) - 5).toBe(3755)
    expect(between(0xd8a1, 0xf7fe)).toBe(3008)
  })

  test.each(['gb18030', 'big5', 'shift_jis', 'windows-1252'] as const)(
    '%s agrees with the strict platform decoder on what it takes',
    (encoding) => {
      const decoder = new TextDecoder(encoding, { ignoreBOM: true })
      const table = codePoints(encoding)
      const differing: string[] = []
      for (let pair = 0x8100; pair < 0xff00; pair += 7) {
        const codePoint = table[pair] ?? 0
        if (codePoint === 0) continue
        const text = decoder.decode(Uint8Array.of(pair >> 8, pair & 0xff))
        if (text !== String.fromCodePoint(codePoint)) differing.push(pair.toString(16))
      }
      expect(differing).toEqual([])
    },
  )
})
