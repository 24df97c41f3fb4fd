import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenedBrowser, openBrowser } from '../../../pipelines/report/browser.ts'
import { fontFaces, fontFamilyCss } from '../../../pipelines/report/fonts.ts'
import { spellOutMissing } from '../../../pipelines/report/missing-glyphs.ts'
import { textWidth } from '../../../pipelines/report/text-width.ts'

/** Without pairs that are kerned or pushed together: these must agree. */
const EXACT = [
  ...Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)),
  '客户投诉首次响应及时率',
  '顧客投訴首次回應及時率',
  '1,234,567.89%',
  'ＡＢＣ１２３ｶﾅ',
  '①№℃㎡±×÷≤≥→',
  'é e\u0301 ñ ł Ž',
]
/** With such pairs: ours may only be wider. */
const AT_MOST = [
  'AVATAR To. Wave Ty',
  '（投诉）、「满意」。，：；！？',
  '“质量”—…·‘x’',
  '）（「」（',
  'First response: 95% [1.2, 3.4]',
  '太差了😡😡',
  '陈䶮한글',
]
/** In px at a font size of 100: where it rounds, or takes a glyph for the language. */
const TOLERANCE = 0.5
const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const

let opened: OpenedBrowser
beforeAll(async () => {
  opened = await openBrowser()
})
afterAll(() => opened.close())

describe.each(LOCALES)('%s agrees with the browser', (locale) => {
  test.each([400, 700])('in weight %d', async (weight) => {
    const texts = [...EXACT, ...AT_MOST]
    const measured = await measureInBrowser(texts, locale, weight)
    texts.forEach((text, index) => {
      const ours = textWidth(text, { size: 100, weight, locale })
      const theirs = measured[index] ?? 0
      expect(ours, text).toBeGreaterThan(theirs - TOLERANCE)
      expect(ours, text).toBeLessThan(EXACT.includes(text) ? theirs + TOLERANCE : theirs * 1.5)
    })
  })
})

test('grows with the size, and bold is wider', () => {
  const width = (size: number, weight?: string | number) => textWidth('满意度 95%', { size, weight, locale: 'zh-CN' })
  expect(width(20)).toBeCloseTo(2 * width(10))
  expect(width(10, 'bold')).toBe(width(10, 700))
  expect(width(10, 'bold')).toBeGreaterThan(width(10))
  expect(textWidth('', { size: 10, locale: 'en' })).toBe(0)
  expect(textWidth('\u200b\u200d\ufe0f', { size: 10, locale: 'en' })).toBe(0)
})

async function measureInBrowser(texts: string[], locale: (typeof LOCALES)[number], weight: number): Promise<number[]> {
  const spelled = texts.map((text) => spellOutMissing(text, locale))
  const lines = spelled.map((text) => `<text>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`)
  const page = await opened.browser.newPage()
  await page.setContent(
    `<html lang="${locale}"><style>${fontFaces(spelled.join(''), locale).join('\n')}
    text { font: ${weight} 100px ${fontFamilyCss(locale)} }</style><svg>${lines.join('')}</svg>`,
  )
  const widths = await page.evaluate(
    'document.fonts.ready.then(() => [...document.querySelectorAll("text")].map((text) => text.getComputedTextLength()))',
  )
  await page.close()
  return widths as number[]
}
