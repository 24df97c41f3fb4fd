import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Workspace } from '../../pipelines/core/workspace.ts'
import { answerMetrics } from '../../pipelines/metrics/answer-metrics.ts'
import { run } from '../../pipelines/run.ts'
import { queryRows } from '../../pipelines/warehouse/query.ts'
import { listRuns } from '../../pipelines/warehouse/run-ledger.ts'
import { currentRunId, openSnapshot } from '../../pipelines/warehouse/snapshot.ts'
import { openWarehouse } from '../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, plainCsv, quietEffects } from '../workspace.ts'

const AS_OF = new Date('2026-01-20T00:00:00+08:00')
const AT = '2026-01-05 10:00:00'

async function publishRows(records: readonly Record<string, string>[], asOf = AS_OF): Promise<Workspace> {
  const workspace = await makeTestWorkspace({ files: { 'a.csv': plainCsv(records) } })
  await run(workspace, quietEffects, { asOf, trigger: 'test' })
  return workspace
}

async function facts(workspace: Workspace, columns: string) {
  await using snapshot = await openSnapshot(workspace.paths.published)
  return await queryRows(snapshot.database.connection, `select ${columns} from facts.complaint order by complaint_id`)
}

describe('clocks of a complaint', () => {
  const cases: [string, Record<string, string>, string, string][] = [
    ['exactly on the limit', { resolved_at: '2026-01-06 10:00:00' }, 'resolution', 'met'],
    ['one second over', { resolved_at: '2026-01-06 10:00:01' }, 'resolution', 'missed'],
    [
      'from acceptance where it is recorded',
      { accepted_at: '2026-01-05 12:00:00', resolved_at: '2026-01-06 11:59:00' },
      'resolution',
      'met',
    ],
    ['open beyond the limit', {}, 'resolution', 'overdue_open'],
    ['open inside the limit', { received_at: '2026-01-19 10:00:00' }, 'resolution', 'pending'],
    ['before it began', { resolved_at: '2026-01-04 10:00:00' }, 'resolution', 'invalid_order'],
    ['a level without a limit', { level: '普通', resolved_at: '2026-01-06 10:00:00' }, 'resolution', 'no_limit'],
    ['a level that is not known', { level: '', resolved_at: '2026-01-06 10:00:00' }, 'resolution', 'no_limit'],
    [
      'only the day is known',
      { received_at: '2026-01-05', first_response_at: '2026-01-05 12:00:00' },
      'first_response',
      'not_assessable',
    ],
    ['closed without a date', { status: '已结案' }, 'resolution', 'not_assessable'],
    ['closed with a date counts as resolved', { closed_at: '2026-01-06 09:00:00' }, 'resolution', 'met'],
    [
      'after the as-of is not yet',
      { received_at: '2026-01-19 10:00:00', resolved_at: '2026-01-21 00:00:00' },
      'resolution',
      'pending',
    ],
    [
      'reopened and open again',
      { resolved_at: '2026-01-05 12:00:00', reopened_at: '2026-01-07 12:00:00' },
      'resolution',
      'overdue_open',
    ],
    [
      'reopened and closed again',
      { resolved_at: '2026-01-05 12:00:00', reopened_at: '2026-01-05 13:00:00', closed_at: '2026-01-05 14:00:00' },
      'resolution',
      'met',
    ],
    ['out of remit', { status: '不予受理', closed_at: '2026-01-06 09:00:00' }, 'resolution', 'not_assessable'],
    ['not answered for long', {}, 'first_response', 'overdue_open'],
  ]

  const states = new Map<string, unknown>()
  beforeAll(async () => {
    const records = cases.map(([name, record]) => ({ complaint_id: name, received_at: AT, level: '紧急', ...record }))
    for (const row of await facts(
      await publishRows(records),
      'complaint_id, resolution_status, first_response_status',
    )) {
      states.set(`${row['complaint_id']} resolution`, row['resolution_status'])
      states.set(`${row['complaint_id']} first_response`, row['first_response_status'])
    }
  })

  test.each(cases)('%s', (name, _record, clock, expected) => {
    expect(states.get(`${name} ${clock}`)).toBe(expected)
  })

  test('a clock whose end no export gives is not assessable, not overdue', async () => {
    const source = {
      source: 's',
      entity: 'complaint',
      files: ['*'],
      columns: { complaint_id: 'id', received_at: 'at' },
    }
    const workspace = await makeTestWorkspace({ sources: [source], files: { 'a.csv': `id,at\nA,${AT}\n` } })
    await run(workspace, quietEffects, { asOf: AS_OF, trigger: 'test' })
    expect(await facts(workspace, 'first_response_status, is_resolved')).toEqual([
      { first_response_status: 'not_assessable', is_resolved: null },
    ])
  })
})

describe('as of an instant', () => {
  const source = {
    source: 'weekly',
    entity: 'complaint',
    files: ['*.csv'],
    exported_at: { filename: String.raw`(\d{8})`, time: '06:00' },
    columns: Object.fromEntries(
      ['complaint_id', 'received_at', 'resolved_at', 'status', 'category'].map((name) => [name, name]),
    ),
  }
  const csv = (...rows: string[]) => ['complaint_id,received_at,resolved_at,status,category', ...rows, ''].join('\n')
  const files = {
    'e_20260112.csv': csv(`A,${AT},,处理中,old`, `B,2026-01-06 10:00:00,,处理中,x`),
    'e_20260119.csv': csv(`A,${AT},2026-01-14 09:00:00,已解决,new`, 'C,2026-01-15 10:00:00,,处理中,x'),
  }

  const columns = 'complaint_id, category, status, is_resolved, received_at::varchar as received_at'
  let workspace: Workspace
  let forward: Awaited<ReturnType<typeof facts>>
  beforeAll(async () => {
    workspace = await makeTestWorkspace({ sources: [source], files })
    await run(workspace, quietEffects, { asOf: AS_OF, trigger: 'test' })
    forward = await facts(workspace, columns)
  })

  test('an earlier as-of gives what was true then', async () => {
    expect(await facts(workspace, 'complaint_id, category, is_resolved')).toEqual([
      { complaint_id: 'A', category: 'new', is_resolved: true },
      { complaint_id: 'B', category: 'x', is_resolved: false },
      { complaint_id: 'C', category: 'x', is_resolved: false },
    ])
    await run(workspace, quietEffects, { asOf: new Date('2026-01-12T12:00:00+08:00'), trigger: 'test' })
    expect(await facts(workspace, 'complaint_id, category, status, is_resolved')).toEqual([
      { complaint_id: 'A', category: 'old', status: 'in_progress', is_resolved: false },
      { complaint_id: 'B', category: 'x', status: 'in_progress', is_resolved: false },
    ])
  })

  test('the order in which files come does not matter', async () => {
    const backward = await makeTestWorkspace({ sources: [source] })
    for (const [name, text] of Object.entries(files).reverse()) {
      await writeFile(join(backward.paths.inbox, name), text)
      await run(backward, quietEffects, { asOf: AS_OF, trigger: 'test' })
    }
    expect(await facts(backward, columns)).toEqual(forward)
  })
})

describe('a run', () => {
  test('the same rows, settings and as-of give the same run id and snapshot; another as-of gives another, whole; old ones are pruned', async () => {
    const workspace = await makeTestWorkspace({
      settings: { snapshots: { keep: 2 } },
      files: { 'a.csv': plainCsv([{ complaint_id: 'A', received_at: AT }]) },
    })
    await run(workspace, quietEffects, { asOf: AS_OF, trigger: 'test' })
    const first = await currentRunId(workspace.paths.published)
    const again = await run(workspace, quietEffects, { asOf: AS_OF, trigger: 'test' })
    expect(again.runId).toBe(first)
    // What a killed build left behind is removed.
    await writeFile(join(workspace.paths.published, '.old.building'), 'half a database')
    const later = await run(workspace, quietEffects, { asOf: new Date('2026-01-21T00:00:00Z'), trigger: 'test' })
    expect(later.runId).not.toBe(first)
    const names = await readdir(workspace.paths.published)
    expect(names.filter((name) => name.endsWith('.duckdb'))).toHaveLength(2)
    expect(names.filter((name) => name.includes('building'))).toEqual([])
    expect(await currentRunId(workspace.paths.published)).toBe(later.runId)
    expect(await facts(workspace, 'complaint_id')).toEqual([{ complaint_id: 'A' }])
    // Of three snapshots two are to be kept: the oldest goes, the current one stays.
    await run(workspace, quietEffects, { asOf: new Date('2026-01-22T00:00:00Z'), trigger: 'test' })
    const kept = (await readdir(workspace.paths.published)).filter((name) => name.endsWith('.duckdb'))
    expect(kept.map((name) => name.slice(0, 8)).sort()).toEqual(['20260121', '20260122'])
  })

  test('a refused file does not stop it, and it is entered in the ledger, whether it succeeds or fails', async () => {
    const workspace = await makeTestWorkspace({
      files: { 'a.csv': plainCsv([{ complaint_id: 'A', received_at: AT }]), 'b.csv': 'nothing\n' },
    })
    const outcome = await run(workspace, quietEffects, { asOf: AS_OF, trigger: 'test' })
    expect(outcome.load.refused.map((item) => item.error.code)).toEqual(['HY-L-003'])
    expect(await facts(workspace, 'complaint_id')).toHaveLength(1)
    await writeFile(workspace.paths.maskingKey, 'too short')
    await expect(run(workspace, quietEffects, { asOf: AS_OF, trigger: 'again' })).rejects.toMatchObject({
      code: 'HY-C-003',
    })
    await using warehouse = await openWarehouse(workspace, 'test')
    const runs = await listRuns(warehouse.connection, 5)
    expect(runs.map(({ run_no, outcome, trigger_name, error }) => ({ run_no, outcome, trigger_name, error }))).toEqual([
      { run_no: 2, outcome: 'failed', trigger_name: 'again', error: 'HY-C-003' },
      { run_no: 1, outcome: 'done', trigger_name: 'test', error: null },
    ])
  })

  test('an empty inbox publishes an empty snapshot that answers', async () => {
    const workspace = await publishRows([])
    await using snapshot = await openSnapshot(workspace.paths.published)
    const { rows } = await answerMetrics(snapshot.database.connection, snapshot.run, {
      metrics: ['complaints_received', 'on_time_resolution', 'nps'],
    })
    expect(rows.map(({ value, tier }) => [value, tier])).toEqual([
      [0, 'enough'],
      [null, 'none'],
      [null, 'none'],
    ])
  })
})

describe('what is published', () => {
  const person = {
    complaint_id: 'A',
    received_at: AT,
    customer_id: 'K-4711',
    customer_name: '欧阳静怡',
    customer_phone: '13912340987',
    body: '欧阳静怡投诉：请回电13912340987或13812345678，座机010-62345678，邮箱 zhang.san@example.com，订单2026112213812345678，身份证11010519491231002X。',
  }

  let workspace: Workspace
  beforeAll(async () => {
    workspace = await publishRows([
      person,
      { ...person, complaint_id: 'B' },
      { ...person, complaint_id: 'C', customer_id: 'K-4712' },
      { ...person, complaint_id: 'D', customer_id: '' },
    ])
  })

  test('holds no name, number or address of a person, not even in the bytes of the file', async () => {
    const runId = await currentRunId(workspace.paths.published)
    const bytes = await readFile(join(workspace.paths.published, `${runId}.duckdb`))
    for (const secret of [
      '欧阳静怡',
      '13912340987',
      'K-4711',
      'K-4712',
      'zhang.san',
      '62345678',
      '11010519491231002',
      '5'.repeat(64),
    ]) {
      expect(bytes.includes(secret), secret).toBe(false)
    }
  })

  test('redacts free text by the rules of the specification, and keeps order numbers', async () => {
    const body =
      '[name]投诉：请回电[phone]或138****5678，座机010-****5678，邮箱 z***@example.com，订单2026112213812345678，身份证[id]。'
    expect(await facts(workspace, 'body')).toEqual([{ body }, { body }, { body }, { body }])
  })

  test('pseudonyms are stable, differ between customers, and are blank for a blank', async () => {
    const [a, b, c, d] = (await facts(workspace, 'customer_id')).map((row) => row['customer_id'])
    expect(a).toMatch(/^[0-9a-f]{16}$/)
    expect([b, d]).toEqual([a, null])
    expect(c).not.toBe(a)
  })

  test('is read-only and closed to files and network', async () => {
    await using snapshot = await openSnapshot(workspace.paths.published)
    for (const sql of [
      'delete from facts.complaint',
      "select * from read_text('/etc/hostname')",
      "attach '/nowhere/x.duckdb'",
      'set enable_external_access = true',
    ]) {
      await expect(queryRows(snapshot.database.connection, sql)).rejects.toMatchObject({ code: 'HY-W-002' })
    }
  })
})

describe('checks', () => {
  test('find events out of order, dates behind the export and values without a code', async () => {
    const workspace = await publishRows([
      { complaint_id: 'A', received_at: AT, resolved_at: '2026-01-04 10:00:00' },
      { complaint_id: 'B', received_at: '2062-01-05 10:00:00' },
      { complaint_id: 'C', received_at: AT, channel: '抖音私信' },
    ])
    await using snapshot = await openSnapshot(workspace.paths.published)
    const rows = (sql: string) => queryRows(snapshot.database.connection, sql)
    expect(await rows('select complaint_id, earlier_event, later_event from checks.event_order')).toEqual([
      { complaint_id: 'A', earlier_event: 'received_at', later_event: 'resolved_at' },
    ])
    expect(await rows('select complaint_id from checks.event_after_export')).toEqual([{ complaint_id: 'B' }])
    expect(await rows('select field, source_value, records from checks.unmapped_value')).toEqual([
      { field: 'channel', source_value: '抖音私信', records: 1 },
    ])
  })
})
