import { type Table, tableFromIPC } from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningDashboard, startDashboard } from '../../../pipelines/dashboard/serve.ts'
import { answerMetrics } from '../../../pipelines/metrics/answer-metrics.ts'
import { openSnapshot } from '../../../pipelines/warehouse/snapshot.ts'
import { ask } from './ask.ts'
import { type PublishedRetailer, publishRetailer, QUIET } from './published-retailer.ts'

let retailer: PublishedRetailer
let dashboard: RunningDashboard

beforeAll(async () => {
  retailer = await publishRetailer()
  dashboard = await startDashboard(options(0))
})

afterAll(async () => {
  await dashboard?.close()
  await retailer?.remove()
})

function options(port: number) {
  return { published: retailer.published, host: '127.0.0.1', port, locale: 'zh-CN', effects: QUIET } as const
}

async function table(query: string): Promise<Table> {
  const { status, body } = await ask(dashboard.url, `/api/data?${query}`)
  expect(status).toBe(200)
  return tableFromIPC(body)
}

function block(answer: Table, name: string) {
  return answer
    .toArray()
    .map((row) => row.toJSON())
    .filter((row) => row['block'] === name)
}

describe('data', () => {
  test('is one Arrow table whose numbers are those of answerMetrics', async () => {
    const { status, headers, body } = await ask(
      dashboard.url,
      '/api/data?channel=phone&channel=chat&period=week&metric=csat_top2',
    )
    expect([status, headers['content-type']]).toEqual([200, 'application/vnd.apache.arrow.stream'])
    await using snapshot = await openSnapshot(retailer.published)
    const where = { channel: ['phone', 'chat'] }
    const expected = await answerMetrics(snapshot.database.connection, snapshot.run, {
      metrics: [
        'complaints_received',
        'on_time_resolution',
        'first_response_on_time',
        'csat_top2',
        'nps',
        'backlog',
        'response_rate',
      ],
      where,
    })
    const answer = tableFromIPC(body)
    const parts = (row: { [name: string]: unknown }) => [
      row['metric'],
      row['numerator'],
      row['denominator'],
      row['value'],
      row['n'],
      row['tier'],
    ]
    expect(block(answer, 'headline').map(parts)).toEqual(expected.rows.map((row) => parts({ ...row })))
    const weekly = await answerMetrics(snapshot.database.connection, snapshot.run, {
      metrics: ['csat_top2'],
      period: 'week',
      from: expected.from,
      to: expected.to,
      where,
    })
    expect(block(answer, 'trend').map((row) => [row['period'], row['value'], row['low']])).toEqual(
      weekly.rows.map((row) => [row.period, row.value, row.interval?.low ?? null]),
    )
    expect(answer.schema.metadata.get('run_id')).toBe(retailer.runId)
  })

  test('leaves the filter of its own dimension out of a chart, so that what is not chosen stays in sight', async () => {
    const all = await table('by=channel')
    const one = await table('by=channel&category=%E8%B4%A8%E9%87%8F%E7%BC%BA%E9%99%B7&channel=phone')
    expect(block(one, 'pareto').length).toBeGreaterThan(5)
    expect(block(one, 'compare').map((row) => row['key'])).toContain('chat')
    expect(block(one, 'headline')[0]?.['n']).toBeLessThan(block(all, 'headline')[0]?.['n'])
  })

  test('marks a week that is not over, and one that the range cuts', async () => {
    const trend = block(await table('period=week&from=2025-12-03'), 'trend')
    expect(trend.map((row) => [row['period'], row['complete'], row['cut']])).toEqual([
      ['2025-12-01', true, true],
      ['2025-12-08', true, false],
      ['2025-12-15', true, false],
      ['2025-12-22', false, true],
    ])
  })

  test.each([
    ['from=2025-11-17&to=2025-11-23', 'day'],
    ['', 'week'],
    ['from=2020-01-01', 'month'],
  ])('chooses a unit that suits the range %s: %s', async (query, unit) => {
    expect((await table(query)).schema.metadata.get('period')).toBe(unit)
  })

  test('a hostile filter value finds nothing, and nothing else', async () => {
    const answer = await table(`category=${encodeURIComponent("' OR 1=1 --")}`)
    expect(block(answer, 'headline').map((row) => row['n'])).toEqual([0, 0, 0, 0, 0, 0, 0])
  })
})

test('the description names snapshot, files and filter values in words', async () => {
  const meta = JSON.parse((await ask(dashboard.url, '/api/data/meta?lang=en')).body.toString())
  expect(meta).toMatchObject({
    locale: 'en',
    run: { id: retailer.runId, as_of: '2025-12-26T04:00:00.000Z', timezone: 'Asia/Shanghai' },
    days: { first: '2025-11-17', last: '2025-12-26' },
    files: 12,
  })
  const [channel] = meta.dimensions
  expect(channel.values).toContainEqual({ value: 'phone', label: 'Phone' })
  const available = meta.metrics.filter((metric: { available: boolean }) => !metric.available)
  expect(available.map((metric: { name: string }) => metric.name)).toContain('stated_on_time')
})

test('a port that is taken is HY-D-001', async () => {
  const port = Number(new URL(dashboard.url).port)
  await expect(startDashboard(options(port))).rejects.toMatchObject({
    code: 'HY-D-001',
    details: { port },
  })
})
