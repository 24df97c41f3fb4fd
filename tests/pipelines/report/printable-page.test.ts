import { expect, test } from 'vitest'
import { printablePage } from '../../../pipelines/report/printable-page.ts'

const withoutFonts = (html: string) => html.replace(/@font-face\{[^}]*\}\n?/g, '')
const page = (html: string, frame = {}) => printablePage(html, { title: 't', locale: 'en', ...frame })

test('our policy and title come before anything of the document', () => {
  const html = page('<!doctype html><html><head><title>theirs</title></head><body>x</body></html>')
  expect(
    html.startsWith('<!doctype html><html lang="en"><head><meta charset="utf-8">\n<meta http-equiv="Content-S'),
  ).toBe(true)
  expect(html.indexOf('<title>t</title>')).toBeLessThan(html.indexOf('theirs'))
  expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:;")
})

test('page number and header become margin boxes, in which nothing can end the style', () => {
  const html = withoutFonts(
    page('x', { header: '周报 </style>"', pageNumber: '第 {page} 页，共 {pages} 页', locale: 'zh-CN' }),
  )
  expect(html).toContain('@top-left { content: "周报 \\3c \\2f style\\3e \\22 " }')
  expect(html).toContain('@bottom-right { content: "第 " counter(page) " 页\\ff0c 共 " counter(pages) " 页" }')
})

test('brings the fonts of header and page number too', () => {
  const plain = page('x').length
  expect(page('x', { header: '投诉' }).length).toBeGreaterThan(plain + 10_000)
  expect(page('x', { pageNumber: '第 {page} 页' }).length).toBeGreaterThan(plain + 10_000)
})

test.each([
  ['<meta http-equiv=refresh content="0;url=file:///x">', '<basefont http-equiv=refresh content="0;url=file:///x">'],
  ['<META\nhttp-equiv=refresh>', '<basefont\nhttp-equiv=refresh>'],
  ['<meta/http-equiv=refresh>', '<basefont/http-equiv=refresh>'],
  ['<me<meta >ta http-equiv=refresh>', '<me<basefont >ta http-equiv=refresh>'],
  ['&lt;meta http-equiv=refresh&gt; <metadata>', '&lt;meta http-equiv=refresh&gt; <metadata>'],
])('leaves no way to send the page elsewhere: %j', (html, expected) => {
  expect(page(html).endsWith(`\n${expected}`)).toBe(true)
})

test('escapes the title and spells out what cannot be shown', () => {
  const html = page('太差了😡', { title: '</title><script>😡', locale: 'zh-CN' })
  expect(html).toContain('<title>&lt;/title>&lt;script>[U+1F621]</title>')
  expect(html.endsWith('太差了[U+1F621]')).toBe(true)
})
