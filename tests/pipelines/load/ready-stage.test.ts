import { expect, test } from 'vitest'
import { loadFiles } from '../../../pipelines/load/load-inbox.ts'
import { queryRows } from '../../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, quietEffects } from '../../workspace.ts'

const columns = { complaint_id: 'id', received_at: 'at', channel: 'channel' }
const dayFirst = { source: 'b', entity: 'complaint', files: ['*_b.csv'], columns, dates: ['%d/%m/%Y %H:%M'] }
const monthFirst = { ...dayFirst, source: 'a', files: ['*_a.csv'], dates: ['%m/%d/%Y %H:%M'] }

test('files of several sources in turn are each read by their own mapping, in another order of columns too', async () => {
  const files = {
    '1_a.csv': 'id,at,channel\nA1,02/01/2026 10:00,电话\n',
    '1_b.csv': 'id,at,channel\nB1,02/01/2026 10:00,APP\n',
    '2_a.csv': 'id,at,channel\nA2,02/01/2026 10:00,邮件\nA1,02/01/2026 10:00,电话\n',
    '2_b.csv': 'channel,at,id\n电话,02/01/2026 10:00,B2\n',
    '3_a.csv': 'id,at,channel\nA3,02/01/2026 10:00,门店\n',
  }
  const workspace = await makeTestWorkspace({ sources: [monthFirst, dayFirst], files })
  await using warehouse = await openWarehouse(workspace, 'test')
  const { files: loaded } = await loadFiles(workspace, warehouse.connection, quietEffects)
  expect(loaded.map(({ rowsLoaded, rowsUnchanged }) => [rowsLoaded, rowsUnchanged])).toEqual([
    [1, 0],
    [1, 0],
    [1, 1],
    [1, 0],
    [1, 0],
  ])
  const rows = await queryRows(
    warehouse.connection,
    `select batch_no, complaint_id, strftime(received_at, '%m-%d %H:%M') as at, channel
     from staging.complaint order by batch_no`,
  )
  expect(rows.map(Object.values)).toEqual([
    [1, 'A1', '02-01 02:00', 'phone'],
    [2, 'B1', '01-02 02:00', 'app'],
    [3, 'A2', '02-01 02:00', 'email'],
    [4, 'B2', '01-02 02:00', 'phone'],
    [5, 'A3', '02-01 02:00', 'shop'],
  ])
})
