import { type CellObject, utils, type WorkBook, write as writeWorkbook } from '@e965/xlsx'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSheet } from '../../../../pipelines/load/formats/read-sheet.ts'
import { testFolder } from './test-folder.ts'

const { write } = await testFolder()

async function rowsOf(bytes: Uint8Array) {
  return Array.fromAsync(readSheet(await write(bytes)))
}

function sheetJs(sheets: Record<string, CellObject[][]>): WorkBook {
  const workbook = utils.book_new()
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet([])
    for (const [r, row] of rows.entries())
      for (const [c, cell] of row.entries()) sheet[utils.encode_cell({ r, c })] = cell
    sheet['!ref'] = utils.encode_range({ r: 0, c: 0 }, { r: rows.length - 1, c: 9 })
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

test('any table of texts comes back equal', async () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(' ', '0012', '1E5', '=1+1', '&#65;', ']]>', '\n'),
  )
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(table, fc.boolean(), async (rows, bookSST) => {
      const cells = rows.map((row) => row.map(text))
      const found = await rowsOf(bytesOf(sheetJs({ A: cells }), bookSST))
      const expected = rows.map((row) => row.slice(0, row.findLastIndex((value) => value !== '') + 1))
      const kept = expected.flatMap((row, index) =>
        row.some((value) => value.trim() !== '') ? [[index + 1, row]] : [],
      )
      expect(found.map(({ line, cells }) => [line, cells])).toEqual(kept)
    }),
    { numRuns: 60 },
  )
})
