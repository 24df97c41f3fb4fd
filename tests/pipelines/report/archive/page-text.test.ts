import { PDF } from '@libpdf/core'
import { beforeAll, expect, test } from 'vitest'
import { printedPages as digestPages, pageDigests } from '../../../../pipelines/report/archive/printed-pages.ts'
import { decodeCodes, unicodeMap } from '../../../../pipelines/report/archive/unicode-map.ts'
import { printPdf } from '../../../../pipelines/report/print-pdf.ts'

const HTML =
  '<h1>投诉 (169) 件</h1><p>95% of “x” \\ 㐀</p><svg viewBox="0 0 99 20" width="99"><text y="15">轴 12</text></svg>' +
  '<p style="break-before:page">Second <b>page</b></p>'

let pdf: Uint8Array
const printedPages = async (printed: Uint8Array) => digestPages(printed, await PDF.load(printed))
beforeAll(async () => {
  pdf = await printPdf(HTML, { title: 't', locale: 'zh-CN', asOf: new Date(0), pageNumber: '{page}/{pages}' })
})

test('reads the text of each page as drawn, charts and margins included, without white space', async () => {
  const { texts } = await printedPages(pdf)
  expect(texts).toHaveLength(2)
  for (const part of ['投诉(169)件', '95%of“x”\\', '轴12', '1/2']) expect(texts[0]).toContain(part)
  expect(texts[1]).toContain('Secondpage')
})

test('a page drawn otherwise has another digest, also where its text is the same', async () => {
  const other = await printPdf(HTML.replace('<b>page</b>', 'page'), { title: 't', locale: 'zh-CN', asOf: new Date(0) })
  const [before, after] = [(await printedPages(pdf)).digests, (await printedPages(other)).digests]
  expect(after.pages[1]?.drawing).not.toBe(before.pages[1]?.drawing)
})

test('the digests of a document are those of its printed bytes while nothing is appended', async () => {
  expect(pageDigests(await PDF.load(pdf)).pages).toEqual((await printedPages(pdf)).digests.pages)
})

test.each([
  ['characters', 2, 'beginbfchar <0001> <4E2D> <0002> <D83DDE00> endbfchar', [0, 1, 0, 2, 0, 3], '中😀\uFFFD'],
  ['a range', 2, 'beginbfrange <0005> <0006> <0024> endbfrange', [0, 5, 0, 6, 0, 7], '$%\uFFFD'],
  ['a range with a list', 1, 'beginbfrange <01> <02> [<0066006C> <0041>] endbfrange', [1, 2], 'flA'],
] as const)('a map of codes by %s', (_name, width, cmap, codes, text) => {
  expect(decodeCodes(Uint8Array.from(codes), unicodeMap(cmap, width))).toBe(text)
})
