import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningDashboard, startDashboard } from '../../../pipelines/dashboard/serve.ts'
import { run } from '../../../pipelines/run.ts'
import { makeTestWorkspace, plainCsv, quietEffects } from '../../workspace.ts'
import { ask as askAt, type Reply } from './ask.ts'

let folder: string
let runId: string
let dashboard: RunningDashboard

beforeAll(async () => {
  const row = { complaint_id: 'A1', received_at: '2026-01-05 10:00:00', channel: 'phone', category: '配送延迟' }
  const workspace = await makeTestWorkspace({ files: { 'one.csv': plainCsv([row]) } })
  folder = workspace.folder
  runId = (await run(workspace, quietEffects, { trigger: 'test' })).runId
  const { published } = workspace.paths
  dashboard = await startDashboard({ published, host: '127.0.0.1', port: 0, locale: 'zh-CN', effects: quietEffects })
})

afterAll(async () => {
  await dashboard?.close()
  await rm(folder, { recursive: true, force: true })
})

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> {
  return askAt(dashboard.url, path, headers, method)
}

describe('refusals', () => {
  test.each([
    ['/api/page?region=x', 'HY-C-001'],
    ['/api/page?metrics=revenue', 'HY-M-001'],
    ['/api/page?page=complaints&by=shoe_size', 'HY-M-002'],
    ['/api/page?period=fortnight', 'HY-M-003'],
    ['/api/page?from=2026-02-30', 'HY-M-003'],
    ['/api/page?from=2026-02-03&to=2025-02-03', 'HY-M-003'],
    ['/api/page?period=day&from=2010-01-01', 'HY-M-003'],
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
    if (status === 421) expect(body.toString()).not.toContain(runId)
  })

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('%s is not taken', async (method) => {
    expect(await ask('/api/page', {}, method)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
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
    expect((await ask(`/api/page?where.category=${'x'.repeat(10_000)}`)).status).toBe(414)
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
      '/api/page',
      '/nothing',
      '/api/page?x=1',
    ]) {
      const { headers } = await ask(path)
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
    }
  })

  test('the page holds no script or style of its own', async () => {
    const html = (await ask('/?lang=en')).body.toString()
    expect(html).toContain('<html lang="en">')
    expect(html).not.toMatch(/<style|<script(?![^>]* src=)|style=|onload=/)
  })

  test('the page names all that it will ask for; what has its hash in the address is kept', async () => {
    const html = (await ask('/?page=explore&by=channel&lang=en&from=x%22y')).body.toString()
    const hrefs = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
    )
    expect(hrefs).toContain('/api/meta?lang=en')
    expect(hrefs).toContain('/api/page?page=explore&lang=en&from=x%22y&by=channel')
    const files = hrefs.filter((href) => !href.startsWith('/api/') && href !== '/favicon')
    expect(files.length).toBeGreaterThan(5)
    for (const path of files) {
      const { status, headers } = await ask(path)
      expect([path, status, headers['cache-control']]).toEqual([path, 200, 'private, max-age=31536000, immutable'])
    }
    const other = files.find((path) => path.startsWith('/page.css'))?.replace(/.{4}$/, '0000') ?? ''
    expect((await ask(other)).headers['cache-control']).toBe('private, no-cache')
  })

  test('data and files have an ETag and are not sent again', async () => {
    for (const path of ['/page.css', '/page.js', '/api/meta?lang=en', '/api/page?where.channel=phone']) {
      const first = await ask(path, { 'accept-encoding': 'gzip' })
      expect(first.headers['content-encoding']).toBe('gzip')
      const again = await ask(path, { 'accept-encoding': 'gzip', 'if-none-match': String(first.headers.etag) })
      expect([again.status, again.body.length]).toEqual([304, 0])
    }
    const [one, other] = [await ask('/api/page?where.channel=phone'), await ask('/api/page?where.channel=chat')]
    expect(one.headers.etag).not.toBe(other.headers.etag)
  })

  test('HEAD says what GET would, without a body', async () => {
    const { status, headers, body } = await ask('/api/meta', {}, 'HEAD')
    expect([status, body.length]).toEqual([200, 0])
    expect(Number(headers['content-length'])).toBeGreaterThan(500)
  })
})
