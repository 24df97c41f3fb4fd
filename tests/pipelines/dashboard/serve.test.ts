import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningDashboard, startDashboard } from '../../../pipelines/dashboard/serve.ts'
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
