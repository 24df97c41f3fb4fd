import { expect, test } from 'vitest'
import { loadFiles } from '../../../pipelines/load/load-inbox.ts'
import { defineFacts, dropSteps } from '../../../pipelines/model/define-facts.ts'
import { writeLimits, writeRun } from '../../../pipelines/model/write-controls.ts'
import { queryRows } from '../../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, plainCsv, quietEffects } from '../../workspace.ts'

const FILES = {
  'complaints.csv': plainCsv([
    { complaint_id: 'A1', received_at: '2026-01-05 10:00', resolved_at: '2026-01-05 12:00', customer_id: 'K1' },
    { complaint_id: 'A2', received_at: '2026-01-06 10:00', customer_id: 'K1', level: '普通', channel: 'phone' },
  ]),
}

test('facts as tables are the same as facts as views, and either takes the place of the other', async () => {
  const workspace = await makeTestWorkspace({ files: FILES })
  await using warehouse = await openWarehouse(workspace, 'test')
  const { connection } = warehouse
  await loadFiles(workspace, connection, quietEffects)
  await writeRun(connection, new Date('2026-01-31T00:00:00Z'), workspace.settings)
  await writeLimits(connection, workspace.settings, workspace.norms)
  const seen: Record<string, unknown[]>[] = []
  for (const fewRows of [100, 1, 100]) {
    const rows: Record<string, unknown[]> = {}
    for (const { name } of await defineFacts(connection, fewRows))
      if (name.startsWith('facts.')) rows[name] = await queryRows(connection, `select * from ${name} order by 1`)
    seen.push(rows)
    await dropSteps(connection)
    const made = await queryRows<{ kind: string }>(
      connection,
      `select distinct table_type as kind from information_schema.tables where table_schema = 'facts'`,
    )
    expect(made).toEqual([{ kind: fewRows === 100 ? 'BASE TABLE' : 'VIEW' }])
  }
  const [tables, views, again] = seen
  expect(tables?.['facts.complaint']).toMatchObject([
    { complaint_id: 'A1', is_repeat: false, is_repeated: null },
    { complaint_id: 'A2', is_repeat_customer: true, open_hours: 24 * 25 - 2 },
  ])
  expect(views).toEqual(tables)
  expect(again).toEqual(tables)
})
