import { utils, write as writeWorkbook } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { readSheet, type SheetOptions } from '../../../../pipelines/load/formats/read-sheet.ts'
import { testFolder } from './test-folder.ts'
import { inlineCell, type TestWorkbook, workbookOf } from './workbook-file.ts'

const { write } = await testFolder()

async function rowsOf(bytes: Uint8Array, options?: SheetOptions) {
  return Array.fromAsync(readSheet(await write(bytes), options))
}

const cellsOf = async (workbook: TestWorkbook, options?: SheetOptions) =>
  (await rowsOf(workbookOf(workbook), options)).map(({ cells }) => cells)

describe('merged cells', () => {
  const rows = [
    ['编号', '客户', null, '备注'],
    [null, '姓名', '电话', null],
    ['CT1', '王一', '1', '甲'],
    [null, '王二', '2', null],
    ['CT3', '王三', '3', null],
  ]
  const file = () => {
    const book = utils.book_new()
    const sheet = utils.aoa_to_sheet(rows)
    sheet['!merges'] = ['A1:A2', 'B1:C1', 'D1:D2', 'A3:A4'].map((range) => utils.decode_range(range))
    utils.book_append_sheet(book, sheet, 'A')
    return new Uint8Array(writeWorkbook(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer)
  }

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
    const xml = `<sheetData><row r="70">${inlineCell('A70', 'x')}${inlineCell('B70', '1')}</row><row r="71">${inlineCell('B71', '2')}</row></sheetData><mergeCells count="1"><mergeCell ref="A70:A71"/></mergeCells>`
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
