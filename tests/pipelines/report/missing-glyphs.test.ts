import { expect, test } from 'vitest'
import { spellOutMissing } from '../../../pipelines/report/missing-glyphs.ts'

test.each([
  ['plain ASCII', '<p class="a">1 & 2\n\t~</p>', '<p class="a">1 & 2\n\t~</p>'],
  ['Chinese', '投诉：「满意度」①℃', '投诉：「满意度」①℃'],
  ['emoji', '太差了😡', '太差了[U+1F621]'],
  ['emoji with skin and joiners', '👍🏽👩\u200d🔧❤\ufe0f', '[U+1F44D][U+1F3FD][U+1F469][U+1F527][U+2764]'],
  ['character outside the plane that most fonts cover', '\u{20BB7}野家', '[U+20BB7]野家'],
  ['rare character of GB18030', '陈䶮', '陈[U+4DAE]'],
  ['Hangul', '한', '[U+D55C]'],
  ['private use', '\ue000', '[U+E000]'],
  ['lone surrogate', 'a\ud83d b', 'a[U+FFFD] b'],
  ['override that reorders what follows', 'abc\u202egpj.exe', 'abc[U+202E]gpj.exe'],
  ['space without a glyph', 'a\u205fb\u2028c\u3000d', 'a b c\u3000d'],
  ['accent as a mark of its own', 'e\u0301', 'e\u0301'],
])('%s', (_name, text, expected) => {
  expect(spellOutMissing(text, 'zh-CN')).toBe(expected)
})

test('what is left can be shown in every locale', () => {
  for (const locale of ['zh-CN', 'zh-TW', 'en'] as const) {
    const once = spellOutMissing('投诉 訴 😡 한 𠮷 ﷽ \u{E0001}', locale)
    expect(spellOutMissing(once, locale)).toBe(once)
  }
})
