import { expect, test } from 'vitest'
import type { Source } from '../../../pipelines/core/source-schema.ts'
import { archiveFile } from '../../../pipelines/load/archive.ts'
import { loadFile } from '../../../pipelines/load/load-file.ts'
import { loadFiles } from '../../../pipelines/load/load-inbox.ts'
import { queryRows } from '../../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, quietEffects } from '../../workspace.ts'

test('a total below a table whose first column is not mapped is told as one', async () => {
  const source = { source: 's', entity: 'complaint', files: ['*'], columns: { complaint_id: 'id', received_at: 'at' } }
  const rows = ['序号,id,at', '1,A,2026-01-05 10:00:00', '2,B,2026-01-06 10:00:00', '合计,2,', '']
  const workspace = await makeTestWorkspace({ sources: [source], files: { 'a.csv': rows.join('\n') } })
  await using warehouse = await openWarehouse(workspace, 'test')
  const { files } = await loadFiles(workspace, warehouse.connection, quietEffects)
  expect(files[0]).toMatchObject({ rowsRead: 3, rowsLoaded: 2, rowsQuarantined: 1 })
  expect(await queryRows(warehouse.connection, 'select line_number, reason, raw from ledger.quarantine')).toEqual([
    { line_number: 4, reason: 'footer', raw: '合计,2,' },
  ])
})

test('what DuckDB reads comes to what the careful reader reads: codes, mapped values, flags, odd words, faulty instants', async () => {
  const columns = {
    complaint_id: 'id',
    received_at: 'at',
    channel: { from: 'channel', values: { 现场: 'shop' } },
    status: 'status',
    is_major: 'major',
    transfer_count: 'transfers',
    amount: 'amount',
  }
  const source = { source: 's', entity: 'complaint', files: ['*'], columns, nulls: ['-'] }
  const rows = [
    'id,at,channel,status,major,transfers,amount',
    'A1,2026-01-05 10:00:00,电话,已解决,是,1,"1,200.50"',
    'A2,2026/1/6 10:00,现场,处理中,否,2.0,￥30',
    'A3,2026-01-05T10:00:00+09:00,ＡＰＰ,已 解决,YES,２,12',
    'A4,05.01.2026,抖音私信,-,maybe,1.5,""',
    'T5,2026-01-05 10:00:00,-,unheard of,,,7',
  ]
  const read = async (isFast: boolean) => {
    const workspace = await makeTestWorkspace({ sources: [source], files: { 'a.csv': rows.join('\n') } })
    await using warehouse = await openWarehouse(workspace, 'test')
    const { connection } = warehouse
    const archived = await archiveFile(`${workspace.paths.inbox}/a.csv`, workspace.paths.archive)
    const context = {
      connection,
      timezone: 'Asia/Shanghai',
      now: new Date(0),
      scratch: workspace.paths.archive,
      isFast,
    }
    const loaded = await loadFile(context, 'a.csv', archived, workspace.sources[0] as Source)
    const quarantine =
      "select row_number, line_number, reason, field, value, raw ->> '$.amount' as amount from ledger.quarantine"
    return {
      counts: [loaded.rowsRead, loaded.rowsLoaded, loaded.rowsQuarantined],
      rows: await queryRows(connection, 'select * from staging.complaint order by row_number'),
      quarantine: await queryRows(connection, quarantine),
    }
  }
  const fast = await read(true)
  expect(fast.counts).toEqual([5, 4, 1])
  expect(fast.rows.map(({ channel, status, is_major }) => [channel, status, is_major])).toEqual([
    ['phone', 'resolved', true],
    ['shop', 'in_progress', false],
    ['app', 'resolved', true],
    [null, 'unmapped', null],
  ])
  expect(fast).toEqual(await read(false))
})
