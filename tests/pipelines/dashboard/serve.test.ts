import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningDashboard, startDashboard } from '../../../pipelines/dashboard/serve.ts'
import { answerMetrics } from '../../../pipelines/metrics/answer-metrics.ts'
import { metricCatalogue } from '../../../pipelines/metrics/catalogue.ts'
import { openSnapshot } from '../../../pipelines/warehouse/snapshot.ts'
import { ask } from './ask.ts'
import { type PublishedRetailer, publishChanged, publishRetailer, QUIET } from './published-retailer.ts'

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

test('the description names snapshot, files and filter values in words', async () => {
  const meta = JSON.parse((await ask(dashboard.url, '/api/meta?lang=en')).body.toString())
  expect(meta).toMatchObject({
    locale: 'en',
    run: { id: retailer.runId, as_of: '2025-12-26T04:00:00.000Z', timezone: 'Asia/Shanghai' },
    days: { first: '2025-11-17', last: '2025-12-26' },
    files: 12,
  })
  const channel = meta.dimensions.find((dimension: { name: string }) => dimension.name === 'channel')
  expect(channel.values).toContainEqual(expect.objectContaining({ value: 'phone', label: 'Phone' }))
})

test('metrics are offered that have a value in some month', async () => {
  const meta = JSON.parse((await ask(dashboard.url, '/api/meta?lang=en')).body.toString())
  const offered = meta.metrics.filter(({ available }: { available: boolean }) => available)
  await using snapshot = await openSnapshot(retailer.published)
  const { rows } = await answerMetrics(snapshot.database.connection, snapshot.run, {
    metrics: [...metricCatalogue().keys()],
    from: meta.days.first,
    to: meta.days.last,
    period: 'month',
  })
  const measured = new Set(rows.filter(({ tier }) => tier !== 'none').map(({ metric }) => metric))
  expect(offered.map(({ name }: { name: string }) => name).sort()).toEqual([...measured].sort())
  expect(measured).toContain('first_response_median')
  expect(measured).not.toContain('stated_on_time')
})

test('a port that is taken is HY-D-001', async () => {
  const port = Number(new URL(dashboard.url).port)
  await expect(startDashboard(options(port))).rejects.toMatchObject({
    code: 'HY-D-001',
    details: { port },
  })
})

test('a snapshot of an earlier version, without a column that metrics read, lacks these and no other', async () => {
  const offered = async () => {
    const { metrics } = JSON.parse((await ask(dashboard.url, '/api/meta?lang=en')).body.toString())
    return metrics.flatMap(({ name, available }: { name: string; available: boolean }) => (available ? [name] : []))
  }
  const before = await offered()
  const older =
    'alter view facts.complaint rename to whole; create view facts.complaint as select * exclude (transfer_count) from facts.whole'
  await publishChanged(retailer.published, retailer.runId, 'older', older)
  const after = await offered()
  const lost = before.filter((name: string) => !after.includes(name))
  expect(lost.sort()).toEqual(['many_transfers_share', 'transferred_share', 'transfers_per_case'])
})
