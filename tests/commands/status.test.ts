import { expect, test } from 'vitest'
import statusCommand from '../../pipelines/commands/status.ts'
import { queryRows } from '../../pipelines/warehouse/query.ts'
import { readSqlFile } from '../../pipelines/warehouse/sql-file.ts'
import { openWarehouse } from '../../pipelines/warehouse/warehouse.ts'
import { commandContext } from '../pipelines/commands/command-context.ts'
import { editSheet } from '../pipelines/quarantine/edit-sheet.ts'
import { AT, load, quarantine, sheetPath } from '../pipelines/quarantine/mending.ts'
import { makeTestWorkspace, plainCsv } from '../workspace.ts'

test('mended rows are no longer counted by their reason, and the sums say how many they are', async () => {
  const workspace = await makeTestWorkspace()
  await load(workspace, { 'a.csv': plainCsv([{ complaint_id: 'A', received_at: 'soon' }, { complaint_id: 'B' }]) })
  const file = await sheetPath('csv')
  await quarantine(workspace, ['export', file])
  await editSheet(file, (cell) => cell(2, 'received_at', AT))
  await quarantine(workspace, ['replay', file])

  const context = commandContext(workspace)
  await statusCommand(context)
  const answer = context.answers.at(-1)
  expect(answer).toMatchObject({
    sums: { read: 3, loaded: 1, unchanged: 0, quarantined: 2, mended: 1 },
    quarantine: [{ reason: 'missing', field: 'received_at', records: 1 }],
  })

  await using warehouse = await openWarehouse(workspace, 'test')
  const mart = (name: string) => queryRows(warehouse.connection, readSqlFile(`4_marts/${name}.sql`).sql)
  expect(await mart('quarantine_reason')).toMatchObject([{ reason: 'missing', records: 1 }])
  expect(await mart('reconciliation')).toMatchObject([
    { rows_read: 2, rows_quarantined: 2, rows_mended: 1 },
    { rows_read: 1, rows_loaded: 1, rows_mended: 0 },
  ])
})
