import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Workspace } from '../../../pipelines/core/workspace.ts'
import { loadFiles } from '../../../pipelines/load/load-inbox.ts'
import { unloadBatches } from '../../../pipelines/load/unload.ts'
import { execute, queryRows } from '../../../pipelines/warehouse/query.ts'
import { readSqlFile } from '../../../pipelines/warehouse/sql-file.ts'
import { openWarehouse } from '../../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, PLAIN_SOURCE, plainCsv, quietEffects } from '../../workspace.ts'

const AT = '2026-01-05 10:00:00'
const NOW = new Date('2026-02-01T00:00:00Z')
const rows = (...ids: string[]) =>
  plainCsv(ids.map((id) => ({ complaint_id: id, received_at: id === '' ? 'soon' : AT })))

async function load(workspace: Workspace, files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(workspace.paths.inbox, name), text)
  await using warehouse = await openWarehouse(workspace, 'test')
  return await loadFiles(workspace, warehouse.connection, quietEffects)
}

async function unload(workspace: Workspace, ...numbers: number[]) {
  await using warehouse = await openWarehouse(workspace, 'test')
  return await unloadBatches(warehouse.connection, workspace.paths.archive, numbers, NOW)
}

async function stateOf(workspace: Workspace) {
  await using warehouse = await openWarehouse(workspace, 'test')
  const { connection } = warehouse
  return {
    batches: await queryRows(connection, 'select batch_no, file_name, rows_loaded from ledger.batch order by batch_no'),
    staged: await queryRows(
      connection,
      'select batch_no, complaint_id from staging.complaint order by batch_no, row_number',
    ),
    quarantine: await queryRows(connection, 'select batch_no, replayed_by from ledger.quarantine order by batch_no'),
    unloaded: await queryRows(
      connection,
      'select batch_no, file_name, rows_read, unloaded_at::varchar as at from ledger.unloaded',
    ),
    wrongSums: await queryRows(connection, readSqlFile('5_checks/ledger_sum.sql').sql),
  }
}

describe('unload', () => {
  test('takes a file back whole, keeps its bytes and a line in the ledger; the same file can be loaded again', async () => {
    const workspace = await makeTestWorkspace()
    await load(workspace, { 'a.csv': rows('A'), 'b.csv': rows('B1', 'B2', '') })
    const [unloaded] = await unload(workspace, 2)
    expect(unloaded).toMatchObject({ batchNo: 2, file: 'b.csv', rowsRead: 3, rowsLoaded: 2, rowsQuarantined: 1 })
    expect(await readdir(workspace.paths.archive)).toContain(`${unloaded?.sha256}.csv.zst`)
    expect(await stateOf(workspace)).toEqual({
      batches: [{ batch_no: 1, file_name: 'a.csv', rows_loaded: 1 }],
      staged: [{ batch_no: 1, complaint_id: 'A' }],
      quarantine: [],
      unloaded: [{ batch_no: 2, file_name: 'b.csv', rows_read: 3, at: '2026-02-01 00:00:00+00' }],
      wrongSums: [],
    })
    const again = await load(workspace, { 'b.csv': rows('B1', 'B2', '') })
    expect(again.files[0]).toMatchObject({ known: false, batchNo: 3, rowsLoaded: 2, rowsQuarantined: 1 })
    expect((await stateOf(workspace)).batches.map((batch) => batch['batch_no'])).toEqual([1, 3])
  })

  test('a kept copy is loaded as it stands in the archive, under its old name and by its old source', async () => {
    const other = { ...PLAIN_SOURCE, source: 'other', files: ['never*.csv'], constants: { region: '华东' } }
    const workspace = await makeTestWorkspace({ sources: [PLAIN_SOURCE, other] })
    await using warehouse = await openWarehouse(workspace, 'test')
    const { connection } = warehouse
    const file = join(workspace.folder, 'b.csv')
    await writeFile(file, rows('B1', 'B2', ''))
    await loadFiles(workspace, connection, quietEffects, { files: [file], source: 'other' })
    const [unloaded] = await unloadBatches(connection, workspace.paths.archive, [1], NOW)
    const again = await loadFiles(workspace, connection, quietEffects, { files: [unloaded?.archived ?? ''] })
    expect(again.refused).toEqual([])
    expect(again.files[0]).toMatchObject({
      file: 'b.csv',
      source: 'other',
      batchNo: 2,
      rowsLoaded: 2,
      rowsQuarantined: 1,
    })
    const [batch] = await queryRows(connection, 'select sha256, file_name from ledger.batch')
    expect(batch).toEqual({ sha256: unloaded?.sha256, file_name: 'b.csv' })
    expect(await readdir(workspace.paths.archive)).toEqual([`${unloaded?.sha256}.csv.zst`])
    const same = await loadFiles(workspace, connection, quietEffects, { files: [unloaded?.archived ?? ''] })
    expect(same.files[0]).toMatchObject({ file: 'b.csv', known: true })
  })

  test('is refused where a later file counted rows as unchanged against it, and works with that one', async () => {
    const workspace = await makeTestWorkspace()
    await load(workspace, { 'a.csv': rows('A', 'B') })
    await load(workspace, { 'b.csv': rows('A', 'B', 'C') })
    await load(workspace, { 'c.csv': rows('C', 'D') })
    await load(workspace, { 'd.csv': rows('E', 'E') })
    const before = await stateOf(workspace)
    await expect(unload(workspace, 1)).rejects.toMatchObject({
      code: 'HY-Q-002',
      details: { batch: '1', others: '3 (c.csv), 2 (b.csv)', all: '3 2 1' },
    })
    await expect(unload(workspace, 2, 1)).rejects.toMatchObject({ code: 'HY-Q-002' })
    expect(await stateOf(workspace)).toEqual(before)
    await unload(workspace, 1, 2, 3)
    expect((await stateOf(workspace)).staged).toEqual([{ batch_no: 4, complaint_id: 'E' }])
    await load(workspace, { 'b.csv': rows('A', 'B', 'C'), 'c.csv': rows('C', 'D') })
    expect((await stateOf(workspace)).staged.map((row) => row['complaint_id'])).toEqual(['E', 'A', 'B', 'C', 'D'])
  })

  test('of the newest file needs no other, whatever it had found unchanged', async () => {
    const workspace = await makeTestWorkspace()
    await load(workspace, { 'a.csv': rows('A') })
    await load(workspace, { 'b.csv': rows('A', 'B') })
    await unload(workspace, 2)
    expect((await stateOf(workspace)).staged).toEqual([{ batch_no: 1, complaint_id: 'A' }])
  })

  test('of a replay opens the rows again; of the batch that was replayed it takes both', async () => {
    const workspace = await makeTestWorkspace()
    await load(workspace, { 'a.csv': rows('A', '') })
    await load(workspace, { 'mended.csv': rows('B') })
    {
      await using warehouse = await openWarehouse(workspace, 'test')
      await execute(warehouse.connection, 'update ledger.quarantine set replayed_by = 2, replayed_row = 2')
    }
    await expect(unload(workspace, 1)).rejects.toMatchObject({ code: 'HY-Q-002', details: { all: '2 1' } })
    await unload(workspace, 2)
    expect((await stateOf(workspace)).quarantine).toEqual([{ batch_no: 1, replayed_by: null }])
    await unload(workspace, 1)
    expect(await stateOf(workspace)).toMatchObject({ batches: [], staged: [], quarantine: [], unloaded: [{}, {}] })
  })

  test('of a batch that is not there, or whose kept copy is gone, is refused', async () => {
    const workspace = await makeTestWorkspace()
    await load(workspace, { 'a.csv': rows('A') })
    await expect(unload(workspace, 7)).rejects.toMatchObject({ code: 'HY-Q-001', details: { batch: 7, expected: '1' } })
    await using warehouse = await openWarehouse(workspace, 'test')
    await expect(unloadBatches(warehouse.connection, workspace.paths.out, [1], NOW)).rejects.toMatchObject({
      code: 'HY-L-001',
    })
  })

  test('that was torn by a crash is completed on the next opening', async () => {
    const workspace = await makeTestWorkspace()
    await load(workspace, { 'a.csv': rows('A', '') })
    {
      await using warehouse = await openWarehouse(workspace, 'test')
      await execute(
        warehouse.connection,
        `insert into ledger.unloaded select batch_no, sha256, source, entity, file_name, rows_read, rows_loaded, rows_unchanged,
           rows_quarantined, loaded_at, loaded_at from ledger.batch`,
      )
    }
    expect(await stateOf(workspace)).toMatchObject({ batches: [], staged: [], quarantine: [], wrongSums: [] })
  })
})
