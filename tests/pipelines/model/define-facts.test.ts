import { expect, test } from 'vitest'
import { loadFiles } from '../../../pipelines/load/load-inbox.ts'
import { defineFacts } from '../../../pipelines/model/define-facts.ts'
import { stagedRows } from '../../../pipelines/model/staged-rows.ts'
import { writeLimits, writeRun } from '../../../pipelines/model/write-controls.ts'
import { execute, queryRows } from '../../../pipelines/warehouse/query.ts'
import { readSqlFile } from '../../../pipelines/warehouse/sql-file.ts'
import { openWarehouse } from '../../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, plainCsv, quietEffects } from '../../workspace.ts'

const FILES = {
  'complaints.csv': plainCsv([
    { complaint_id: 'A1', received_at: '2026-01-05 10:00', resolved_at: '2026-01-05 12:00', customer_id: 'K1' },
    { complaint_id: 'A2', received_at: '2026-01-06 10:00', customer_id: 'K1', level: '普通', channel: 'phone' },
  ]),
}

test('facts are tables, steps are views of them, whatever an earlier version left under their names', async () => {
  const workspace = await makeTestWorkspace({ files: FILES })
  await using warehouse = await openWarehouse(workspace, 'test')
  const { connection } = warehouse
  await loadFiles(workspace, connection, quietEffects)
  await writeRun(connection, new Date('2026-01-31T00:00:00Z'), workspace.settings)
  await writeLimits(connection, workspace.settings, workspace.norms)
  await execute(connection, 'create view facts.survey as select 1 as old; create table cases.dated as select 1 as old')
  const rows: Record<string, unknown[]>[] = []
  for (const staged of [await stagedRows(connection), new Map<string, number>()]) {
    const files = await defineFacts(connection, staged)
    const made = await queryRows<{ name: string; kind: string }>(
      connection,
      `select table_schema || '.' || table_name as name, table_type as kind from information_schema.tables
       where table_schema in ('events', 'cases', 'facts') and table_name <> 'exported' order by name`,
    )
    const kindOf = (name: string) => (name.startsWith('facts.') ? 'BASE TABLE' : 'VIEW')
    expect(made).toEqual(
      files.map(({ name }) => ({ name, kind: kindOf(name) })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    )
    const all: Record<string, unknown[]> = {}
    for (const { name } of files) all[name] = await queryRows(connection, `select * from ${name} order by 1`)
    rows.push(all)
  }
  const [known, unknown] = rows
  expect(known?.['facts.complaint']).toMatchObject([
    { complaint_id: 'A1', is_repeat: false, is_repeated: null },
    { complaint_id: 'A2', is_repeat_customer: true, open_hours: 24 * 25 - 2 },
  ])
  expect(unknown).toEqual(known)
  const { columns } = readSqlFile('2_cases/dated.sql')
  expect(Object.keys(known?.['cases.dated']?.[0] ?? {})).toEqual(columns.map(({ name }) => name))
})
