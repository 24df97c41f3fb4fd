import { readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { makeTestWorkspace, plainCsv } from '../../workspace.ts'
import { editSheet, readSheetRows } from './edit-sheet.ts'
import { AT, HEADER, load, MIXED, quarantine, sheetPath, stateOf } from './mending.ts'

describe.each(['csv', 'xlsx'])('export to %s, mend, replay', (extension) => {
  test('what is mended is loaded; both sums are true; the same file again changes nothing', async () => {
    const workspace = await makeTestWorkspace()
    await load(workspace, { 'a.csv': MIXED })
    const file = await sheetPath(extension)
    expect(await quarantine(workspace, ['export', file])).toMatchObject({ rows: 5 })
    const rows = await readSheetRows(file)
    expect(rows[0]?.slice(0, 8)).toEqual([
      '_batch',
      '_row',
      '_line',
      '_reason',
      '_field',
      '_value',
      '_expected',
      '_record',
    ])
    expect(rows[0]?.slice(8)).toEqual(HEADER.split(','))
    await editSheet(file, (cell) => {
      cell(3, 'received_at', '2026-01-06 09:00')
      cell(4, 'complaint_id', 'A3')
      cell(6, 'complaint_id', 'A5')
      cell(6, 'category', 'mended')
    })
    const first = await quarantine(workspace, ['replay', file])
    expect(first).toMatchObject({
      status: 0,
      batches: [{ of: 1, batchNo: 2, rowsRead: 3, rowsLoaded: 3, rowsQuarantined: 0 }],
      left: { unchanged: 2, loaded: 0, unknown: 0 },
    })
    const state = await stateOf(workspace)
    expect(state.ledger).toMatchObject([
      { rows_read: 7, rows_loaded: 2, rows_quarantined: 5, notes: '' },
      { file_name: 'a.csv', rows_read: 3, rows_loaded: 3, notes: expect.stringContaining('replay of batch 1') },
    ])
    expect(state.staged).toMatchObject([
      { complaint_id: 'A1' },
      { complaint_id: 'A2', category: '=1+1', body: 'two\nlines, "quoted"' },
      { complaint_id: 'A3', body: '没有编号', customer_phone: '013800001111' },
      { complaint_id: 'A4' },
      { complaint_id: 'A5', category: 'mended' },
    ])
    expect(state.quarantine.map(({ row_number, replayed_by }) => [row_number, replayed_by])).toEqual([
      [3, 2],
      [4, 2],
      [6, 2],
      [7, null],
      [8, null],
    ])
    expect(await quarantine(workspace, ['replay', file])).toMatchObject({
      batches: [],
      left: { unchanged: 2, loaded: 3, unknown: 0 },
    })
    expect(await stateOf(workspace)).toEqual(state)
    expect(await quarantine(workspace, ['list'], { json: true })).toMatchObject({ rows: [{ row: 7 }, { row: 8 }] })
    expect((await readdir(workspace.paths.archive)).filter((name) => name.startsWith('.'))).toEqual([])
  })

  test('what fails again stays with its new reason, and can be mended in the same file', async () => {
    const workspace = await makeTestWorkspace()
    await load(workspace, { 'a.csv': MIXED })
    const file = await sheetPath(extension)
    await quarantine(workspace, ['export', file])
    await editSheet(file, (cell) => {
      cell(3, 'complaint_id', '')
      cell(4, 'complaint_id', 'A3')
    })
    expect(await quarantine(workspace, ['replay', file])).toMatchObject({
      status: 1,
      batches: [{ of: 1, batchNo: 2, rowsRead: 2, rowsLoaded: 1, rowsQuarantined: 1 }],
    })
    const before = await stateOf(workspace)
    expect(await quarantine(workspace, ['replay', file])).toMatchObject({ batches: [] })
    expect(await stateOf(workspace)).toEqual(before)
    const listed = await quarantine(workspace, ['list'], { json: true, batch: '2' })
    expect(listed['rows']).toMatchObject([{ batch: 2, row: 2, reason: 'missing', field: 'complaint_id' }])
    await editSheet(file, (cell) => {
      cell(3, 'complaint_id', 'A2')
      cell(3, 'received_at', AT)
    })
    expect(await quarantine(workspace, ['replay', file])).toMatchObject({
      batches: [{ of: 2, batchNo: 3, rowsRead: 1, rowsLoaded: 1 }],
      left: { loaded: 1 },
    })
    expect((await stateOf(workspace)).staged.map((row) => row['complaint_id'])).toEqual(['A1', 'A2', 'A3', 'A4'])
  })

  test('formulas, long numbers and instants come back as they were', async () => {
    const texts = [
      '=1+1',
      '-5',
      '+86 138',
      '@x',
      "'=1",
      "'",
      '007',
      '123456789012345678',
      '1E5',
      '2026-01-05 10:00:07',
      '１',
    ]
    const records = texts.map((text) => ({ received_at: AT, category: text, customer_phone: text }))
    const workspace = await makeTestWorkspace({ files: { 'a.csv': plainCsv(records) } })
    await load(workspace, {})
    const file = await sheetPath(extension)
    await quarantine(workspace, ['export', file])
    const rows = await readSheetRows(file)
    const at = rows[0]?.indexOf('category') ?? 0
    if (extension === 'csv') for (const row of rows.slice(1)) expect(row[at]).not.toMatch(/^[=+\-@]/)
    await editSheet(file, (cell) => {
      for (const [index] of texts.entries()) cell(index + 2, 'complaint_id', `N${index}`)
    })
    expect(await quarantine(workspace, ['replay', file])).toMatchObject({ batches: [{ rowsLoaded: texts.length }] })
    const { staged } = await stateOf(workspace)
    for (const [index, text] of texts.entries()) {
      expect(staged.find((row) => row['complaint_id'] === `N${index}`)).toMatchObject({
        category: text,
        customer_phone: text,
      })
    }
  })
})
