import { describe, expect, test } from 'vitest'
import { readSheet, type SheetOptions } from '../../../../pipelines/load/formats/read-sheet.ts'
import { testFolder } from './test-folder.ts'
import { inlineCell, sheetOf, type TestWorkbook, workbookOf } from './workbook-file.ts'

const { write } = await testFolder()

async function rowsOf(bytes: Uint8Array, options?: SheetOptions) {
  return Array.fromAsync(readSheet(await write(bytes), options))
}

const cellsOf = async (workbook: TestWorkbook, options?: SheetOptions) =>
  (await rowsOf(workbookOf(workbook), options)).map(({ cells }) => cells)

describe('cells as others write them', () => {
  const strings = [
    '<si><t xml:space="preserve"> a </t></si>',
    '<si><r><rPr><rFont val="x&gt;y"/></rPr><t>投</t></r><r><t>诉</t></r><rPh sb="0" eb="1"><t>tou</t></rPh><phoneticPr fontId="1"/></si>',
    '<si/>',
    '<si><t/></si>',
    '<si><t><![CDATA[</si> & <x>]]></t></si>',
    '<!-- <si><t>none</t></si> -->',
    '<si><t>&#x6295;&#35785;_x000D_&#10;</t></si>',
  ].join('\n')
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="46"/></cellXfs>'

  test.each<[string, string, string]>([
    ['a shared string, blanks kept', '<c r="A1" t="s"><v>0</v></c>', ' a '],
    ['rich text without its reading aid', '<c r="A1" t="s"><v>1</v></c>', '投诉'],
    ['CDATA', '<c r="A1" t="s"><v>4</v></c>', '</si> & <x>'],
    ['character references', '<c r="A1" t="s"><v>5</v></c>', '投诉\r\n'],
    ['inline rich text', '<c r="A1" t="inlineStr"><is><r><t>投</t></r><r><t>诉</t></r></is></c>', '投诉'],
    ['inline CDATA', '<c r="A1" t="inlineStr"><is><t><![CDATA[</c></row>&amp;]]></t></is></c>', '</c></row>&amp;'],
    [
      'single quotes, other order, blanks',
      "<c t = 'str' s='0'\n r='A1' ><f>B1 &gt; 2</f><v xml:space='preserve'> x</v></c >",
      ' x',
    ],
    ['18 digits', '<c r="A1"><v>110101199003071234</v></c>', '110101199003071234'],
    ['an exponent', '<c r="A1"><v>1.3812345678E10</v></c>', '13812345678'],
    ['noise of binary fractions', '<c r="A1"><v>0.28999999999999998</v></c>', '0.29'],
    ['a built-in date', '<c r="A1" s="1"><v>46086.5</v></c>', '2026-03-05 12:00:00'],
    ['a date of its own', '<c r="A1" s="2"><v>46086</v></c>', '2026-03-05'],
    ['a duration', '<c r="A1" s="3"><v>1.5</v></c>', '36:00:00'],
    ['a text in a date style', '<c r="A1" s="1" t="str"><v>2026/3/5</v></c>', '2026/3/5'],
    ['an ISO date', '<c r="A1" t="d"><v>2026-03-05T14:03:27</v></c>', '2026-03-05 14:03:27'],
    ['an ISO day', '<c r="A1" t="d"><v>2026-03-05T00:00:00</v></c>', '2026-03-05'],
    ['a style that is not there', '<c r="A1" s="77"><v>5</v></c>', '5'],
    ['truth by a formula', '<c r="A1" t="b"><f>1=1</f><v>1</v></c>', 'true'],
    ['untruth', '<c r="A1" t="b"><v>0</v></c>', 'false'],
    ['an error', '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '#DIV/0!'],
  ])('%s', async (_name, cell, expected) => {
    for (const prefix of ['', 'x:']) {
      const prefixed = (xml: string) => xml.replaceAll(/(?<!CDATA\[[^\]]*)<(\/?)(?=[a-z])/gi, `<$1${prefix}`)
      const sheet = { name: 'A', xml: prefixed(`<sheetData><row r="1">\n${cell}\n</row></sheetData>`) }
      expect(await cellsOf({ sheets: [sheet], strings: prefixed(strings), styles, prefix })).toEqual([[expected]])
    }
  })

  test('blank cells and rows are no values; places may be left out', async () => {
    const rows =
      '<row/><row r="2"/><row r="3"><c r="A3" s="1"/><c r="B3"></c><c r="C3"><v></v></c></row>' +
      `<row r="5" spans="1:3"><c r="C5"><v>7</v></c><c><v>8</v></c></row><!-- <row r="6"><c><v>0</v></c></row> --><row><c><v>9</v></c></row>`
    const found = await rowsOf(workbookOf(sheetOf(rows)))
    expect(found.map(({ row, line, cells }) => [row, line, cells])).toEqual([
      [1, 5, ['', '', '7', '8']],
      [2, 6, ['9']],
    ])
  })

  test('formulas that nobody calculated are told of; an empty text is a result', async () => {
    const cells =
      '<c r="A1"><v>1</v></c><c r="B1"><f>1/0</f><v></v></c><c r="C1"><f>A1</f></c><c r="D1" t="str"><f>""</f><v></v></c>'
    let missing = 0
    const onMissingResult = () => {
      missing += 1
    }
    expect(await cellsOf(sheetOf(`<row r="1">${cells}</row>`), { onMissingResult })).toEqual([['1']])
    expect(missing).toBe(2)
  })

  test('UTF-16', async () => {
    expect(await cellsOf({ ...sheetOf(`<row r="1">${inlineCell('A1', '投诉')}</row>`), encoding: 'utf16le' })).toEqual([
      ['投诉'],
    ])
  })

  test('a shared string that is not there is an error, never a number', async () => {
    const found = cellsOf(sheetOf('<row r="1"><c r="A1" t="s"><v>3</v></c></row>'))
    await expect(found).rejects.toMatchObject({
      code: 'HY-L-006',
      details: { reason: expect.stringContaining('row 1') },
    })
  })

  test('rows longer than a chunk, and many of them', async () => {
    const long = '投诉'.repeat(200_000)
    const rows = Array.from(
      { length: 400 },
      (_, index) => `<row r="${index + 1}">${inlineCell(`A${index + 1}`, index % 200 === 7 ? long : `${index}`)}</row>`,
    )
    const cells = await cellsOf(sheetOf(rows.join('')))
    expect(cells).toEqual(rows.map((_, index) => [index % 200 === 7 ? long : `${index}`]))
  })
})
