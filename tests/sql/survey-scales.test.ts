import { expect, test } from 'vitest'
import { loadFiles } from '../../pipelines/load/load-inbox.ts'
import { defineFacts } from '../../pipelines/model/define-facts.ts'
import { writeLimits, writeRun } from '../../pipelines/model/write-controls.ts'
import { queryRows } from '../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, quietEffects } from '../workspace.ts'

const FIELDS = ['survey_id', 'answered_at', 'csat_scale', 'csat_answer', 'nps_answer']

test('the two lowest categories of each scale are dissatisfied: five and ten are never put on one another', async () => {
  const answers = [
    ['five-2', '5', '2', ''],
    ['five-3', '5', '3', ''],
    ['ten-2', '10', '2', ''],
    ['ten-3', '10', '3', ''],
    ['ten-4', '10', '4', ''],
    ['off the scale', '5', '6', ''],
    ['recommends', '', '', '7'],
    ['does not', '', '', '6'],
    ['silent', '', '', ''],
  ]
  const rows = answers.map(([id, ...scores]) => [id, '2026-01-05 10:00', ...scores].join(','))
  const columns = Object.fromEntries(FIELDS.map((field) => [field, field]))
  const workspace = await makeTestWorkspace({
    sources: [{ source: 'survey', entity: 'survey', files: ['*.csv'], columns }],
    files: { 'answers.csv': `${FIELDS.join(',')}\n${rows.join('\n')}\n` },
  })
  await using warehouse = await openWarehouse(workspace, 'test')
  const { connection } = warehouse
  await loadFiles(workspace, connection, quietEffects)
  await writeRun(connection, new Date('2026-01-31T00:00:00Z'), workspace.settings)
  await writeLimits(connection, workspace.settings, workspace.norms)
  await defineFacts(connection)
  const found = await queryRows<{ survey_id: string; is_dissatisfied: boolean | null }>(
    connection,
    'select survey_id, is_dissatisfied from facts.survey order by row_number',
  )
  expect(Object.fromEntries(found.map((row) => [row.survey_id, row.is_dissatisfied]))).toEqual({
    'five-2': true,
    'five-3': false,
    'ten-2': true,
    'ten-3': false,
    'ten-4': false,
    'off the scale': null,
    recommends: false,
    'does not': true,
    silent: null,
  })
})
