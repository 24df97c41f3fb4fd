import { expect, test } from 'vitest'
import { fontFaces, fontFamilyCss } from '../../../pipelines/report/fonts.ts'

const facesOf = (css: string) => css.match(/@font-face\{[^}]*\}/g) ?? []

test('fonts are inside the rules and nothing else is named', () => {
  const css = fontFaces('投诉 Complaints', 'zh-CN').join('\n')
  expect(css.match(/url\([^)]{0,40}/g)?.every((url) => url.startsWith('url(data:font/woff2;base64,d09GMg'))).toBe(true)
  expect(css).not.toMatch(/https?:|file:|local\(|\.woff/)
})

test('both weights of just the slices that the text needs', () => {
  const latin = facesOf(fontFaces('', 'en').join('\n'))
  expect(latin).toHaveLength(2)
  expect(latin.map((face) => /font-weight:(\d+)/.exec(face)?.[1])).toEqual(['400', '700'])
  expect(latin.every((face) => face.includes('unicode-range:U+20-7e,'))).toBe(true)
  expect(facesOf(fontFaces('投', 'zh-CN').join('\n'))).toHaveLength(4)
})

test('a character that the first family lacks brings the other family in', () => {
  const families = (text: string) =>
    new Set(
      fontFaces(text, 'zh-TW')
        .join('\n')
        .match(/font-family:'[^']*'/g),
    )
  expect(families('訴')).toEqual(new Set(["font-family:'Noto Sans TC'"]))
  expect(families('诉')).toEqual(new Set(["font-family:'Noto Sans TC'", "font-family:'Noto Sans SC'"]))
  expect(fontFamilyCss('zh-TW')).toBe("'Noto Sans TC', 'Noto Sans SC'")
})

test('no two rules of a family and weight claim the same character, whatever else a page has', () => {
  const claimed = new Map<string, string>()
  for (const face of facesOf(fontFaces('投诉 Năng suất 訴 № ŵ “” — ǎ', 'zh-CN').join('\n'))) {
    const [, family, weight, range = ''] = /family:'([^']*)'.*weight:(\d+).*unicode-range:([^}]*)/.exec(face) ?? []
    for (const part of range.split(',')) {
      const key = `${family} ${weight} ${part}`
      expect(claimed.has(key), key).toBe(false)
      claimed.set(key, face)
    }
  }
  expect(claimed.size).toBeGreaterThan(100)
})

test('the same characters in any order give the same bytes', () => {
  expect(fontFaces('满意度调查', 'zh-CN').join('\n')).toBe(fontFaces('查调查度意满满', 'zh-CN').join('\n'))
})

test('a page of plain Chinese costs less than 2 MB', () => {
  const text = '客户投诉首次响应及时率质量部门每周报告售后网点维修物流配送延迟退款包装破损虚假宣传原因分析改进措施'
  expect(fontFaces(text, 'zh-CN').join('\n').length).toBeLessThan(2_000_000)
})
