import { expect, test } from 'vitest'
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
