import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CellObject, utils, type WorkBook, write } from '@e965/xlsx'
import { beforeAll, describe, expect, test } from 'vitest'
import { readSheet } from '../../../../pipelines/load/formats/read-sheet.ts'

const readXlsx = (file: string, name: string | undefined) =>
  readSheet(file, name === undefined ? {} : { sheets: { name } })

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huiyin-xlsx-'))
})

async function fileOf(workbook: WorkBook): Promise<string> {
  const file = join(folder, `${Math.trunc(performance.now() * 1000)}.xlsx`)
  await writeFile(file, write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array)
  return file
}

function workbookOf(sheets: Record<string, CellObject[][]>): WorkBook {
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

describe('workbooks as SheetJS writes them', () => {
  test.each<[string, CellObject, string]>([
    ['text', { t: 's', v: ' 投诉 ' }, ' 投诉 '],
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
    ['formula by its value', { t: 'n', v: 3, f: '1+2' }, '3'],
  ])('%s', async (_name, cell, expected) => {
    const file = await fileOf(workbookOf({ A: [[{ t: 's', v: 'head' }], [cell]] }))
    const rows = await Array.fromAsync(readXlsx(file, undefined))
    expect(rows[1]?.cells[0]).toBe(expected)
  })

  test('the 1904 calendar is honoured', async () => {
    const workbook = workbookOf({ A: [[{ t: 'n', v: 46_086 - 1462, z: 'yyyy-mm-dd' }]] })
    workbook.Workbook = { WBProps: { date1904: true } }
    const [row] = await Array.fromAsync(readXlsx(await fileOf(workbook), undefined))
    expect(row?.cells[0]).toBe('2026-03-05')
  })

  test('the named sheet, else the first visible one', async () => {
    const workbook = workbookOf({
      hidden: [[{ t: 's', v: 'h' }]],
      first: [[{ t: 's', v: 'f' }]],
      second: [[{ t: 's', v: 's' }]],
    })
    workbook.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }, { Hidden: 0 }] }
    const file = await fileOf(workbook)
    expect((await Array.fromAsync(readXlsx(file, undefined)))[0]?.cells[0]).toBe('f')
    expect((await Array.fromAsync(readXlsx(file, 'second')))[0]?.cells[0]).toBe('s')
    await expect(Array.fromAsync(readXlsx(file, 'third'))).rejects.toMatchObject({ code: 'HY-L-006' })
  })

  test('a file that is no workbook is refused', async () => {
    const file = join(folder, 'no.xlsx')
    await writeFile(file, Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2, 3))
    await expect(Array.fromAsync(readXlsx(file, undefined))).rejects.toMatchObject({ code: 'HY-L-006' })
  })
})
