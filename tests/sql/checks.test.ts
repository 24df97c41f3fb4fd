import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadFiles } from '../../pipelines/load/load-inbox.ts'
import { defineFacts } from '../../pipelines/model/define-facts.ts'
import { writeLimits, writeRun } from '../../pipelines/model/write-controls.ts'
import type { Database } from '../../pipelines/warehouse/database.ts'
import { execute, queryRows } from '../../pipelines/warehouse/query.ts'
import { readSqlFolder } from '../../pipelines/warehouse/sql-file.ts'
import { openWarehouse } from '../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, quietEffects } from '../workspace.ts'

const FIELDS = [
  'complaint_id',
  'received_at',
  'registered_at',
  'accepted_at',
  'resolved_at',
  'closed_at',
  'status',
  'level',
  'channel',
  'customer_id',
  'customer_phone',
  'customer_name',
  'owner',
  'body',
  'is_legal',
  'transfer_count',
]
type Case = Partial<Record<string, string>>

/** A record to which no check objects, with what is wrong about it. */
function complaint(complaint_id: string, received: string, wrong: Case = {}): Case {
  const number = complaint_id.replaceAll(/\D/g, '').padStart(3, '0')
  const person = { customer_id: `K-${complaint_id}`, customer_name: '张三', owner: '李四', body: '屏幕不亮' }
  return {
    complaint_id,
    received_at: `${received} 10:00`,
    registered_at: `${received} 10:30`,
    status: '处理中',
    level: '重要',
    channel: '电话',
    customer_phone: `138${complaint_id.charCodeAt(0)}${received.slice(5, 7)}${received.slice(8)}${number}`.slice(0, 11),
    ...person,
    ...wrong,
  }
}

const JANUARY = [
  complaint('A-1', '2026-01-05', { status: '已关闭', resolved_at: '2026-01-06 10:00', closed_at: '2026-01-07 10:00' }),
  complaint('A-2', '2026-01-06', { accepted_at: '2026-01-06 11:00' }),
  complaint('B-1', '2026-01-07'),
  complaint('B-2', '2026-01-08'),
  complaint('B-4', '2026-01-09'),
  complaint('C-1', '2026-01-12'),
  complaint('C-2', '2026-01-11'),
  complaint('D-1', '2026-01-12', { status: '已关闭' }),
  complaint('E-1', '2026-01-13', { customer_phone: '13900000009', customer_id: 'K8' }),
  complaint('E-2', '2026-01-14', { customer_phone: '13900000009', customer_id: 'K9' }),
  complaint('E-3', '2026-01-15', { customer_phone: '13900000008', customer_id: 'K8' }),
  complaint('E-4', '2026-01-16', { customer_phone: '13900000008', customer_id: 'K8' }),
  complaint('F-1', '2026-02-03', { registered_at: '' }),
  complaint('G-1', '2026-01-17', { resolved_at: '2026-02-10 10:00' }),
  complaint('H-1', '2026-01-18', { registered_at: '2026-01-17 10:00' }),
  complaint('I-1', '2026-01-19', { transfer_count: '-1' }),
  complaint('I-2', '2026-01-20', { transfer_count: '0' }),
  complaint('M-1', '2026-01-21'),
  complaint('O-1', '2026-01-22', { is_legal: '是', level: '普通' }),
  complaint('O-2', '2026-01-23', { is_legal: '是', level: '紧急' }),
  complaint('O-3', '2026-01-24', { is_legal: '否', level: '普通' }),
  complaint('P-1', '2026-01-25', { body: '', owner: '' }),
  complaint('R-1', '2020-01-06', {
    accepted_at: '2009-01-06 11:00',
    closed_at: '2020-06-01 10:00',
    resolved_at: '2020-06-01 10:00',
  }),
  complaint('T-1', '2026-01-26', { channel: '信鸽' }),
]
const FEBRUARY = [complaint('L-1', '2026-01-27'), complaint('L-2', '2026-02-15')]
const APRIL = [complaint('Q-1', '2026-04-10')]

function csv(fields: readonly string[], rows: readonly Case[]): string {
  return [fields, ...rows.map((row) => fields.map((field) => row[field] ?? ''))]
    .map((row) => `${row.join(',')}\n`)
    .join('')
}

const source = (entity: string, fields: readonly string[], rest: object = {}) => ({
  source: entity,
  entity,
  files: [`${entity}_*.csv`],
  exported_at: { filename: '(\\d{4}-\\d{2}-\\d{2})', time: '06:00' },
  columns: Object.fromEntries(fields.map((field) => [field, field])),
  ...rest,
})

const SOURCES = [
  source('complaint', FIELDS, { extent: 'full' }),
  source('survey', ['survey_id', 'complaint_id', 'sent_at', 'answered_at', 'csat_answer'], {
    constants: { csat_scale: 5 },
  }),
  source('activity', ['period_start_on', 'period_unit', 'order_count']),
  source('inspection', ['inspection_id', 'inspection_kind', 'inspected_on']),
  source('finding', ['finding_id', 'finding_code', 'department', 'found_on']),
]

const FILES = {
  'complaint_2026-02-01.csv': csv(FIELDS, JANUARY),
  'complaint_2026-03-01.csv': csv(FIELDS, [...JANUARY, ...FEBRUARY]),
  'complaint_2026-06-01.csv': csv(FIELDS, [
    ...JANUARY.filter((row) => row.complaint_id !== 'M-1'),
    ...FEBRUARY,
    ...APRIL,
  ]),
  'survey_2026-06-01.csv': [
    'survey_id,complaint_id,sent_at,answered_at,csat_answer',
    'S1,A-1,2026-01-08 10:00,2026-01-09 10:00,5',
    'S2,ZZ-9,2026-01-08 10:00,2026-01-09 10:00,5',
    'S3,,2026-01-08 10:00,2026-01-09 10:00,5',
    'S4,A-2,2026-01-08 10:00,2026-01-07 10:00,5',
    '',
  ].join('\n'),
  'activity_2026-06-01.csv': 'period_start_on,period_unit,order_count\n2026-01-01,quarter,900\n2026-05-01,month,300\n',
  'inspection_2026-06-01.csv':
    'inspection_id,inspection_kind,inspected_on\nV1,季度检查,2026-01-20\nV2,专项,2026-05-20\n',
  'finding_2026-06-01.csv':
    'finding_id,finding_code,department,found_on\nF1,X,客服,2026-01-20\nF2,X,客服,2026-02-20\nF3,X,仓储,2026-02-20\nF4,Y,客服,2026-02-20\n',
}

/** What each check must find in this one workspace, and nothing else: all other records are its clean neighbours. */
const OFFENDERS: Readonly<Record<string, readonly [columns: string, rows: readonly string[]]>> = {
  calendar_missing: ['clock, start_year, complaints', ['notice 2009 1']],
  closed_without_date: ['complaint_id', ['D-1']],
  // Each of the two meets the neighbours of both.
  duplicate_complaint: ['complaint_id, occurrences', ['A-2 4']],
  duplicate_customer: ['customer_id, other_customer_id, complaints', ['K8 K9 2']],
  event_after_export: ['complaint_id', ['F-1']],
  event_order: [
    'complaint_id, earlier_event, later_event',
    ['H-1 received_at registered_at', 'R-1 received_at accepted_at', 'R-1 registered_at accepted_at'],
  ],
  exposure_missing: ['month_on, complaints', ['2020-01-01 1', '2026-04-01 1']],
  future_event: ['complaint_id', ['G-1']],
  impossible_value: [
    'entity, record_key, field, field_value',
    ['complaint I-1 transfer_count -1', 'survey S4 answered_at 2026-01-07 02:00:00+00'],
  ],
  late_record: ['complaint_id', ['L-1']],
  ledger_sum: ['batch_no', ['2']],
  low_level_risk: ['complaint_id, level', ['O-1 L1']],
  missing_field: [
    'record_set, field, records',
    [
      'basic content 1',
      'basic owner 1',
      'database content 1',
      'database owner 1',
      'registration content 1',
      'service_record content 1',
      'system content 1',
    ],
  ],
  missing_month: ['gap_from_on, gap_until_on, months', ['2020-02-01 2026-01-01 71', '2026-03-01 2026-04-01 1']],
  missing_quarter: ['quarter_on', ['2026-04-01']],
  numbering_gap: ['series, first_number, last_number, missing', ['B- 1 4 1']],
  numbering_order: ['complaint_id, previous_id', ['C-2 C-1']],
  repeated_finding: ['finding_id, earlier_on', ['F2 2026-01-20']],
  retention_exceeded: ['closed_year, complaints', ['2020 1']],
  survey_without_complaint: ['survey_id, complaint_id', ['S2 ZZ-9']],
  unmapped_value: ['field, source_value, records', ['channel 信鸽 1']],
  vanished_record: ['source, row_key', ['complaint M-1']],
}

let warehouse: Database
beforeAll(async () => {
  const norms = [{ norm: 'test', limits: [{ clock: 'notice', working_days: 2 }] }]
  const workspace = await makeTestWorkspace({ sources: SOURCES, norms, files: FILES })
  warehouse = await openWarehouse(workspace, 'test')
  const { connection } = warehouse
  const effects = { ...quietEffects, now: () => new Date('2026-07-01T00:00:00Z') }
  const { refused } = await loadFiles(workspace, connection, effects)
  expect(refused).toEqual([])
  // No way of loading leads to a record that stands twice, which is what two of the checks watch over.
  await execute(
    connection,
    `insert into staged."complaint:complaint" by name
     select * replace (1000 as row_number) from staged."complaint:complaint" where complaint_id = 'A-2'`,
  )
  await writeRun(connection, new Date('2026-07-01T00:00:00Z'), workspace.settings)
  await writeLimits(connection, workspace.settings, workspace.norms)
  await defineFacts(connection)
})
afterAll(() => warehouse.close())

describe('each check finds its offender, and none of its neighbours', () => {
  test.each(readSqlFolder('5_checks').map((file) => [file.name.replace('checks.', ''), file] as const))(
    '%s',
    async (name, file) => {
      const [columns, expected] = OFFENDERS[name] ?? ['', []]
      expect(expected, `${name} has no offender planted`).not.toEqual([])
      const list = columns.split(', ').map((column) => `${column}::varchar`)
      const rows = await queryRows<{ row: string }>(
        warehouse.connection,
        `select concat_ws(' ', ${list.join(', ')}) as row from (${file.sql}) as offender order by row`,
      )
      expect(rows.map(({ row }) => row)).toEqual(expected)
    },
  )
})
