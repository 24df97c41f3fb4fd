import { describe, expect, test } from 'vitest'
import { sliceFor } from '../../../pipelines/report/font-slices.ts'

describe('which font shows a character', () => {
  test.each([
    ['投', 'zh-CN', 'Noto Sans SC'],
    ['投', 'zh-TW', 'Noto Sans TC'],
    ['投', 'en', 'Noto Sans SC'],
    ['诉', 'zh-CN', 'Noto Sans SC'],
    ['诉', 'zh-TW', 'Noto Sans SC'],
    ['訴', 'zh-TW', 'Noto Sans TC'],
    ['。', 'zh-CN', 'Noto Sans SC'],
    ['é', 'en', 'Noto Sans SC'],
    ['℃', 'zh-CN', 'Noto Sans SC'],
    ['😡', 'zh-CN', undefined],
    ['한', 'en', undefined],
    ['\u{20BB7}', 'zh-TW', undefined],
  ] as const)('%s in %s: %s', (character, locale, family) => {
    expect(sliceFor(character.codePointAt(0) ?? 0, locale)?.family).toBe(family)
  })
})

test('a character that several slices claim comes from one that has its glyph, in both weights', () => {
  for (const locale of ['zh-CN', 'zh-TW'] as const) {
    for (let codePoint = 32; codePoint < 0x3100; codePoint++) {
      const slice = sliceFor(codePoint, locale)
      if (slice === undefined) continue
      expect(slice.advances(400).has(codePoint)).toBe(true)
      expect(slice.advances(700).has(codePoint)).toBe(true)
    }
  }
})

test('of the characters in daily use hardly any is missing: 29 of 6,763 in GB2312, 17 of 5,401 in Big5 level 1', () => {
  expect(missing('gbk', [0xb0, 0xf7], [0xa1, 0xfe], 'zh-CN')).toHaveLength(29)
  expect(missing('gbk', [0xb0, 0xd7], [0xa1, 0xfe], 'zh-CN')).toBe('')
  expect(missing('big5', [0xa4, 0xc6], [0x40, 0xfe], 'zh-TW')).toHaveLength(17)
})

/** Han characters of a double-byte code for which there is no glyph. */
function missing(encoding: string, leads: number[], trails: number[], locale: 'zh-CN' | 'zh-TW'): string {
  const decoder = new TextDecoder(encoding)
  let found = ''
  for (let lead = leads[0] ?? 0; lead <= (leads[1] ?? 0); lead++) {
    for (let trail = trails[0] ?? 0; trail <= (trails[1] ?? 0); trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (!/^\p{Script=Han}$/u.test(character)) continue
      if (sliceFor(character.codePointAt(0) ?? 0, locale) === undefined) found += character
    }
  }
  return found
}
