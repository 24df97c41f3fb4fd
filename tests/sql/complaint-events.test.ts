import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openWorkspace } from '../../pipelines/core/workspace.ts'
import { loadFiles } from '../../pipelines/load/load-inbox.ts'
import { buildModel } from '../../pipelines/model/build-model.ts'
import { queryRows } from '../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, PLAIN_NORM, quietEffects } from '../workspace.ts'

const FIELDS = ['complaint_id', 'event', 'event_at', 'status', 'department', 'owner', 'level', 'category']
const EVENTS = {
  source: 'events',
  entity: 'complaint',
  grain: 'event',
  files: ['events_*.csv'],
  exported_at: { filename: '(\\d{4}-\\d{2}-\\d{2})', time: '06:00' },
  columns: Object.fromEntries(FIELDS.map((field) => [field, field])),
}
const CASES = {
  source: 'cases',
  entity: 'complaint',
  files: ['cases_*.csv'],
  exported_at: { filename: '(\\d{4}-\\d{2}-\\d{2})', time: '06:00' },
  columns: { complaint_id: 'complaint_id', received_at: 'received_at', status: 'status', channel: 'channel' },
}

/** Loads the files in their order and returns what `select` gives as of an instant. */
async function modelled(files: Record<string, readonly string[]>, asOf: string, select: string) {
  const made = await makeTestWorkspace({ sources: [EVENTS, CASES], norms: [PLAIN_NORM] })
  for (const [name, lines] of Object.entries(files))
    await writeFile(join(made.paths.inbox, name), `${lines.join('\n')}\n`)
  const workspace = await openWorkspace(made.folder)
  await using warehouse = await openWarehouse(workspace, 'test')
  const { refused } = await loadFiles(workspace, warehouse.connection, quietEffects)
  expect(refused).toEqual([])
  await buildModel(warehouse.connection, new Date(asOf), workspace.settings, workspace.norms)
  return await queryRows(warehouse.connection, select)
}

const HEADER = FIELDS.join(',')
const FIRST_WEEK = [
  HEADER,
  // Out of order in the file: the solution stands above the hand-overs.
  'E1,解决,2026-01-07 10:00,,,,,',
  'E1,收到,2026-01-05 09:00,,客服,甲,重要,配送延迟',
  'E1,受理,2026-01-05 10:00,,,,,',
  'E1,转派,2026-01-05 12:00,,物流,乙,,',
  'E1,转派,2026-01-06 08:00,,客服,甲,,',
  'E2,收到,2026-01-06 09:00,,客服,丙,一般,',
  'E2,受理,2026-01-06 11:00,,,,,',
  'E2,等待客户,2026-01-07 11:00,,,,,',
]
const SECOND_WEEK = [
  HEADER,
  'E1,重开,2026-01-13 09:00,,,,紧急,',
  // A late event of the week before: it changes the history, not the state.
  'E1,首次响应,2026-01-05 11:00,,,,,',
  'E2,恢复处理,2026-01-09 11:00,,,,,',
  'E2,解决,2026-01-09 13:00,,,,,',
]
const FILES = { 'events_2026-01-12.csv': FIRST_WEEK, 'events_2026-01-19.csv': SECOND_WEEK }

test('the newest event decides the state of a case that only events know; all events stay', async () => {
  const cases = await modelled(
    FILES,
    '2026-01-20T00:00:00Z',
    `select complaint_id, status, department, level, category, transfer_count, reopen_count, is_ping_pong, owner_count,
       response_hours, is_resolved, received_at = timestamptz '2026-01-05 01:00:00+00' as is_first
     from facts.complaint order by complaint_id`,
  )
  expect(cases).toEqual([
    {
      complaint_id: 'E1',
      status: 'reopened',
      department: '客服',
      level: 'L4',
      category: '配送延迟',
      transfer_count: 2,
      reopen_count: 1,
      is_ping_pong: true,
      owner_count: 2,
      response_hours: 2,
      is_resolved: false,
      is_first: true,
    },
    expect.objectContaining({ complaint_id: 'E2', status: 'resolved', is_resolved: true, transfer_count: 0 }),
  ])
  const events = await modelled(
    FILES,
    '2026-01-20T00:00:00Z',
    "select event, status, from_department, department from facts.complaint_event where complaint_id = 'E1' order by event_rank",
  )
  expect(events).toEqual([
    { event: 'received', status: 'new', from_department: null, department: '客服' },
    { event: 'accepted', status: 'accepted', from_department: '客服', department: null },
    { event: 'first_response', status: null, from_department: '客服', department: null },
    { event: 'transferred', status: null, from_department: '客服', department: '物流' },
    { event: 'transferred', status: null, from_department: '物流', department: '客服' },
    { event: 'resolved', status: 'resolved', from_department: '客服', department: null },
    { event: 'reopened', status: 'reopened', from_department: '客服', department: null },
  ])
})

test('an earlier as-of gives what the exports until then said', async () => {
  const select =
    'select complaint_id, status, level, is_resolved, response_hours, resolution_status, resolution_net_status from facts.complaint order by complaint_id'
  const then = await modelled({ 'events_2026-01-12.csv': FIRST_WEEK }, '2026-01-12T00:00:00Z', select)
  expect(await modelled(FILES, '2026-01-12T00:00:00Z', select)).toEqual(then)
  expect(then).toEqual([
    expect.objectContaining({ complaint_id: 'E1', status: 'resolved', level: 'L3', response_hours: null }),
    expect.objectContaining({
      complaint_id: 'E2',
      status: 'waiting_customer',
      // 109 hours since acceptance, of which 85 were spent waiting for the customer, against 48.
      resolution_status: 'overdue_open',
      resolution_net_status: 'pending',
    }),
  ])
})

test('what is known from both is one case: first instants from either, the state from the newest', async () => {
  const cases = await modelled(
    {
      ...FILES,
      'cases_2026-01-12.csv': [
        'complaint_id,received_at,status,channel',
        'E1,2026-01-05 08:30,处理中,电话',
        'C9,2026-01-08 09:00,新建,官网',
      ],
    },
    '2026-01-20T00:00:00Z',
    `select complaint_id, status, channel, transfer_count, epoch(accepted_at) - epoch(received_at) as seconds,
       registration_status
     from facts.complaint order by complaint_id`,
  )
  expect(cases).toEqual([
    {
      complaint_id: 'C9',
      status: 'new',
      channel: 'web',
      transfer_count: null,
      seconds: null,
      registration_status: 'not_assessable',
    },
    {
      complaint_id: 'E1',
      status: 'reopened',
      channel: 'phone',
      transfer_count: 2,
      seconds: 5400,
      registration_status: 'not_assessable',
    },
    expect.objectContaining({ complaint_id: 'E2', channel: null }),
  ])
})
