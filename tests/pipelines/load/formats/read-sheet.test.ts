import { type CellObject, utils, type WorkBook, write as writeWorkbook } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import {
  listSheets,
  readSheet,
  SHEET_LIMITS,
  type SheetOptions,
} from '../../../../pipelines/load/formats/read-sheet.ts'
import { testFolder } from './test-folder.ts'
import { type TestWorkbook, workbookOf } from './workbook-file.ts'
import { zipOf } from './zip-file.ts'

const { write } = await testFolder()

async function rowsOf(bytes: Uint8Array, options?: SheetOptions) {
  return Array.fromAsync(readSheet(await write(bytes), options))
}

const cellsOf = async (workbook: TestWorkbook, options?: SheetOptions) =>
  (await rowsOf(workbookOf(workbook), options)).map(({ cells }) => cells)

const data = (rows: string) => ({ sheets: [{ name: 'A', xml: `<sheetData>${rows}</sheetData>` }] })
const inline = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`

function sheetJs(sheets: Record<string, CellObject[][]>, merges: string[] = []): WorkBook {
  const workbook = utils.book_new()
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet([])
    for (const [r, row] of rows.entries())
      for (const [c, cell] of row.entries()) sheet[utils.encode_cell({ r, c })] = cell
    sheet['!ref'] = utils.encode_range({ r: 0, c: 0 }, { r: rows.length - 1, c: 9 })
    sheet['!merges'] = merges.map((range) => utils.decode_range(range))
    utils.book_append_sheet(workbook, sheet, name)
  }
  return workbook
}

const bytesOf = (workbook: WorkBook, bookSST = false) =>
  new Uint8Array(writeWorkbook(workbook, { type: 'array', bookType: 'xlsx', bookSST }) as ArrayBuffer)

const text = (v: string): CellObject => ({ t: 's', v })

describe('cells as SheetJS writes them', () => {
  test.each<[string, CellObject, string]>([
    ['text', text(' 投诉 '), ' 投诉 '],
    ['text with markup and breaks', text('<b> & "x"\r\ny\u0001'), '<b> & "x"\r\ny\u0001'],
    ['whole number', { t: 'n', v: 13812345678 }, '13812345678'],
    ['fraction', { t: 'n', v: 0.1 }, '0.1'],
    [
      'date and time',
      { t: 'n', v: 46_086 + (14 * 3600 + 3 * 60 + 27) / 86_400, z: 'yyyy-mm-dd hh:mm:ss' },
      '2026-03-05 14:03:27',
    ],
    ['date', { t: 'n', v: 46_086, z: 'yyyy/m/d' }, '2026-03-05'],
    ['last second of a day', { t: 'n', v: 46_086 + 86_399 / 86_400, z: 'yyyy-mm-dd hh:mm' }, '2026-03-05 23:59:59'],
    ['truth', { t: 'b', v: true }, 'true'],
    ['error', { t: 'e', v: 42 }, '#N/A'],
    ['formula by its value', { t: 'n', v: 3, f: '1+2' }, '3'],
    ['formula with a text', { t: 's', v: '是', f: 'IF(1>0,"是","否")' }, '是'],
  ])('%s', async (_name, cell, expected) => {
    for (const bookSST of [true, false]) {
      const rows = await rowsOf(bytesOf(sheetJs({ A: [[text('head')], [cell]] }), bookSST))
      expect(rows[1]).toMatchObject({ row: 2, line: 2, sheet: 'A', cells: [expected], raw: JSON.stringify([expected]) })
    }
  })

  test('the 1904 calendar is honoured', async () => {
    const workbook = sheetJs({ A: [[{ t: 'n', v: 46_086 - 1462, z: 'yyyy-mm-dd' }]] })
    workbook.Workbook = { WBProps: { date1904: true } }
    expect((await rowsOf(bytesOf(workbook)))[0]?.cells).toEqual(['2026-03-05'])
  })
})

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
    const found = await rowsOf(workbookOf(data(rows)))
    expect(found.map(({ row, line, cells }) => [row, line, cells])).toEqual([
      [1, 5, ['', '', '7', '8']],
      [2, 6, ['9']],
    ])
  })

  test('UTF-16', async () => {
    expect(await cellsOf({ ...data(`<row r="1">${inline('A1', '投诉')}</row>`), encoding: 'utf16le' })).toEqual([
      ['投诉'],
    ])
  })

  test('a shared string that is not there is an error, never a number', async () => {
    const found = cellsOf(data('<row r="1"><c r="A1" t="s"><v>3</v></c></row>'))
    await expect(found).rejects.toMatchObject({
      code: 'HY-L-006',
      details: { reason: expect.stringContaining('row 1') },
    })
  })

  test('rows longer than a chunk, and many of them', async () => {
    const long = '投诉'.repeat(200_000)
    const rows = Array.from(
      { length: 400 },
      (_, index) => `<row r="${index + 1}">${inline(`A${index + 1}`, index % 200 === 7 ? long : `${index}`)}</row>`,
    )
    const cells = await cellsOf(data(rows.join('')))
    expect(cells).toEqual(rows.map((_, index) => [index % 200 === 7 ? long : `${index}`]))
  })
})

describe('sheets', () => {
  const workbook: TestWorkbook = {
    sheets: [
      { name: '说明', xml: `<sheetData><row r="1">${inline('A1', 'h')}</row></sheetData>`, state: 'hidden' },
      { name: '一月', xml: `<sheetData><row r="1">${inline('A1', 'f')}</row></sheetData>` },
      { name: 'Feb', xml: `<sheetData><row r="1">${inline('A1', 's')}</row></sheetData>` },
      { name: 'x&amp;y', xml: `<sheetData><row r="1">${inline('A1', 'v')}</row></sheetData>`, state: 'veryHidden' },
    ],
  }

  test.each<[string, SheetOptions['sheets'], (readonly [string, string | undefined])[]]>([
    ['nothing named', undefined, [['一月', 'f']]],
    [
      'all visible',
      'all visible',
      [
        ['一月', 'f'],
        ['Feb', 's'],
      ],
    ],
    ['a name', { name: 'Feb' }, [['Feb', 's']]],
    ['a name in other letters', { name: 'ＦＥＢ ' }, [['Feb', 's']]],
    ['a hidden one by name', { name: '说明' }, [['说明', 'h']]],
    ['a very hidden one by name', { name: 'x&y' }, [['x&y', 'v']]],
    ['a position', { position: 3 }, [['Feb', 's']]],
  ])('%s', async (_name, sheets, expected) => {
    const rows = await rowsOf(workbookOf(workbook), sheets === undefined ? {} : { sheets })
    expect(rows.map(({ sheet, cells }) => [sheet, cells[0]])).toEqual(expected)
    expect(rows.map(({ row }) => row)).toEqual(rows.map((_, index) => index + 1))
  })

  test('a sheet that is not there: the error lists those that are', async () => {
    const found = rowsOf(workbookOf(workbook), { sheets: { name: '三月' } })
    await expect(found).rejects.toMatchObject({
      code: 'HY-L-006',
      details: { reason: 'no sheet 三月; sheets: 说明 (hidden), 一月, Feb, x&y (veryHidden)' },
    })
  })

  test('listSheets', async () => {
    expect(await listSheets(await write(workbookOf(workbook)))).toEqual([
      { name: '说明', position: 1, visibility: 'hidden' },
      { name: '一月', position: 2, visibility: 'visible' },
      { name: 'Feb', position: 3, visibility: 'visible' },
      { name: 'x&y', position: 4, visibility: 'veryHidden' },
    ])
  })
})

describe('merged cells', () => {
  const rows = [
    [text('编号'), text('客户'), text(''), text('备注')],
    [text(''), text('姓名'), text('电话'), text('')],
    [text('CT1'), text('王一'), text('1'), text('甲')],
    [text(''), text('王二'), text('2'), text('')],
    [text('CT3'), text('王三'), text('3'), text('')],
  ]
  const file = () => bytesOf(sheetJs({ A: rows }, ['A1:A2', 'B1:C1', 'D1:D2', 'A3:A4']))

  test('are repeated beside the cells, in the first rows', async () => {
    const found = await rowsOf(file())
    expect(found.map(({ cells }) => cells)).toEqual([
      ['编号', '客户', '', '备注'],
      ['', '姓名', '电话'],
      ['CT1', '王一', '1', '甲'],
      ['', '王二', '2'],
      ['CT3', '王三', '3'],
    ])
    expect(found.map(({ repeated }) => repeated)).toEqual([
      ['编号', '客户', '客户', '备注'],
      ['编号', '姓名', '电话', '备注'],
      ['CT1', '王一', '1', '甲'],
      ['CT1', '王二', '2'],
      undefined,
    ])
  })

  test('are filled into the cells where that is asked for', async () => {
    const found = await rowsOf(file(), { fillMerged: true })
    expect(found.map(({ cells }) => cells[0])).toEqual(['编号', '编号', 'CT1', 'CT1', 'CT3'])
  })

  test('far down, only when they are asked for', async () => {
    const xml = `<sheetData><row r="70">${inline('A70', 'x')}${inline('B70', '1')}</row><row r="71">${inline('B71', '2')}</row></sheetData><mergeCells count="1"><mergeCell ref="A70:A71"/></mergeCells>`
    const workbook = { sheets: [{ name: 'A', xml }] }
    expect((await rowsOf(workbookOf(workbook))).map(({ cells, repeated }) => [cells, repeated])).toEqual([
      [['x', '1'], undefined],
      [['', '2'], undefined],
    ])
    expect(await cellsOf(workbook, { fillMerged: true })).toEqual([
      ['x', '1'],
      ['x', '2'],
    ])
  })
})

describe('hostile workbooks', () => {
  const tooLarge = { code: 'HY-L-010' }
  const limits = (change: Partial<typeof SHEET_LIMITS>) => ({ limits: { ...SHEET_LIMITS, ...change } })

  test('one cell at XFD1048576', async () => {
    const [row] = await rowsOf(workbookOf(data('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')))
    expect([row?.line, row?.cells.length, row?.cells.at(-1)]).toEqual([1_048_576, 16_384, '1'])
  })

  test('many cells in column XFD', async () => {
    const rows = Array.from(
      { length: 100 },
      (_, index) => `<row r="${index + 1}"><c r="XFD${index + 1}"><v>1</v></c></row>`,
    ).join('')
    await expect(cellsOf(data(rows), limits({ blankCells: 1_000_000 }))).rejects.toMatchObject(tooLarge)
  })

  test('many rows under a merge as wide as the sheet', async () => {
    const rows = Array.from(
      { length: 100 },
      (_, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>1</v></c></row>`,
    ).join('')
    const xml = `<sheetData>${rows}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`
    const found = cellsOf({ sheets: [{ name: 'A', xml }] }, { ...limits({ blankCells: 1_000_000 }), fillMerged: true })
    await expect(found).rejects.toMatchObject(tooLarge)
  })

  test('a cell beyond XFD', async () => {
    await expect(cellsOf(data('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>'))).rejects.toMatchObject({
      code: 'HY-L-006',
    })
  })

  test('a sheet that unpacks to too much', async () => {
    const rows = data(`<row r="1">${inline('A1', ' '.repeat(3 * 2 ** 20))}</row>`)
    await expect(cellsOf(rows, limits({ sheetBytes: 2 ** 20 }))).rejects.toMatchObject(tooLarge)
  })

  test('shared strings that unpack to too much', async () => {
    const workbook = { ...data(''), strings: `<si><t>${'x'.repeat(3 * 2 ** 20)}</t></si>` }
    await expect(cellsOf(workbook, limits({ stringBytes: 2 ** 20 }))).rejects.toMatchObject(tooLarge)
  })

  test('an element that never ends is given up, not gathered', async () => {
    const xml = `<sheetData><row r="1">${' '.repeat(65 * 2 ** 20)}`
    await expect(cellsOf({ sheets: [{ name: 'A', xml }] })).rejects.toMatchObject(tooLarge)
  })

  test('entities of a DTD stay text', async () => {
    const xml = `<!DOCTYPE x [<!ENTITY lol "lol"><!ENTITY file SYSTEM "file:///etc/hostname">]>`
    const rows = `<row r="1">${inline('A1', '&lol;&file;&amp;')}</row>`
    expect(await cellsOf({ sheets: [{ name: 'A', xml: `${xml}<sheetData>${rows}</sheetData>` }] })).toEqual([
      ['&lol;&file;&'],
    ])
  })

  test.each<[string, Uint8Array]>([
    ['no ZIP', Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2, 3)],
    ['no workbook', zipOf([{ name: 'a.csv', data: 'x' }])],
    [
      'a sheet without its part',
      zipOf([{ name: 'xl/workbook.xml', data: '<workbook><sheets><sheet name="A"/></sheets></workbook>' }]),
    ],
    ['a broken cell', workbookOf(data('<row r="1"><c r="A1</row>'))],
    ['XML that ends inside a row', workbookOf(data('<row r="1"><c r="A1"><v>1</v></c>'))],
    ['cut off', workbookOf(data('<row r="1"/>')).subarray(0, 900)],
  ])('%s is refused', async (_name, bytes) => {
    await expect(rowsOf(bytes)).rejects.toMatchObject({ code: 'HY-L-006' })
  })

  test('damage at any byte gives an error with a code, or rows', async () => {
    const whole = workbookOf(data(`<row r="1">${inline('A1', '投诉')}</row>`))
    for (let at = 0; at < whole.length; at += 5) {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ 0x55
      const result = await rowsOf(bytes).catch((cause: unknown) => cause)
      if (!Array.isArray(result)) expect(result).toMatchObject({ code: expect.stringMatching(/^HY-L-0(06|10)$/) })
      else expect(result.map(({ cells }) => cells)).toEqual([['投诉']])
    }
  })
})
