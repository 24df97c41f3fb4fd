import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadFiles } from '../../pipelines/load/load-inbox.ts'
import { buildModel } from '../../pipelines/model/build-model.ts'
import { execute, queryRows } from '../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, quietEffects } from '../workspace.ts'

interface Load {
  /** The fields that the files give, under their own names. */
  readonly fields: readonly string[]
  /** The records of each file, in the order in which the files are loaded. */
  readonly files: readonly (readonly string[])[]
  readonly constants?: Record<string, string | number>
  /** What to ask of the staged rows. */
  readonly select: string
}

/** Loads files of one entity, one after the other, and returns what is staged, quarantined and entered in the ledger. */
async function load(entity: string, { fields, files, constants = {}, select }: Load) {
  const columns = Object.fromEntries(fields.map((field) => [field, field]))
  const source = { source: 'x', entity, files: ['*.csv'], columns, constants }
  const workspace = await makeTestWorkspace({ sources: [source] })
  await using warehouse = await openWarehouse(workspace, 'test')
  const { connection } = warehouse
  for (const [index, records] of files.entries()) {
    await writeFile(join(workspace.paths.inbox, `${index}.csv`), [fields.join(','), ...records, ''].join('\n'))
    const { refused } = await loadFiles(workspace, connection, quietEffects)
    expect(refused).toEqual([])
  }
  const staged = await queryRows(connection, `select ${select} from staging.${entity} order by batch_no, row_number`)
  const quarantine = await queryRows(
    connection,
    'select field, reason, value from ledger.quarantine order by row_number',
  )
  const ledger = await queryRows(connection, 'select rows_loaded, rows_unchanged from ledger.batch order by batch_no')
  return { staged, quarantine, ledger }
}

describe('activity', () => {
  const fields = ['period_start_on', 'region', 'order_count']
  const select = 'activity_key, period_end_on::varchar as ends'

  test('a last day that cannot be read is quarantined; the length of the period stands in for one that is not there', async () => {
    const { staged, quarantine } = await load('activity', {
      fields: [...fields, 'period_end_on', 'period_unit'],
      select,
      files: [['2026-02-02,华东,900,2026-02-30,week', '2026-02-09,华东,900,,周', '2026-02-16,华东,900,2026-02-22,']],
    })
    expect(staged).toEqual([
      { activity_key: '2026-02-09|week|华东||||', ends: null },
      { activity_key: '2026-02-16|2026-02-22|华东||||', ends: '2026-02-22' },
    ])
    expect(quarantine).toEqual([{ field: 'period_end_on', reason: 'bad_value', value: '2026-02-30' }])
  })

  test('the same period and part of the business again is a new version, another channel is a record of its own', async () => {
    const { staged, ledger } = await load('activity', {
      fields: ['period_start_on', 'period_end_on', 'channel', 'contact_count'],
      select: 'row_key, contact_count, channel',
      files: [
        ['2026-02-02,2026-02-08,电话,10', '2026-02-02,2026-02-08,传真,3', '2026-02-02,2026-02-08,电报,1'],
        ['2026/2/2,2026/2/8,hotline,12', '2026-02-02,2026-02-08,传真,3'],
      ],
    })
    expect(staged).toEqual([
      { row_key: '2026-02-02|2026-02-08||phone|||', contact_count: 10, channel: 'phone' },
      { row_key: '2026-02-02|2026-02-08||传真|||', contact_count: 3, channel: 'unmapped' },
      { row_key: '2026-02-02|2026-02-08||电报|||', contact_count: 1, channel: 'unmapped' },
      { row_key: '2026-02-02|2026-02-08||phone|||', contact_count: 12, channel: 'phone' },
    ])
    expect(ledger).toEqual([
      { rows_loaded: 3, rows_unchanged: 0 },
      { rows_loaded: 1, rows_unchanged: 1 },
    ])
  })
})

test('a training has a record a member of staff, with scores that are no whole numbers', async () => {
  const { staged, quarantine } = await load('training', {
    fields: [
      'training_id',
      'staff',
      'training_topic',
      'trained_on',
      'score_before',
      'score_after',
      'is_passed',
      'is_on_roster',
    ],
    select:
      'row_key, training_topic, trained_on::varchar as trained_on, score_before::varchar as before, is_passed, is_on_roster',
    files: [
      [
        'T1,E1,沟通,2026-03-05,62.5,81,是,是',
        'T1,E2,沟通,,,,,是',
        'T1,,沟通,2026-03-05,60,70,是,是',
        'T1,E3,沟通,2026-03-05,good,70,是,是',
      ],
    ],
  })
  expect(staged).toEqual([
    {
      row_key: 'T1|E1',
      training_topic: 'communication',
      trained_on: '2026-03-05',
      before: '62.50',
      is_passed: true,
      is_on_roster: true,
    },
    {
      row_key: 'T1|E2',
      training_topic: 'communication',
      trained_on: null,
      before: null,
      is_passed: null,
      is_on_roster: true,
    },
  ])
  expect(quarantine).toEqual([
    { field: 'staff', reason: 'missing', value: null },
    { field: 'score_before', reason: 'bad_value', value: 'good' },
  ])
})

test('a calendar has a record a site and day, however the day is written; a later notice changes it', async () => {
  const { staged } = await load('calendar', {
    fields: ['site', 'day', 'day_kind', 'name', 'source_notice'],
    select: 'row_key, day::varchar as day, day_kind',
    files: [
      ['CN,2026-10-10,调休上班,国庆节,notice 1', 'TW,2026/10/10,國定假日,國慶日,notice 2'],
      ['CN,2026/10/10,放假,国庆节,notice 3'],
    ],
  })
  expect(staged).toEqual([
    { row_key: 'CN|2026-10-10', day: '2026-10-10', day_kind: 'make_up_workday' },
    { row_key: 'TW|2026-10-10', day: '2026-10-10', day_kind: 'holiday' },
    { row_key: 'CN|2026-10-10', day: '2026-10-10', day_kind: 'holiday' },
  ])
})

test('an answer that alone has changed is a new version, also where it is no score', async () => {
  const { staged } = await load('survey', {
    fields: ['survey_id', 'time_answer', 'ces_answer'],
    constants: { csat_scale: 5, ces_scale: 7 },
    select: 'time_answer, time_score, ces_score',
    files: [['S1,4,6'], ['S1,5,6'], ['S1,很快,8']],
  })
  expect(staged).toEqual([
    { time_answer: '4', time_score: 4, ces_score: 6 },
    { time_answer: '5', time_score: 5, ces_score: 6 },
    { time_answer: '很快', time_score: null, ces_score: null },
  ])
})

test('each question of a survey has its own scale, else that of the satisfaction question; one that cannot be read is none', async () => {
  const { staged, quarantine } = await load('survey', {
    fields: ['survey_id', 'time_answer', 'time_scale', 'quality_answer', 'service_answer'],
    constants: { csat_scale: 5, quality_scale: 10 },
    select: 'time_score, quality_score, service_score',
    files: [['S1,9,10,9,4', 'S2,9,,10,9', 'S3,5,５,5,5', 'S4,4,ten,4,4']],
  })
  expect(staged).toEqual([
    { time_score: 9, quality_score: 9, service_score: 4 },
    { time_score: null, quality_score: 10, service_score: null },
    { time_score: 5, quality_score: 5, service_score: 5 },
  ])
  expect(quarantine).toEqual([{ field: 'time_scale', reason: 'bad_value', value: 'ten' }])
})

test('facts carry the scale of each question, and a gap is one between answers on the same scale', async () => {
  const columns = Object.fromEntries(
    ['survey_id', 'answered_at', 'csat_answer', 'service_answer', 'service_scale'].map((field) => [field, field]),
  )
  const source = { source: 'x', entity: 'survey', files: ['*.csv'], columns, constants: { csat_scale: 5 } }
  const text = [
    Object.keys(columns).join(','),
    'S1,2026-01-05 10:00,4,5,',
    'S2,2026-01-05 10:00,4,9,10',
    'S3,2026-01-05 10:00,5,3,5',
    '',
  ].join('\n')
  const workspace = await makeTestWorkspace({ sources: [source], files: { 'a.csv': text } })
  await using warehouse = await openWarehouse(workspace, 'test')
  await loadFiles(workspace, warehouse.connection, quietEffects)
  await buildModel(warehouse.connection, new Date('2026-01-31T00:00:00Z'), workspace.settings, workspace.norms)
  const facts = await queryRows(
    warehouse.connection,
    'select service_scale, service_score, time_scale, score_gap from facts.survey order by survey_id',
  )
  expect(facts).toEqual([
    { service_scale: 5, service_score: 5, time_scale: 5, score_gap: -1 },
    { service_scale: 10, service_score: 9, time_scale: 5, score_gap: null },
    { service_scale: 5, service_score: 3, time_scale: 5, score_gap: 2 },
  ])
})

test('a confirmation that was not answered is not a yes, and the words of the source are kept', async () => {
  const { staged } = await load('complaint', {
    fields: ['complaint_id', 'received_at', 'customer_confirmed', 'owner_role', 'ext_coord_at'],
    select: 'customer_confirmed, customer_confirmed_source, owner_role, ext_coord_at::varchar as ext_coord_at',
    files: [['A,2026-01-05 10:00,是,主管,2026-01-06 09:00', 'B,2026-01-05 10:00,无应答,神秘人,']],
  })
  expect(staged).toEqual([
    {
      customer_confirmed: 'yes',
      customer_confirmed_source: '是',
      owner_role: 'senior',
      ext_coord_at: '2026-01-06 01:00:00+00',
    },
    {
      customer_confirmed: 'no_answer',
      customer_confirmed_source: '无应答',
      owner_role: 'unmapped',
      ext_coord_at: null,
    },
  ])
})

test('rows of every entity are counted against the ledger', async () => {
  const source = (entity: string, fields: readonly string[]) => ({
    source: entity,
    entity,
    files: [`${entity}.csv`],
    columns: Object.fromEntries(fields.map((field) => [field, field])),
  })
  const workspace = await makeTestWorkspace({
    sources: [source('finding', ['finding_id', 'found_on']), source('inspection', ['inspection_id', 'inspected_on'])],
    files: {
      'finding.csv': 'finding_id,found_on\nF1,2026-01-05\nF2,2026-01-05\n',
      'inspection.csv': 'inspection_id,inspected_on\nI1,2026-01-05\n',
    },
  })
  await using warehouse = await openWarehouse(workspace, 'test')
  await loadFiles(workspace, warehouse.connection, quietEffects)
  const model = () =>
    buildModel(warehouse.connection, new Date('2026-01-31T00:00:00Z'), workspace.settings, workspace.norms)
  expect((await model()).find((check) => check.name === 'ledger_sum')).toMatchObject({ severity: 'stop', rows: 0 })
  await execute(warehouse.connection, 'delete from staged."finding:finding" where finding_id = \'F2\'')
  await expect(model()).rejects.toMatchObject({ code: 'HY-M-004', details: { checks: 'ledger_sum (1)' } })
})
