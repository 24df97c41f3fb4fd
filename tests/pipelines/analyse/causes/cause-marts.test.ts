import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { causeMarts } from '../../../../pipelines/analyse/marts/write-causes.ts'
import { LOCALES } from '../../../../pipelines/core/locale.ts'
import { settingsSchema } from '../../../../pipelines/core/settings-schema.ts'
import { metricCatalogue } from '../../../../pipelines/metrics/catalogue.ts'
import {
  fiveW1hReading,
  funnelReading,
  pairReading,
  paretoReading,
  trainingReading,
} from '../../../../pipelines/metrics/cause-reading.ts'
import type { Database } from '../../../../pipelines/warehouse/database.ts'
import type { MartRow } from '../../../../pipelines/warehouse/fill-mart.ts'
import { execute } from '../../../../pipelines/warehouse/query.ts'
import { factsInMemory } from '../facts-in-memory.ts'

const SPANS = {
  reference: { from: '2026-01-05', to: '2026-02-01' },
  focus: { from: '2026-02-02', to: '2026-03-01' },
  ranked: { from: '2025-12-01', to: '2026-03-01' },
}
const RUN = { runId: '', asOf: '2026-03-02T00:00:00Z', timezone: 'Asia/Shanghai', organisation: {}, version: '0' }
const { analysis } = settingsSchema.parse({ name: 'Test' })

let database: Database
let marts: Readonly<Record<string, MartRow[]>>
const rowsOf = (mart: string, where: MartRow = {}) =>
  (marts[mart] ?? []).filter((row) => Object.entries(where).every(([name, value]) => row[name] === value))

/**
 * 200 complaints in the focus and 200 in the reference, where the chat goes from 20 to 60; all 40 of 'late' in the focus
 * come from the north; 30 older ones; one department of four solves half of its cases in time, the others nine of ten.
 */
beforeAll(async () => {
  database = await factsInMemory()
  const { connection } = database
  await execute(
    connection,
    `insert into facts.complaint by name
    select
      'C' || i as complaint_id,
      cast(case when i < 200 then date '2026-02-03' when i < 400 then date '2026-01-06' else date '2025-12-02' end as date) as received_on,
      case when i < 60 or i between 200 and 219 then 'chat' else 'phone' end as channel,
      case when i < 200 and i % 5 = 0 then 'late' when i % 11 = 0 then 'other' else 'broken' end as cause,
      case when i % 10 = 9 then null when i < 200 and i % 5 = 0 then 'method' else 'material' end as fishbone_branch,
      case when i < 200 and i % 5 = 0 then 'north' else 'region' || i % 3 end as region,
      case when i % 25 = 0 then 'L4' else 'L1' end as level,
      'D' || i % 4 as department,
      'E' || i % 50 as owner,
      case when i % 4 = 0 then (case when i % 8 = 0 then 'met' else 'missed' end) when i % 10 = 3 then 'missed' else 'met' end as resolution_status
    from range(430) as numbers(i)`,
  )
  await execute(
    connection,
    `insert into facts.activity by name
    select region, date '2025-12-01' as period_start_on, date '2026-03-01' as period_end_on, orders as order_count
    from (values ('north', 1000), ('region0', 100000), ('region1', 100000), ('region2', 100000)) as exposed(region, orders)`,
  )
  await execute(
    connection,
    `insert into facts.training by name
    select 'T' as course, date '2026-01-10' as trained_on, true as is_trained, 100 as score_scale,
      60 + i % 3 as score_before, case when i < 12 then 70 + i % 5 end as score_after
    from range(14) as numbers(i)`,
  )
  marts = await causeMarts(connection, RUN, [...metricCatalogue().values()], SPANS, analysis)
})

afterAll(() => database[Symbol.asyncDispose]())

describe('six questions', () => {
  test('a member that grew is flagged, with index, interval and its part of the change', () => {
    const [chat] = rowsOf('five_w1h', { dimension: 'channel', member: 'chat' })
    expect(chat).toMatchObject({ question: 'how', case_count: 60, known_count: 200, share: 0.3, reference_share: 0.1 })
    expect(chat).toMatchObject({ is_flagged: true, over_index: expect.closeTo(3, 10), change: 40, share_of_net: null })
    // Katz: ln 3 ± 1.96·√(1/60 − 1/200 + 1/20 − 1/200)
    expect(chat?.['over_low']).toBeCloseTo(3 * Math.exp(-1.959964 * Math.sqrt(1 / 60 - 1 / 200 + 1 / 20 - 1 / 200)), 5)
    expect(fiveW1hReading('en', chat ?? {})).toMatch(
      /^Channel “Chat”: 30\.0% of the known cases in the latest weeks against 10\.0% before, 3\.00 times as much \(1\.8\d to 4\.7\d, 95% interval\); it stands out among \d+ cells\.$/,
    )
  })

  test('what is unknown is a row of its own, with the coverage, and no share', () => {
    const [unknown] = rowsOf('five_w1h', { dimension: 'fishbone_branch', member: null })
    expect(unknown).toMatchObject({ case_count: 20, coverage: 0.9, share: null, p_value: null, is_flagged: false })
    expect(fiveW1hReading('zh-CN', unknown ?? {})).toContain('近几周200件中有20件不详，已知的占90.0%')
  })

  test('states that come with age are no answers', () => {
    expect(rowsOf('five_w1h', { dimension: 'status' })).toEqual([])
  })

  test('from a cell on to the next question: late cases come from the north, and the other way round', () => {
    const [late] = rowsOf('five_w1h_pair', { dimension: 'cause', member: 'late', by_dimension: 'region' })
    expect(late).toMatchObject({ by_member: 'north', case_count: 40, cell_count: 40, share: 1, elsewhere_share: 0 })
    expect(late?.['is_flagged']).toBe(true)
    const [back] = rowsOf('five_w1h_pair', { dimension: 'region', member: 'north', by_dimension: 'cause' })
    expect(back).toMatchObject({ by_member: 'late', share: 1, p_value: late?.['p_value'] ?? 0 })
    expect(pairReading('en', late ?? {})).toMatch(
      /^Of the cases with Cause “late”, 100\.0% have Region “north”, against 0\.0%/,
    )
    const same = (marts['five_w1h_pair'] ?? []).filter((row) => row['question'] === row['by_question'])
    expect(same).toEqual([])
  })
})

describe('Pareto', () => {
  test('by count, "other" last and outside the vital few', () => {
    const rows = rowsOf('pareto', { dimension: 'cause', weighting: 'count' })
    expect(rows.map(({ member, is_other: other, is_vital_few: vital }) => [member, other, vital])).toEqual([
      ['broken', false, true],
      ['late', false, false],
      ['other', true, false],
    ])
    expect(rows.at(-1)?.['cumulative_share']).toBeCloseTo(1, 12)
    expect(paretoReading('en', rows)).toMatch(
      /^Cause: 1 of 2 members make up 8\d\.\d% of 430 complaints, beginning with broken\.$/,
    )
  })

  test('weighted by level, each case counts what its level weighs', () => {
    const rows = rowsOf('pareto', { dimension: 'channel', weighting: 'level' })
    const weights = rows.reduce((sum, { weight }) => sum + Number(weight), 0)
    expect(weights).toBe(430 + 18 * 7)
  })

  test('by rate, the worst rate comes first although it has the smallest count', () => {
    const rows = rowsOf('pareto', { dimension: 'region', weighting: 'rate' })
    expect(rows[0]).toMatchObject({
      member: 'north',
      rank: 1,
      case_count: 40,
      weight: 40,
      rate_metric: 'complaint_rate_orders',
    })
    expect(paretoReading('en', rows)).toMatch(
      /^Region: by rate, north comes first with 40\.00 .*; the largest count is region\d\.$/,
    )
  })
})

test('the fishbone has a bone for each code, empty ones too, and the unknown last', () => {
  const rows = rowsOf('fishbone')
  expect([...new Set(rows.map(({ bone }) => bone))]).toEqual([
    'material',
    'method',
    'environment',
    'machine',
    'measurement',
    'people',
    null,
  ])
  expect(rowsOf('fishbone', { bone: 'people' })).toMatchObject([{ cause: null, case_count: 0, bone_count: 0 }])
  expect(rows.reduce((sum, row) => sum + Number(row['case_count']), 0)).toBe(430)
})

test('a funnel is widened by what units differ beyond chance, and compares no staff of few cases', () => {
  const rows = rowsOf('funnel', { metric: 'on_time_resolution', unit: 'department' })
  expect(rows).toHaveLength(4)
  expect(rowsOf('funnel', { metric: 'on_time_resolution', unit: 'owner', is_too_small: false })).toEqual([])
  const [worst] = rows.filter(({ member }) => member === 'D0')
  expect(worst?.['share']).toBeCloseTo(0.5, 1)
  // Four units, one of them far off: over-dispersion widens the limits beyond it.
  expect(worst?.['dispersion']).toBeGreaterThan(1)
  for (const locale of LOCALES) expect(funnelReading(locale, worst ?? {})).toContain('99.8%')
})

test('a training by pairs, those with one score left out and counted', () => {
  const [row] = rowsOf('training_effect')
  expect(row).toMatchObject({ course: 'T', scored_count: 14, pair_count: 12, dropped_count: 2, verdict: 'improved' })
  expect(row?.['change']).toBeCloseTo(Number(row?.['mean_after']) - Number(row?.['mean_before']), 12)
  expect(trainingReading('en', row ?? {})).toMatch(
    /^T: the mean score of the same 12 people rose from 61\.0% to 71\.[78]% /,
  )
})
