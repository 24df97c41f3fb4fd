import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Table, tableFromIPC } from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningDashboard, startDashboard } from '../../../pipelines/dashboard/serve.ts'
import { answerMetrics } from '../../../pipelines/metrics/answer-metrics.ts'
import { openSnapshot } from '../../../pipelines/warehouse/snapshot.ts'
import { type PublishedRetailer, publishChanged, publishRetailer, QUIET } from './published-retailer.ts'

let retailer: PublishedRetailer
let dashboard: RunningDashboard

beforeAll(async () => {
  retailer = await publishRetailer()
  dashboard = await startDashboard(optionsFor(retailer.published))
})

afterAll(async () => {
  await dashboard?.close()
  await retailer?.remove()
})

function optionsFor(published: string) {
  return { published, host: '127.0.0.1', port: 0, locale: 'zh-CN', effects: QUIET } as const
}

interface Reply {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** A request whose every header is ours: `fetch` would not let the Host header be set. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', base = dashboard.url): Promise<Reply> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, path, method, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      )
    })
    call.on('error', reject)
    call.end()
  })
}

async function table(query: string): Promise<Table> {
  const { status, body } = await ask(`/api/data?${query}`)
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
    const { status, headers, body } = await ask('/api/data?channel=phone&channel=chat&period=week&metric=csat_top2')
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

describe('refusals', () => {
  test.each([
    ['/api/data?region=x', 'HY-C-001'],
    ['/api/data?metric=revenue', 'HY-M-001'],
    ['/api/data?by=region', 'HY-M-002'],
    ['/api/data?period=fortnight', 'HY-M-003'],
    ['/api/data?from=2026-02-30', 'HY-M-003'],
    ['/api/data?from=2026-02-03&to=2025-02-03', 'HY-M-003'],
    ['/api/data?period=day&from=2010-01-01', 'HY-M-003'],
  ])('%s is 400 %s in the language asked for, without a trace', async (path, code) => {
    const replies = await Promise.all(['zh-CN', 'zh-TW', 'en'].map((lang) => ask(path, { 'accept-language': lang })))
    const texts = replies.map(({ status, body }) => {
      const { error } = JSON.parse(body.toString()) as { error: { code: string; message: string } }
      expect([status, error.code]).toEqual([400, code])
      expect(body.toString()).not.toMatch(/\.ts:|node_modules| {4}at |\{\w+\}/)
      return error.message
    })
    expect(new Set(texts).size).toBe(3)
  })

  test.each([
    ['evil.example', 421],
    ['evil.example:4646', 421],
    ['127.0.0.1.evil.example', 421],
    ['localhost.evil.example', 421],
    ['localhost', 200],
    ['LOCALHOST:9', 200],
    ['[::1]:4646', 200],
    ['127.0.0.1:80', 200],
  ])('Host %s is answered with %d', async (host, status) => {
    const { status: got, body } = await ask('/api/meta', { host })
    expect(got).toBe(status)
    if (status === 421) expect(body.toString()).not.toContain(retailer.runId)
  })

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('%s is not taken', async (method) => {
    expect(await ask('/api/data', {}, method)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
  })

  test.each([
    '/..%2f..%2fetc/passwd',
    '/static/../../etc/passwd',
    '/%00',
    '/page.js/../../package.json',
    '/%E0%A4%A',
    '//evil.example/',
  ])('%s is no file of ours', async (path) => {
    const { status, body } = await ask(path)
    expect([400, 404]).toContain(status)
    expect(body.toString()).not.toMatch(/root:|dependencies/)
  })

  test('an address of 10 kB is refused', async () => {
    expect((await ask(`/api/data?category=${'x'.repeat(10_000)}`)).status).toBe(414)
  })
})

describe('headers', () => {
  test('every answer carries a strict policy', async () => {
    for (const path of [
      '/',
      '/page.js',
      '/page.css',
      '/favicon',
      '/api/meta',
      '/api/data',
      '/nothing',
      '/api/data?x=1',
    ]) {
      const { headers } = await ask(path)
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      })
    }
  })

  test('the page holds no script or style of its own', async () => {
    const html = (await ask('/?lang=en')).body.toString()
    expect(html).toContain('<html lang="en">')
    expect(html).not.toMatch(/<style|<script(?![^>]* src=)|style=|onload=/)
  })

  test('data and files have an ETag and are not sent again', async () => {
    for (const path of ['/page.css', '/page.js', '/api/meta?lang=en', '/api/data?channel=phone']) {
      const first = await ask(path, { 'accept-encoding': 'gzip' })
      expect(first.headers['content-encoding']).toBe('gzip')
      const again = await ask(path, { 'accept-encoding': 'gzip', 'if-none-match': String(first.headers.etag) })
      expect([again.status, again.body.length]).toEqual([304, 0])
    }
    const [one, other] = [await ask('/api/data?channel=phone'), await ask('/api/data?channel=chat')]
    expect(one.headers.etag).not.toBe(other.headers.etag)
  })

  test('HEAD says what GET would, without a body', async () => {
    const { status, headers, body } = await ask('/api/meta', {}, 'HEAD')
    expect([status, body.length]).toEqual([200, 0])
    expect(Number(headers['content-length'])).toBeGreaterThan(1000)
  })
})

test('the description names snapshot, files and filter values in words', async () => {
  const meta = JSON.parse((await ask('/api/meta?lang=en')).body.toString())
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

describe('snapshots', () => {
  test('a new one is followed without a restart, while requests on the old one still end', async () => {
    const before = await ask('/api/data')
    const running = Promise.all(Array.from({ length: 6 }, (_, index) => ask(`/api/data?from=2025-11-2${index}`)))
    await publishChanged(
      retailer.published,
      retailer.runId,
      'next',
      "delete from facts.complaint where channel = 'phone'",
    )
    expect((await running).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
    const after = await ask('/api/data')
    expect(tableFromIPC(after.body).schema.metadata.get('run_id')).toBe('next')
    expect(after.headers.etag).not.toBe(before.headers.etag)
    expect(block(tableFromIPC(after.body), 'headline')[0]?.['n']).toBeLessThan(
      block(tableFromIPC(before.body), 'headline')[0]?.['n'],
    )
    await writeFile(join(retailer.published, 'current'), `${retailer.runId}\n`)
    expect((await ask('/api/data')).headers.etag).toBe(before.headers.etag)
  })

  test('before anything is published, a page and an error that say so; then the numbers', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'huiyin-empty-'))
    const waiting = await startDashboard(optionsFor(empty))
    try {
      const page = await ask('/', { accept: 'text/html', 'accept-language': 'en' }, 'GET', waiting.url)
      expect([page.status, page.headers['retry-after']]).toEqual([503, '5'])
      expect(page.body.toString()).toContain('Nothing has been published yet.')
      expect(page.body.toString()).not.toContain(empty)
      const data = await ask('/api/data', {}, 'GET', waiting.url)
      expect(data.status).toBe(503)
      expect(JSON.parse(data.body.toString()).error.code).toBe('HY-W-004')
    } finally {
      await waiting.close()
      await rm(empty, { recursive: true })
    }
  })

  test('a pointer to a snapshot that is gone is an error, and the next good one works again', async () => {
    await writeFile(join(retailer.published, 'current'), 'gone\n')
    const { status, body } = await ask('/api/data')
    expect(status).toBe(503)
    expect(body.toString()).not.toContain(retailer.published)
    await writeFile(join(retailer.published, 'current'), `${retailer.runId}\n`)
    expect((await ask('/api/data')).status).toBe(200)
  })
})

test('a port that is taken is HY-D-001', async () => {
  const port = Number(new URL(dashboard.url).port)
  await expect(startDashboard({ ...optionsFor(retailer.published), port })).rejects.toMatchObject({
    code: 'HY-D-001',
    details: { port },
  })
})
