import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeTestWorkspace, plainCsv } from '../../workspace.ts'
import { editSheet, readSheetRows } from './edit-sheet.ts'
import { AT, load, MIXED, quarantine, sheetPath, stateOf } from './mending.ts'

describe('list', () => {
  test('says why, where and what, for all or for one batch or source', async () => {
    const workspace = await makeTestWorkspace()
    await load(workspace, { 'a.csv': MIXED, 'b.csv': plainCsv([{ complaint_id: 'B1', received_at: 'never' }]) })
    const all = await quarantine(workspace, ['list'], { json: true })
    expect(
      (all['reasons'] as { reason: string; records: number }[]).map((item) => [item.reason, item.records]),
    ).toEqual([
      ['bad_value', 2],
      ['footer', 1],
      ['long_row', 1],
      ['missing', 1],
      ['short_row', 1],
    ])
    expect(await quarantine(workspace, ['list'], { json: true, batch: '2' })).toMatchObject({
      rows: [{ batch: 2, row: 2, line: 2, file: 'b.csv', reason: 'bad_value', field: 'received_at', value: 'never' }],
    })
    await expect(quarantine(workspace, ['list'], { batch: '9' })).rejects.toMatchObject({ code: 'HY-Q-001' })
    await expect(quarantine(workspace, ['list'], { source: 'x' })).rejects.toMatchObject({ code: 'HY-C-001' })
    await expect(quarantine(workspace, ['list', 'x'])).rejects.toMatchObject({ code: 'HY-C-001' })
    await expect(quarantine(workspace, ['mend'])).rejects.toMatchObject({ code: 'HY-C-001' })
  })
})

describe('export', () => {
  test('does not write over a file, nor in another format', async () => {
    const workspace = await makeTestWorkspace()
    const file = await sheetPath('csv')
    await quarantine(workspace, ['export', file])
    await expect(quarantine(workspace, ['export', file])).rejects.toMatchObject({ code: 'HY-C-001' })
    await expect(quarantine(workspace, ['export', `${file}.ods`])).rejects.toMatchObject({ code: 'HY-X-002' })
    await expect(quarantine(workspace, ['export', join(file, 'x.csv')])).rejects.toMatchObject({ code: 'HY-C-007' })
    expect(existsSync(`${file}.${process.pid}.tmp`)).toBe(false)
  })

  test('loses no row of many, in the order of the file', async () => {
    const workspace = await makeTestWorkspace()
    const records = Array.from({ length: 4_500 }, (_row, index) => ({ complaint_id: `A${index}`, received_at: 'soon' }))
    await load(workspace, { 'a.csv': plainCsv(records) })
    for (const extension of ['csv', 'xlsx']) {
      const file = await sheetPath(extension)
      expect(await quarantine(workspace, ['export', file])).toMatchObject({ rows: 4_500 })
      const rows = await readSheetRows(file)
      const at = rows[0]?.indexOf('complaint_id') ?? 0
      expect(rows.slice(1).map((row) => row[at])).toEqual(records.map((record) => record.complaint_id))
    }
  })

  test('a text longer than a sheet’s cell comes back whole', async () => {
    const body = '投诉'.repeat(30_000)
    const workspace = await makeTestWorkspace()
    await load(workspace, { 'a.csv': plainCsv([{ complaint_id: 'A', received_at: 'soon', body }]) })
    const file = await sheetPath('xlsx')
    await quarantine(workspace, ['export', file])
    await editSheet(file, (cell) => cell(2, 'received_at', AT))
    await quarantine(workspace, ['replay', file])
    expect((await stateOf(workspace)).staged).toMatchObject([{ body }])
  })
})
