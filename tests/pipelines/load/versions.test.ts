import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadFiles } from '../../../pipelines/load/load-inbox.ts'
import { unloadBatches } from '../../../pipelines/load/unload.ts'
import { buildModel } from '../../../pipelines/model/build-model.ts'
import { queryRows } from '../../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, quietEffects } from '../../workspace.ts'

const SOURCE = {
  source: 'crm',
  entity: 'complaint',
  files: ['*.csv'],
  exported_at: { filename: '(\\d{4}-\\d{2}-\\d{2})' },
  columns: { complaint_id: 'id', received_at: 'received', status: 'status' },
}

/** Loads exports, named by their day, one after the other, and gives a way to ask the warehouse as of an instant. */
async function loaded(exports: readonly (readonly [day: string, rows: readonly string[]])[], more: object = {}) {
  const workspace = await makeTestWorkspace({ sources: [{ ...SOURCE, ...more }] })
  const warehouse = await openWarehouse(workspace, 'test')
  for (const [day, rows] of exports) {
    await writeFile(join(workspace.paths.inbox, `${day}.csv`), `id,received,status\n${rows.join('\n')}\n`)
    const { refused } = await loadFiles(workspace, warehouse.connection, quietEffects)
    expect(refused).toEqual([])
  }
  /** Asks the ledger, or the model as it was built last. */
  const read = (sql: string) => queryRows(warehouse.connection, sql)
  const ask = async (sql: string, asOf = '2026-12-31T00:00:00Z') => {
    await buildModel(warehouse.connection, new Date(asOf), workspace.settings, workspace.norms)
    return read(sql)
  }
  return { workspace, warehouse, read, ask, [Symbol.asyncDispose]: async () => warehouse.close() }
}

const STATES = 'select complaint_id, status from facts.complaint order by complaint_id'

describe('versions of a record', () => {
  test('the newest export that was known decides, whatever the order of loading', async () => {
    await using place = await loaded([
      ['2026-01-20', ['A,2026-01-05 10:00:00,已结案']],
      ['2026-01-10', ['A,2026-01-05 10:00:00,处理中', 'B,2026-01-06 10:00:00,新建']],
    ])
    expect(await place.ask(STATES)).toEqual([
      { complaint_id: 'A', status: 'closed' },
      { complaint_id: 'B', status: 'new' },
    ])
    expect(await place.ask(STATES, '2026-01-12T00:00:00Z')).toEqual([
      { complaint_id: 'A', status: 'in_progress' },
      { complaint_id: 'B', status: 'new' },
    ])
    expect(await place.ask(STATES, '2026-01-08T00:00:00Z')).toEqual([])
  })

  test('twice the same key in one file: the later row counts, and the same row again says nothing new', async () => {
    await using place = await loaded([
      ['2026-01-10', ['A,2026-01-05 10:00:00,新建', 'A,2026-01-05 10:00:00,处理中', 'A,2026-01-05 10:00:00,处理中']],
    ])
    expect(await place.ask(STATES)).toEqual([{ complaint_id: 'A', status: 'in_progress' }])
    expect(await place.read('select rows_loaded, rows_unchanged, notes from ledger.batch')).toEqual([
      { rows_loaded: 2, rows_unchanged: 1, notes: 'repeated_keys=1' },
    ])
  })

  test('a batch that is taken back leaves what was before it', async () => {
    await using place = await loaded([
      ['2026-01-10', ['A,2026-01-05 10:00:00,新建']],
      ['2026-01-20', ['A,2026-01-05 10:00:00,处理中']],
      ['2026-01-30', ['A,2026-01-05 10:00:00,已结案']],
    ])
    const { warehouse, workspace } = place
    await unloadBatches(warehouse.connection, workspace.paths.archive, [2], quietEffects.now())
    expect(await place.ask(STATES, '2026-01-25T00:00:00Z')).toEqual([{ complaint_id: 'A', status: 'new' }])
    expect(await place.ask(STATES)).toEqual([{ complaint_id: 'A', status: 'closed' }])
    await unloadBatches(warehouse.connection, workspace.paths.archive, [3], quietEffects.now())
    expect(await place.ask(STATES)).toEqual([{ complaint_id: 'A', status: 'new' }])
    expect(await place.read('select * from ledger.supersession')).toEqual([])
  })
})

describe('full exports', () => {
  const VANISHED = 'select row_key, batch_no from checks.vanished_record'

  test('keys that the newest one no longer has are reported, and stay in the facts', async () => {
    await using place = await loaded(
      [
        ['2026-01-10', ['A,2026-01-05 10:00:00,新建', 'B,2026-01-06 10:00:00,新建']],
        ['2026-01-20', ['A,2026-01-05 10:00:00,新建', 'C,not a date,新建']],
      ],
      { extent: 'full' },
    )
    expect(await place.ask(VANISHED)).toEqual([{ row_key: 'B', batch_no: 2 }])
    expect(await place.read('select notes from ledger.batch where batch_no = 2')).toEqual([{ notes: 'vanished=1' }])
    expect(await place.read(STATES)).toHaveLength(2)
  })

  test('an older full export that arrives late reports nothing, and a key that is back is not missed', async () => {
    await using place = await loaded(
      [
        ['2026-01-20', ['A,2026-01-05 10:00:00,新建', 'B,2026-01-06 10:00:00,新建']],
        ['2026-01-10', ['A,2026-01-05 10:00:00,新建']],
        ['2026-01-25', ['A,2026-01-05 10:00:00,新建']],
        ['2026-01-30', ['A,2026-01-05 10:00:00,新建', 'B,2026-01-06 10:00:00,新建']],
      ],
      { extent: 'full' },
    )
    expect(await place.read('select batch_no, row_key from ledger.vanished')).toEqual([{ batch_no: 3, row_key: 'B' }])
    expect(await place.ask(VANISHED)).toEqual([])
  })
})

describe('restatements', () => {
  test('what a later export adds to a week that was told of is late, what it changes there has changed', async () => {
    await using place = await loaded([
      ['2026-01-12', ['A,2026-01-05 10:00:00,新建', 'B,2026-01-11 10:00:00,新建']],
      ['2026-01-19', ['A,2026-01-05 10:00:00,已结案', 'C,2026-01-07 10:00:00,新建', 'D,2026-01-13 10:00:00,新建']],
    ])
    expect(
      await place.ask(
        'select batch_no, received_week::varchar as week, late_count, changed_count from marts.restatement',
      ),
    ).toEqual([{ batch_no: 2, week: '2026-01-05', late_count: 1, changed_count: 1 }])
    expect(await place.read('select complaint_id, batch_no from checks.late_record')).toEqual([
      { complaint_id: 'C', batch_no: 2 },
    ])
  })
})
