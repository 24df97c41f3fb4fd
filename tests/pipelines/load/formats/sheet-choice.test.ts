import { describe, expect, test } from 'vitest'
import { listSheets, readSheet, type SheetOptions } from '../../../../pipelines/load/formats/read-sheet.ts'
import { testFolder } from './test-folder.ts'
import { inlineCell, type TestWorkbook, workbookOf } from './workbook-file.ts'

const { write } = await testFolder()

async function rowsOf(bytes: Uint8Array, options?: SheetOptions) {
  return Array.fromAsync(readSheet(await write(bytes), options))
}

describe('sheets', () => {
  const workbook: TestWorkbook = {
    sheets: [
      { name: '说明', xml: `<sheetData><row r="1">${inlineCell('A1', 'h')}</row></sheetData>`, state: 'hidden' },
      { name: '一月', xml: `<sheetData><row r="1">${inlineCell('A1', 'f')}</row></sheetData>` },
      { name: 'Feb', xml: `<sheetData><row r="1">${inlineCell('A1', 's')}</row></sheetData>` },
      { name: 'x&amp;y', xml: `<sheetData><row r="1">${inlineCell('A1', 'v')}</row></sheetData>`, state: 'veryHidden' },
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
