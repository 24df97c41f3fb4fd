import { describe, expect, test } from 'vitest'
import { readSheet, SHEET_LIMITS, type SheetOptions } from '../../../../pipelines/load/formats/read-sheet.ts'
import { testFolder } from './test-folder.ts'
import { inlineCell, sheetOf, type TestWorkbook, workbookOf } from './workbook-file.ts'
import { zipOf } from './zip-file.ts'

const { write } = await testFolder()

async function rowsOf(bytes: Uint8Array, options?: SheetOptions) {
  return Array.fromAsync(readSheet(await write(bytes), options))
}

const cellsOf = async (workbook: TestWorkbook, options?: SheetOptions) =>
  (await rowsOf(workbookOf(workbook), options)).map(({ cells }) => cells)

describe('hostile workbooks', () => {
  const tooLarge = { code: 'HY-L-010' }
  const limits = (change: Partial<typeof SHEET_LIMITS>) => ({ limits: { ...SHEET_LIMITS, ...change } })

  test('one cell at XFD1048576', async () => {
    const [row] = await rowsOf(workbookOf(sheetOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')))
    expect([row?.line, row?.cells.length, row?.cells.at(-1)]).toEqual([1_048_576, 16_384, '1'])
  })

  test('many cells in column XFD', async () => {
    const rows = Array.from(
      { length: 100 },
      (_, index) => `<row r="${index + 1}"><c r="XFD${index + 1}"><v>1</v></c></row>`,
    ).join('')
    await expect(cellsOf(sheetOf(rows), limits({ blankCells: 1_000_000 }))).rejects.toMatchObject(tooLarge)
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
    await expect(cellsOf(sheetOf('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>'))).rejects.toMatchObject({
      code: 'HY-L-006',
    })
  })

  test('a sheet that unpacks to too much', async () => {
    const rows = sheetOf(`<row r="1">${inlineCell('A1', ' '.repeat(3 * 2 ** 20))}</row>`)
    await expect(cellsOf(rows, limits({ sheetBytes: 2 ** 20 }))).rejects.toMatchObject(tooLarge)
  })

  test('shared strings that unpack to too much', async () => {
    const workbook = { ...sheetOf(''), strings: `<si><t>${'x'.repeat(3 * 2 ** 20)}</t></si>` }
    await expect(cellsOf(workbook, limits({ stringBytes: 2 ** 20 }))).rejects.toMatchObject(tooLarge)
  })

  test('an element that never ends is given up, not gathered', async () => {
    const xml = `<sheetData><row r="1">${' '.repeat(65 * 2 ** 20)}`
    await expect(cellsOf({ sheets: [{ name: 'A', xml }] })).rejects.toMatchObject(tooLarge)
  })

  test('entities of a DTD stay text', async () => {
    const xml = `<!DOCTYPE x [<!ENTITY lol "lol"><!ENTITY file SYSTEM "file:///etc/hostname">]>`
    const rows = `<row r="1">${inlineCell('A1', '&lol;&file;&amp;')}</row>`
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
    ['a broken cell', workbookOf(sheetOf('<row r="1"><c r="A1</row>'))],
    ['XML that ends inside a row', workbookOf(sheetOf('<row r="1"><c r="A1"><v>1</v></c>'))],
    ['cut off', workbookOf(sheetOf('<row r="1"/>')).subarray(0, 900)],
  ])('%s is refused', async (_name, bytes) => {
    await expect(rowsOf(bytes)).rejects.toMatchObject({ code: 'HY-L-006' })
  })

  test('damage at any byte gives an error with a code, or rows', async () => {
    const whole = workbookOf(sheetOf(`<row r="1">${inlineCell('A1', '投诉')}</row>`))
    for (let at = 0; at < whole.length; at += 5) {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ 0x55
      const result = await rowsOf(bytes).catch((cause: unknown) => cause)
      if (!Array.isArray(result)) expect(result).toMatchObject({ code: expect.stringMatching(/^HY-L-0(06|10)$/) })
      else expect(result.map(({ cells }) => cells)).toEqual([['投诉']])
    }
  })
})
