import { setTimeout as sleep } from 'node:timers/promises'
import { PDF } from '@libpdf/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Locale } from '../../../pipelines/core/locale.ts'
import { type OpenedBrowser, openBrowser } from '../../../pipelines/report/browser.ts'
import { type PrintOptions, printPdf } from '../../../pipelines/report/print-pdf.ts'
import { warmBrowser } from '../../../pipelines/report/warm-browser.ts'
import { fontsOf, readPdf } from './read-pdf.ts'

const AS_OF = new Date('2026-01-05T08:30:00Z')
const WORDS: Record<Locale, { title: string; cause: string; pageNumber: string }> = {
  'zh-CN': { title: '质量周报：投诉与满意度', cause: '物流配送延迟', pageNumber: '第 {page} 页，共 {pages} 页' },
  'zh-TW': { title: '品質週報：投訴與滿意度', cause: '物流配送延遲', pageNumber: '第 {page} 頁，共 {pages} 頁' },
  en: { title: 'Quality weekly', cause: 'Late delivery', pageNumber: 'Page {page} of {pages}' },
}

let browser: OpenedBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const options = (locale: Locale, asOf = AS_OF): PrintOptions => {
  const { title, pageNumber } = WORDS[locale]
  return { title, locale, asOf, browser, header: title, pageNumber }
}

describe.each(['zh-CN', 'zh-TW', 'en'] as const)('a report of several pages in %s', (locale) => {
  const { title, cause, pageNumber } = WORDS[locale]
  let pdf: Uint8Array
  beforeAll(async () => {
    pdf = await printPdf(documentIn(locale), options(locale))
  })

  test('embeds every font, and none but ours', () => {
    const fonts = fontsOf(pdf)
    expect(fonts.length).toBeGreaterThan(0)
    expect(fonts.filter((font) => !font.embedded || !/\+NotoSans[ST]C/.test(font.name))).toEqual([])
  })

  test('is tagged, has an outline, a title, a language and the as-of date', async () => {
    const read = await readPdf(pdf)
    expect(read).toMatchObject({ title, language: locale, created: "D:20260105083000+00'00'" })
    expect(read.outline).toEqual([title, `1. ${cause}`, `2. ${cause}`])
    expect(read.tags).toEqual(expect.arrayContaining(['H1', 'H2', 'P', 'Figure', 'Table', 'TR', 'TH', 'TD']))
    expect(read.alternatives).toContain(`${cause}: 12`)
  })

  test('text can be extracted; every page repeats table head, header and page number', async () => {
    const { pages } = await readPdf(pdf)
    expect(pages.length).toBeGreaterThanOrEqual(3)
    pages.forEach((page, index) => {
      const number = pageNumber.replace('{page}', `${index + 1}`).replace('{pages}', `${pages.length}`)
      expect(page).toContain(number)
      expect(page).toContain(`[${cause}]`)
      if (index > 0) expect(page).toContain(title)
    })
    expect(pages.join('').match(/row \d+/g)).toHaveLength(120)
  })
})

test('same document, same bytes: seconds later, after another document, in another browser', async () => {
  const first = await printPdf(documentIn('zh-CN'), options('zh-CN'))
  await printPdf(documentIn('en'), options('en'))
  await sleep(1100)
  const again = await printPdf(documentIn('zh-CN'), options('zh-CN'))
  expect(Buffer.from(again).equals(first)).toBe(true)
  const { browser: _shared, ...own } = options('zh-CN')
  expect(Buffer.from(await printPdf(documentIn('zh-CN'), own)).equals(first)).toBe(true)
})

test('same document, same bytes: in a browser that has read other fonts before', async () => {
  const html = `${documentIn('zh-CN')}<p>少于最小样本时写“n 件中 k 件”，不给比例；未设时限的显示“无时限”。</p>`
  const { browser: _shared, ...own } = options('zh-CN')
  const first = await printPdf(html, own)
  const warm = await openBrowser()
  await warmBrowser(warm, ['zh-CN', 'zh-TW'])
  const second = await printPdf(html, { ...own, browser: warm })
  await warm.kill()
  expect(Buffer.from(second).equals(first)).toBe(true)
})

test('the table of contents names the pages of its headings, and nothing else that looks like a place is touched', async () => {
  const titles = Array.from({ length: 12 }, (_, index) => `${index + 1}. Cause & effect`)
  const escaped = titles.map((title) => title.replace('&', '&amp;'))
  const lines = [...escaped, 'Nowhere'].map(
    (title) => `<p style="text-align:right">${title}: <span class="page" data-heading="${title}"></span></p>`,
  )
  const headings = escaped.map((title) => `<h2 style="break-before:page">${title}</h2>`)
  const html = `<p>0123456789</p>${lines.join('')}<p>0123456789</p>${headings.join('')}`
  const pdf = await printPdf(html, options('en'))
  const { pages } = await readPdf(pdf)
  const contents = titles.map((title, index) => `${title}:${index + 2}`).join('')
  expect(pages[0]).toContain(`0123456789${contents}Nowhere:0123456789`)
  expect(pages.slice(1).map((page, index) => page.includes(titles[index] ?? ''))).not.toContain(false)
  expect((await PDF.load(pdf)).recoveredViaBruteForce).toBe(false)
})

test('a browser that draws the places otherwise prints once more, with the numbers as text', async () => {
  const html = `<style>.page span { font-size: 20px !important }</style>
    <p>Second: <span class="page" data-heading="Second"></span></p>
    <h2 style="break-before: page">First</h2><h2 style="break-before: page">Second</h2>`
  const { pages } = await readPdf(await printPdf(html, options('en')))
  expect(pages[0]).toMatch(/Second: ?3/)
  expect(pages.join('')).not.toContain('0123456789')
})

test('only the dates depend on the as-of instant', async () => {
  const dated = async (asOf: Date) =>
    Buffer.from(await printPdf(documentIn('en'), options('en', asOf))).toString('latin1')
  const [january, march] = [await dated(AS_OF), await dated(new Date('2026-03-09T10:11:12Z'))]
  expect(january).not.toBe(march)
  expect(january.replaceAll('20260105083000', '20260309101112')).toBe(march)
})

test('characters without a glyph stay readable and can be extracted', async () => {
  const { pages } = await readPdf(await printPdf('<p>太差了😡 陈䶮 \u{20BB7}</p>', options('zh-CN')))
  expect(pages.join('')).toContain('太差了[U+1F621] 陈[U+4DAE] [U+20BB7]')
})

test('a browser that is gone is an error, not a wait', async () => {
  const gone = await openBrowser()
  await gone.kill()
  await expect(printPdf('x', { ...options('en'), browser: gone })).rejects.toThrow('HY-R-003')
})

function documentIn(locale: Locale): string {
  const { title, cause } = WORDS[locale]
  const rows = Array.from({ length: 120 }, (_, index) => `<tr><td>${cause}</td><td>row ${index}</td></tr>`)
  return `<h1>${title}</h1><h2>1. ${cause}</h2><p>${cause}</p>
    <figure><svg role="img" aria-label="${cause}: 12" width="200" height="40"><rect width="120" height="12" fill="#0072b2"/>
    <text y="30" font-size="10">${cause}</text></svg></figure>
    <h2>2. ${cause}</h2><table><thead><tr><th scope="col">[${cause}]</th><th scope="col">n</th></tr></thead>
    <tbody>${rows.join('')}</tbody></table>`
}
