import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import unloadCommand from '../../../pipelines/commands/unload.ts'
import { execute } from '../../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, PLAIN_SOURCE, plainCsv } from '../../workspace.ts'
import { commandContext } from '../commands/command-context.ts'
import { editSheet } from './edit-sheet.ts'
import { AT, load, quarantine, sheetPath, stateOf } from './mending.ts'
import { savedCsv } from './saved-csv.ts'

describe('replay', () => {
  test('a mended row ranks as of the export that it came in', async () => {
    const dated = { ...PLAIN_SOURCE, exported_at: { filename: String.raw`(\d{8})` } }
    const workspace = await makeTestWorkspace({ sources: [dated] })
    await load(workspace, {
      'x_20260105.csv': plainCsv([{ complaint_id: 'A', received_at: 'soon', category: 'old' }]),
      'x_20260112.csv': plainCsv([{ complaint_id: 'A', received_at: AT, category: 'new' }]),
    })
    const file = await sheetPath('csv')
    await quarantine(workspace, ['export', file])
    await editSheet(file, (cell) => cell(2, 'received_at', AT))
    await quarantine(workspace, ['replay', file])
    expect((await stateOf(workspace)).staged).toMatchObject([
      { category: 'new', version_at: '2026-01-11 16:00:00+00' },
      { category: 'old', version_at: '2026-01-04 16:00:00+00' },
    ])
  })

  test('rows of several sources go each through its own mapping', async () => {
    const survey = {
      source: 'survey',
      entity: 'survey',
      files: ['s_*.csv'],
      constants: { csat_scale: 5 },
      columns: { survey_id: '编号', sent_at: '发送时间', csat_answer: '评分' },
    }
    const workspace = await makeTestWorkspace({ sources: [{ ...PLAIN_SOURCE, files: ['a*.csv'] }, survey] })
    await load(workspace, {
      'a.csv': plainCsv([{ complaint_id: 'A', received_at: 'soon' }]),
      's_1.csv': '编号,发送时间,评分\nS1,昨天,4\n',
    })
    const file = await sheetPath('xlsx')
    await quarantine(workspace, ['export', file])
    await editSheet(file, (cell) => {
      cell(2, 'received_at', AT)
      cell(2, '发送时间', '2026/1/6 8:00', { nth: 1 })
    })
    expect(await quarantine(workspace, ['replay', file])).toMatchObject({
      batches: [
        { of: 1, rowsLoaded: 1 },
        { of: 2, rowsLoaded: 1 },
      ],
    })
  })

  test('--all puts rows through a mended mapping that nobody changed; again, it does nothing', async () => {
    const workspace = await makeTestWorkspace()
    await load(workspace, {
      'a.csv': plainCsv([{ complaint_id: 'A', received_at: '05.01.2026' }, { complaint_id: 'B' }]),
    })
    const file = await sheetPath('csv')
    await quarantine(workspace, ['export', file])
    expect(await quarantine(workspace, ['replay', file])).toMatchObject({ batches: [], left: { unchanged: 2 } })
    const mapping = join(workspace.folder, 'sources', '0.yaml')
    await writeFile(mapping, `${await readFile(mapping, 'utf8')}\ndates: ['%d.%m.%Y']\n`)
    expect(await quarantine(workspace, ['replay', file], { all: true })).toMatchObject({
      batches: [{ rowsRead: 2, rowsLoaded: 1, rowsQuarantined: 1 }],
    })
    const before = await stateOf(workspace)
    expect(await quarantine(workspace, ['replay', file], { all: true })).toMatchObject({ batches: [] })
    expect(await stateOf(workspace)).toEqual(before)
  })

  test('that was killed between loading and marking is completed by the same file', async () => {
    const workspace = await makeTestWorkspace()
    await load(workspace, { 'a.csv': plainCsv([{ complaint_id: 'A', received_at: 'soon' }, { complaint_id: 'B' }]) })
    const file = await sheetPath('csv')
    await quarantine(workspace, ['export', file])
    await editSheet(file, (cell) => {
      cell(2, 'received_at', AT)
      cell(3, 'received_at', 'soon')
    })
    await quarantine(workspace, ['replay', file])
    const whole = await stateOf(workspace)
    {
      await using warehouse = await openWarehouse(workspace, 'test')
      await execute(warehouse.connection, 'update ledger.quarantine set replayed_by = null, replayed_row = null')
    }
    expect(await quarantine(workspace, ['replay', file])).toMatchObject({ batches: [{ batchNo: 2, known: true }] })
    expect(await stateOf(workspace)).toEqual(whole)
  })

  test('a row that goes back and forth is never lost', async () => {
    const workspace = await makeTestWorkspace()
    await load(workspace, { 'a.csv': plainCsv([{ complaint_id: 'A', received_at: 'soon' }]) })
    const file = await sheetPath('csv')
    await quarantine(workspace, ['export', file])
    for (const wrong of ['sooner', 'later', 'sooner', 'soon', 'later']) {
      await editSheet(file, (cell) => cell(2, 'received_at', wrong))
      await quarantine(workspace, ['replay', file])
      expect((await quarantine(workspace, ['list'], { json: true }))['rows']).toHaveLength(1)
    }
    await editSheet(file, (cell) => cell(2, 'received_at', AT))
    await quarantine(workspace, ['replay', file])
    expect((await quarantine(workspace, ['list'], { json: true }))['rows']).toEqual([])
    expect((await stateOf(workspace)).staged).toHaveLength(1)
  })

  test('a CSV that a spreadsheet saved in GBK with semicolons is read as well', async () => {
    const workspace = await makeTestWorkspace()
    const body = '客户反映配送人员态度恶劣，要求赔偿并道歉，多次联系客服没有得到答复，请尽快处理'
    await load(workspace, { 'a.csv': plainCsv([{ complaint_id: 'A', received_at: 'soon', body }]) })
    const file = await sheetPath('csv')
    await quarantine(workspace, ['export', file])
    await editSheet(file, (cell) => cell(2, 'received_at', AT), { encoding: 'gbk', delimiter: ';' })
    expect(await quarantine(workspace, ['replay', file])).toMatchObject({ batches: [{ rowsLoaded: 1 }] })
    expect((await stateOf(workspace)).staged).toMatchObject([{ body }])
  })

  test('what the mapping declares about the form of the export does not bind the replay', async () => {
    const source = { ...PLAIN_SOURCE, encoding: 'gb18030', delimiter: ';' }
    const workspace = await makeTestWorkspace({ sources: [source] })
    const rows = [Object.keys(PLAIN_SOURCE.columns), ['甲一', 'soon', ...Array.from({ length: 13 }, () => ''), '破损']]
    await writeFile(join(workspace.paths.inbox, 'a.csv'), savedCsv(rows, { encoding: 'gbk', delimiter: ';' }))
    expect(await load(workspace, {})).toMatchObject({ files: [{ rowsQuarantined: 1 }] })
    const file = await sheetPath('xlsx')
    await quarantine(workspace, ['export', file])
    await editSheet(file, (cell) => cell(2, 'received_at', AT))
    expect(await quarantine(workspace, ['replay', file])).toMatchObject({ batches: [{ rowsLoaded: 1 }] })
    expect((await stateOf(workspace)).staged).toMatchObject([{ complaint_id: '甲一', body: '破损' }])
  })

  test('a file that is no export of the quarantine is refused, and nothing is done', async () => {
    const workspace = await makeTestWorkspace()
    await load(workspace, { 'a.csv': plainCsv([{ complaint_id: 'A', received_at: 'soon' }]) })
    const before = await stateOf(workspace)
    for (const text of [
      'a,b\n1,2\n',
      '_batch,_row,complaint_id\n1,2,A\n1,2,B\n',
      '_batch,_row,complaint_id\n,,A\n',
      '_batch,_row,complaint_id\n1,2,"A\n',
    ]) {
      const file = await sheetPath('csv')
      await writeFile(file, text)
      await expect(quarantine(workspace, ['replay', file]), text).rejects.toMatchObject({ code: 'HY-Q-003' })
    }
    expect(await stateOf(workspace)).toEqual(before)
  })

  test('rows whose batch was unloaded since are said, not loaded', async () => {
    const workspace = await makeTestWorkspace()
    await load(workspace, { 'a.csv': plainCsv([{ complaint_id: 'A', received_at: 'soon' }]) })
    const file = await sheetPath('csv')
    await quarantine(workspace, ['export', file])
    await unloadCommand(commandContext(workspace), ['1'])
    await editSheet(file, (cell) => cell(2, 'received_at', AT))
    expect(await quarantine(workspace, ['replay', file])).toMatchObject({
      status: 1,
      batches: [],
      left: { unknown: 1 },
    })
  })
})
