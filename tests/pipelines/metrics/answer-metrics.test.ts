import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerMetrics } from '../../../pipelines/metrics/answer-metrics.ts'
import type { MetricQuery } from '../../../pipelines/metrics/metric-query.ts'
import { run } from '../../../pipelines/run.ts'
import { openSnapshot, type Snapshot } from '../../../pipelines/warehouse/snapshot.ts'
import { makeTestWorkspace, PLAIN_SOURCE, plainCsv, quietEffects } from '../../workspace.ts'

// By hand: ten cases of metric-spec M6 (resolution_views), with a channel each.
const CASES: [string, string, string, string][] = [
  ['A', '2026-01-05', '2026-01-20', '电话'],
  ['B', '2026-01-10', '2026-02-03', '电话'],
  ['C', '2026-01-15', '', '邮件'],
  ['D', '2026-01-28', '2026-02-10', '邮件'],
  ['E', '2025-12-20', '2026-01-08', '电话'],
  ['F', '2025-12-28', '2026-02-12', ''],
  ['G', '2026-02-01', '2026-02-05', '电话'],
  ['H', '2026-02-20', '', '电话'],
  ['I', '2026-01-31', '2026-01-31', '邮件'],
  ['J', '2025-11-30', '2026-01-15', '电话'],
]
const SURVEY = {
  source: 'survey',
  entity: 'survey',
  files: ['survey*.csv'],
  columns: Object.fromEntries(
    ['survey_id', 'complaint_id', 'sent_at', 'answered_at', 'is_delivered', 'csat_answer', 'nps_answer'].map((name) => [
      name,
      name,
    ]),
  ),
  constants: { csat_scale: 5 },
}

let snapshot: Snapshot
const ask = async (query: MetricQuery) => (await answerMetrics(snapshot.database.connection, snapshot.run, query)).rows

beforeAll(async () => {
  const complaints = CASES.map(([complaint_id, received, resolved, channel]) => ({
    complaint_id,
    received_at: `${received} 09:00:00`,
    resolved_at: resolved === '' ? '' : `${resolved} 17:00:00`,
    channel,
    level: '一般',
  }))
  // 100 invitations: 80 matured of which 70 answered, 20 still open of which 5 answered (response_rate_censored).
  const answers = Array.from({ length: 100 }, (_none, index) => {
    const matured = index < 80
    const answered = matured ? index < 70 : index < 85
    const score = answered ? String((index % 5) + 1) : ''
    return [
      `S${index}`,
      'A',
      matured ? '2026-02-01 09:00' : '2026-02-27 09:00',
      answered ? (matured ? '2026-02-03 09:00' : '2026-02-28 09:00') : '',
      '',
      index === 3 ? 'N/A' : index === 4 ? '6' : score,
      answered ? String(index % 11) : '',
    ].join(',')
  })
  const workspace = await makeTestWorkspace({
    sources: [{ ...PLAIN_SOURCE, files: ['c*.csv'] }, SURVEY],
    files: {
      'c.csv': plainCsv(complaints),
      'survey.csv': [
        'survey_id,complaint_id,sent_at,answered_at,is_delivered,csat_answer,nps_answer',
        ...answers,
        '',
      ].join('\n'),
    },
  })
  await run(workspace, quietEffects, { asOf: new Date('2026-03-01T00:00:00+08:00'), trigger: 'test' })
  snapshot = await openSnapshot(workspace.paths.published)
})
afterAll(() => snapshot.close())

describe('answerMetrics', () => {
  test('resolution by cohort, the cases counted by hand', async () => {
    const [row] = await ask({ metrics: ['resolution_rate'], from: '2026-01-01', to: '2026-01-31' })
    expect(row).toMatchObject({ numerator: 4, denominator: 5, value: 0.8, n: 5, tier: 'too_few' })
  })

  test('the flow adds up: open at the start + received − resolved = open at the end', async () => {
    const range = { from: '2026-01-01', to: '2026-01-31' }
    const [received, resolved] = await ask({ metrics: ['complaints_received', 'complaints_resolved'], ...range })
    const levels = await ask({ metrics: ['backlog'], period: 'month', from: '2025-12-01', to: '2026-01-31' })
    expect(levels.map((row) => row.value)).toEqual([3, 4])
    expect((levels[0]?.value ?? 0) + (received?.value ?? 0) - (resolved?.value ?? 0)).toBe(levels[1]?.value)
  })

  test('backlog without a period is the level at the last day', async () => {
    expect((await ask({ metrics: ['backlog'] })).map((row) => row.value)).toEqual([2])
    expect((await ask({ metrics: ['backlog'], to: '2026-01-31' })).map((row) => row.value)).toEqual([4])
  })

  test('parts sum to the whole, a blank is a slice of its own', async () => {
    const slices = await ask({ metrics: ['complaints_received', 'on_time_resolution'], by: ['channel'] })
    const [count, share] = await ask({ metrics: ['complaints_received', 'on_time_resolution'] })
    const sum = (metric: string, part: 'numerator' | 'denominator') =>
      slices.filter((row) => row.metric === metric).reduce((total, row) => total + (row[part] ?? 0), 0)
    expect(slices.filter((row) => row.metric === 'complaints_received').map((row) => row.by['channel'])).toEqual([
      'email',
      'phone',
      null,
    ])
    expect(sum('complaints_received', 'numerator')).toBe(count?.numerator)
    expect([sum('on_time_resolution', 'numerator'), sum('on_time_resolution', 'denominator')]).toEqual([
      share?.numerator,
      share?.denominator,
    ])
  })

  test('periods without data are there: 0 for a count, null for a share; the last one is not complete', async () => {
    const rows = await ask({
      metrics: ['complaints_received', 'on_time_resolution'],
      period: 'week',
      from: '2026-02-02',
      to: '2026-03-01',
    })
    expect(
      rows
        .filter((row) => row.metric === 'complaints_received')
        .map(({ period, value, complete }) => [period, value, complete]),
    ).toEqual([
      ['2026-02-02', 0, true],
      ['2026-02-09', 0, true],
      ['2026-02-16', 1, true],
      ['2026-02-23', 0, false],
    ])
    expect(rows.filter((row) => row.metric === 'on_time_resolution').map((row) => row.value)).toEqual([
      null,
      null,
      0,
      null,
    ])
  })

  test.each([['phone'], ['电话'], ['電話'], ['Phone']])('filters by code or by label: %s', async (value) => {
    expect((await ask({ metrics: ['complaints_received'], where: { channel: [value] } }))[0]?.value).toBe(6)
  })

  test('filters: any of several values, and blank', async () => {
    expect((await ask({ metrics: ['complaints_received'], where: { channel: ['phone', 'email'] } }))[0]?.value).toBe(9)
    expect((await ask({ metrics: ['complaints_received'], where: { channel: ['unknown'] } }))[0]?.value).toBe(1)
    expect((await ask({ metrics: ['backlog'], where: { channel: ['email'] } }))[0]?.value).toBe(1)
    expect((await ask({ metrics: ['complaints_received'], where: { channel: ["' or 1=1 --"] } }))[0]?.value).toBe(0)
  })

  test('response rate leaves invitations that are still open out of both parts', async () => {
    expect((await ask({ metrics: ['response_rate'] }))[0]).toMatchObject({
      numerator: 70,
      denominator: 80,
      value: 0.875,
      pending: 20,
    })
  })

  test('scores that are not on the scale do not count', async () => {
    const [top2, mean] = await ask({ metrics: ['csat_top2', 'csat_mean'] })
    expect(top2).toMatchObject({ denominator: 73, numerator: 28, verdict: 'below', tier: 'enough' })
    expect(mean?.denominator).toBe(73)
    expect(mean?.interval?.method).toBe('student_t')
  })

  test('NPS keeps its parts and its interval in points', async () => {
    const [row] = await ask({ metrics: ['nps'] })
    const scores = Array.from({ length: 85 }, (_none, index) => index)
      .filter((index) => index < 70 || index >= 80)
      .map((index) => index % 11)
    const net = scores.filter((score) => score >= 9).length - scores.filter((score) => score <= 6).length
    expect(row).toMatchObject({
      numerator: net,
      denominator: 75,
      value: (100 * net) / 75,
      interval: { method: 'adjusted_wald' },
    })
  })

  test.each<[string, MetricQuery, string]>([
    ['metric', { metrics: ['nonsense'] }, 'HY-M-001'],
    ['dimension', { metrics: ['nps'], by: ['nonsense'] }, 'HY-M-002'],
    ['dimension of another fact', { metrics: ['nps'], by: ['difficulty'] }, 'HY-M-002'],
    ['filter', { metrics: ['nps'], where: { 'x" or 1=1': ['1'] } }, 'HY-M-002'],
    ['day', { metrics: ['nps'], from: '2026-02-30' }, 'HY-M-003'],
    ['range', { metrics: ['nps'], from: '2026-02-02', to: '2026-02-01' }, 'HY-M-003'],
    ['too many periods', { metrics: ['nps'], period: 'day', from: '1000-01-01' }, 'HY-M-003'],
  ])('an unknown %s is refused', async (_name, query, code) => {
    await expect(ask(query)).rejects.toMatchObject({ code })
  })
})
