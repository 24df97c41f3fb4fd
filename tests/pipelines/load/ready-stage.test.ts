import { expect, test } from 'vitest'
import { loadFiles } from '../../../pipelines/load/load-inbox.ts'
import { queryRows } from '../../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, plainCsv, quietEffects } from '../../workspace.ts'

const record = (complaint_id: string, registered_at: string, category: string) => ({
  complaint_id,
  received_at: '2026-01-05 10:00',
  registered_at,
  category,
})

/** A last line that is no record, so that files are read record by record rather than by DuckDB. */
const withTotal = (records: Parameters<typeof plainCsv>[0]) => `${plainCsv(records)}合计,${records.length}\n`

test('what is bound for the first file knows nothing of its values: a later one may have blanks and other letters', async () => {
  const workspace = await makeTestWorkspace({
    files: {
      'a.csv': withTotal([record('A1', '2026-01-05 11:00', 'x'), record('A2', '2026-01-05 12:00', 'y')]),
      'b.csv': withTotal([record('B1', '', ''), record('B2', '2026-01-05 12:00', '屏幕不亮')]),
    },
  })
  await using warehouse = await openWarehouse(workspace, 'test')
  await loadFiles(workspace, warehouse.connection, quietEffects)
  expect(await queryRows(warehouse.connection, 'select reason, field from ledger.quarantine')).toEqual([
    { reason: 'footer', field: null },
    { reason: 'footer', field: null },
  ])
  expect(
    await queryRows(
      warehouse.connection,
      `select complaint_id, registered_at is null as is_blank, category from staging.complaint order by 1`,
    ),
  ).toEqual([
    { complaint_id: 'A1', is_blank: false, category: 'x' },
    { complaint_id: 'A2', is_blank: false, category: 'y' },
    { complaint_id: 'B1', is_blank: true, category: null },
    { complaint_id: 'B2', is_blank: false, category: '屏幕不亮' },
  ])
})
