import { utils, write } from '@e965/xlsx'
import { expect, test } from 'vitest'
import { loadFiles } from '../../../pipelines/load/load-inbox.ts'
import { queryRows } from '../../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, PLAIN_SOURCE, quietEffects } from '../../workspace.ts'
import { csv, proposalOf, rowsOf, sureFields } from './propose/proposal-of.ts'

const SOURCE = {
  ...PLAIN_SOURCE,
  files: ['*.csv', '*.xlsx'],
  dates: ['%Ey/%m/%d', '%Ey/%m/%d %H:%M'],
  contract: { missing_columns: 'warn' },
  columns: { complaint_id: 'No.', received_at: { from: 'Day', time: 'Time' } },
}

async function loaded(files: Record<string, string | Uint8Array>) {
  const workspace = await makeTestWorkspace({ sources: [SOURCE], files })
  await using warehouse = await openWarehouse(workspace, 'test')
  await loadFiles(workspace, warehouse.connection, quietEffects)
  const rows = await queryRows<{ id: string; local: string }>(
    warehouse.connection,
    `select complaint_id as id, strftime(received_at at time zone 'Asia/Shanghai', '%Y-%m-%d %H:%M:%S') as local
     from staging.complaint order by row_number`,
  )
  const quarantine = await queryRows<{ reason: string; raw: string }>(
    warehouse.connection,
    'select reason, raw from ledger.quarantine',
  )
  return { rows: rows.map(({ id, local }) => `${id} ${local}`), quarantine }
}

test('a day and its time of day in two columns are one instant; a day alone stays a day', async () => {
  const { rows, quarantine } = await loaded({
    'a.csv': 'No.,Day,Time\nA,115/08/01,9:05\nB,2026-08-02,23:59:30\nC,2026/8/3,\nD,2026-08-04,at noon\n',
  })
  expect(rows).toEqual(['A 2026-08-01 09:05:00', 'B 2026-08-02 23:59:30', 'C 2026-08-03 00:00:00'])
  expect(quarantine).toHaveLength(1)
  expect(JSON.parse(quarantine[0]?.raw ?? '{}')).toMatchObject({
    received_at: '2026-08-04',
    'received_at.time': 'at noon',
  })
})

test('so are true dates and times of a sheet', async () => {
  const sheet = utils.aoa_to_sheet([
    ['No.', 'Day', 'Time'],
    ['A', 46_235, 0.378_472_222],
    ['B', 46_236, '18:30'],
  ])
  Object.assign(sheet['B2'] as object, { z: 'yyyy/m/d' })
  Object.assign(sheet['B3'] as object, { z: 'yyyy/m/d' })
  Object.assign(sheet['C2'] as object, { z: 'h:mm' })
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'cases')
  const { rows } = await loaded({ 'a.xlsx': write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array })
  expect(rows).toEqual(['A 2026-08-01 09:05:00', 'B 2026-08-02 18:30:00'])
})

test('map finds the pair by its name, and reads both as one text', async () => {
  const text = csv(
    ['客訴單號', '受理日期', '受理時間', '結案日期', '客訴類別'],
    rowsOf(20, (n) => [`C${n}x`, `115/08/${10 + n}`, `下午 ${1 + (n % 11)}:05`, `115/09/${10 + n}`, '物流']),
  )
  const proposal = await proposalOf('a.csv', text)
  expect(sureFields(proposal)).toMatchObject({
    受理日期: 'received_at',
    受理時間: 'received_at',
    結案日期: 'closed_at',
  })
  expect(proposal.mapping.columns['received_at']).toEqual({ from: '受理日期', time: '受理時間' })
  expect(proposal.mapping.dates).toEqual(['%Ey/%m/%d', '%Ey/%m/%d %p %I:%M'])
  expect(proposal.questions.filter(({ kind }) => kind === 'column')).toEqual([])
})
