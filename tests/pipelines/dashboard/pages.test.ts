import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readAccessLog } from '../../../pipelines/dashboard/access/read-access-log.ts'
import { PAGES } from '../../../pipelines/dashboard/api/pages.ts'
import { PAGE_TABLES } from '../../../pipelines/dashboard/api/tables.ts'
import { type RunningDashboard, startDashboard } from '../../../pipelines/dashboard/serve.ts'
import { answerMetrics } from '../../../pipelines/metrics/answer-metrics.ts'
import { metricDefinition } from '../../../pipelines/metrics/catalogue.ts'
import type { MetricQuery } from '../../../pipelines/metrics/metric-query.ts'
import { queryRows } from '../../../pipelines/warehouse/query.ts'
import { openSnapshot, type Snapshot } from '../../../pipelines/warehouse/snapshot.ts'
import { ask, post, type Reply } from './ask.ts'
import { type Answered, answered, type Row } from './page-tables.ts'
import { DEPARTMENT, PASSWORD, writePeople } from './people.ts'
import { type PublishedRetailer, publishChanged, publishRetailer, QUIET } from './published-retailer.ts'

let retailer: PublishedRetailer
let open: RunningDashboard
let closed: RunningDashboard
let snapshot: Snapshot
const cookies = new Map<string, string>()

beforeAll(async () => {
  retailer = await publishRetailer()
  await writePeople(retailer.published)
  const options = { published: retailer.published, port: 0, locale: 'en', effects: QUIET } as const
  open = await startDashboard(options)
  closed = await startDashboard({ ...options, settings: { login: 'always' } })
  snapshot = await openSnapshot(retailer.published)
  for (const name of ['boss', 'li', 'audit']) cookies.set(name, await login(name))
}, 400_000)

afterAll(async () => {
  await open?.close()
  await closed?.close()
  snapshot?.close()
  await retailer?.remove()
})

async function login(name: string, password = PASSWORD): Promise<string> {
  const { headers } = await post(closed.url, '/login', { name, password, next: '/' })
  return String(headers['set-cookie']?.[0] ?? '').split(';', 1)[0] ?? ''
}

async function page(query: string): Promise<Answered> {
  const { status, body } = await ask(open.url, `/api/page?${query}`)
  expect([query, status]).toEqual([query, 200])
  return answered(body)
}

function as(name: string, path: string, headers: Record<string, string> = {}): Promise<Reply> {
  return ask(closed.url, path, { cookie: cookies.get(name) ?? '', ...headers })
}

const expected = (query: MetricQuery) => answerMetrics(snapshot.database.connection, snapshot.run, query)
const PARTS = ['metric', 'period', 'numerator', 'denominator', 'value', 'n', 'pending', 'tier', 'verdict'] as const
const parts = (row: object) => PARTS.map((name) => (row as Row)[name])

describe('pages', () => {
  test.each(PAGES)('%s has its tables, in each language', async (name) => {
    for (const lang of ['zh-CN', 'zh-TW', 'en']) {
      const { head, tables } = await page(`page=${name}&lang=${lang}`)
      expect(Object.keys(tables)).toEqual(Object.keys(PAGE_TABLES[name]))
      expect(head).toMatchObject({ page: name, run_id: retailer.runId, period: 'week', left_out: [] })
    }
  })

  test('numbers are those of answerMetrics, for any filters, dimensions and period', async () => {
    const query = 'page=explore&metrics=on_time_resolution,nps&by=channel&period=month&where.region=%E5%8D%8E%E4%B8%9C'
    const { tables } = await page(query)
    const { rows } = await expected({
      metrics: ['on_time_resolution', 'nps'],
      by: ['channel'],
      period: 'month',
      from: '2025-11-17',
      where: { region: ['华东'] },
    })
    expect(tables['figures']?.map(parts)).toEqual(rows.map(parts))
    expect(tables['figures']?.map(({ key }) => key)).toEqual(rows.map(({ by }) => by['channel']))
    expect(rows.length).toBeGreaterThan(10)
  })

  test('a metric whose rows lack a dimension of the filter is left out and named', async () => {
    const { head, tables } = await page('page=overview&where.status=closed')
    expect(head['left_out']).toEqual(['csat_top2', 'nps', 'response_rate'])
    expect(tables['headline']?.map(({ metric }) => metric)).toContain('on_time_resolution')
  })

  test('a dimension keeps its values in sight, and cells add up to the total', async () => {
    const { head, tables } = await page('page=complaints&by=category,department&where.channel=app&where.category=x')
    expect(head['where']).toEqual({ channel: ['app'], category: ['x'] })
    expect(tables['pareto']?.length).toBeGreaterThan(5)
    const sum = (rows: readonly Row[] | undefined, name: string) =>
      rows?.reduce((total, row) => total + Number(row[name] ?? 0), 0)
    const [app] = (await expected({ metrics: ['complaints_received'], where: { channel: ['app'] } })).rows
    expect(sum(tables['pareto'], 'count')).toBe(app?.n)
    expect(sum(tables['cross'], 'n')).toBe(app?.n)
    const categories = tables['cells']?.filter(({ dimension }) => dimension === 'category')
    expect(sum(categories, 'n')).toBe(app?.n)
    expect(sum(categories, 'expected')).toBeCloseTo(app?.n ?? 0)
  })

  test('Explore draws two dimensions over the whole range, and its groups add up to the total', async () => {
    const { head, tables } = await page('page=explore&by=store,cause&period=day')
    const { rows } = await expected({ metrics: ['complaints_received'], by: ['store', 'cause'] })
    const sum = (own: readonly object[]) => own.reduce((total, row) => total + Number((row as Row)['n']), 0)
    expect(head['groups']).toEqual({ complaints_received: { count: rows.length, n: sum(rows) } })
    expect(sum(tables['groups'] ?? [])).toBe(Number(tables['totals']?.[0]?.['n']))
    expect(new Set(tables['figures']?.map(({ period, key_2: key }) => `${period} ${key}`)).size).toBe(8)
  })

  test('the head of an answer is the address of the same answer', async () => {
    const { head } = await page('page=timeliness&where.channel=app&from=2025-12-01')
    const again = `page=timeliness&where.channel=app&from=${head['from']}&to=${head['to']}&period=${head['period']}`
    expect((await page(`${again}&metrics=${head['metrics']}&by=${head['by']}`)).head).toEqual(head)
  })
})

describe('cases behind a mark', () => {
  test.each([
    ['on_time_resolution', 'denominator', 'denominator'],
    ['on_time_resolution', 'numerator', 'numerator'],
    ['on_time_resolution', 'pending', 'pending'],
    ['complaints_received', 'all', 'n'],
  ])('%s, %s: as many as the figure says', async (metric, part, column) => {
    const reply = await ask(open.url, `/api/cases?metrics=${metric}&part=${part}&where.channel=app&from=2025-12-01`)
    const { head, tables } = answered(reply.body)
    const where = { channel: ['app'] }
    const [row] = (await expected({ metrics: [metric], from: '2025-12-01', where })).rows
    expect(head['total']).toBe((row as unknown as Row)[column])
    expect(tables['cases']?.length).toBe(Math.min(50, Number(head['total'])))
    expect((tables['cases'] ?? []).filter(({ channel }) => channel !== 'app')).toEqual([])
  })

  test('pages of them make up the whole, without one twice', async () => {
    const ids = new Set<unknown>()
    const first = answered((await ask(open.url, '/api/cases')).body)
    for (let number = 1; number <= Number(first.head['pages']); number += 1) {
      const { tables } = answered((await ask(open.url, `/api/cases?number=${number}`)).body)
      for (const row of tables['cases'] ?? []) ids.add(row['complaint_id'])
    }
    expect(ids.size).toBe(first.head['total'])
  })

  test('each view is in the log before it is sent, with who, when, filters and rows', async () => {
    const logs = join(dirname(retailer.published), 'logs')
    const before = (await readAccessLog(logs)).entries.length
    const views = [
      await as('audit', '/api/cases?where.channel=app'),
      await as('boss', '/api/page?page=timeliness'),
      await as('boss', '/api/page?page=timeliness'),
      await as('boss', '/api/export.csv?page=timeliness&table=overdue'),
    ]
    expect(views.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const { entries, broken } = await readAccessLog(logs)
    expect(broken).toEqual([])
    expect(entries.slice(before).map(({ event, name, rows }) => [event, name, (rows ?? 0) > 0])).toEqual([
      ['cases', 'audit', true],
      ['cases', 'boss', true],
      ['cases', 'boss', true],
      ['export', 'boss', true],
    ])
    expect(entries[before]).toMatchObject({
      at: QUIET.now().toISOString(),
      run_id: retailer.runId,
      role: 'auditor',
      query: { where: { channel: ['app'] }, from: '2025-11-17', part: 'all' },
    })
    expect(JSON.parse((await as('audit', '/api/access')).body.toString())).toMatchObject({ broken: [] })
    expect((await as('boss', '/api/access')).status).toBe(403)
  })
})

describe('taking away', () => {
  test('a table as CSV has its rows, and no cell that acts as a formula', async () => {
    const { body, headers } = await ask(open.url, '/api/export.csv?page=complaints&table=pareto')
    const { tables } = await page('page=complaints')
    expect(body.toString().trim().split('\r\n').length).toBe((tables['pareto']?.length ?? 0) + 1)
    expect(headers['content-disposition']).toBe('attachment; filename="complaints-pareto-2025-11-17-2025-12-26.csv"')
    expect((await ask(open.url, '/api/export.csv?page=complaints&table=../x')).status).toBe(400)
  })

  test('a view becomes the definition of a report with its filters', async () => {
    const { body } = await ask(open.url, '/api/report.yaml?page=complaints&where.channel=app&by=product')
    const definition = parse(body.toString())
    expect(definition).toMatchObject({ report: 'view-complaints', period: 'week', filters: { channel: ['app'] } })
    expect(definition.sections).toContainEqual(expect.objectContaining({ section: 'what', dimension: 'product' }))
  })
})

describe('without login', () => {
  test.each(['/api/page', '/api/meta', '/api/cases', '/api/export.csv', '/api/access', '/api/report.yaml', '/x'])(
    '%s is refused',
    async (path) => {
      for (const headers of [
        {},
        { cookie: `huiyin_session=${'a'.repeat(43)}` },
        { authorization: 'Bearer hyt_wrong_wrong_wrong_w' },
      ]) {
        const { status, body } = await ask(closed.url, path, headers as Record<string, string>)
        expect(status).toBe(401)
        expect(body.toString()).not.toContain(retailer.runId)
      }
    },
  )

  test('the page leads to the login and from there to the address asked for', async () => {
    const { status, headers } = await ask(closed.url, '/?page=complaints&where.channel=app', { accept: 'text/html' })
    expect(status).toBe(303)
    const login = String(headers.location)
    expect(login).toMatch(/^\/login\?lang=en&next=%2F%3Fpage/)
    const form = (await ask(closed.url, login)).body.toString()
    expect(form).toContain('value="/?page&#x3D;complaints&amp;where.channel&#x3D;app"')
    expect(form).not.toMatch(/<script|style=|onload/)
    const reply = await post(closed.url, '/login', { name: 'boss', password: PASSWORD, next: '/?page=quality' })
    expect([reply.status, reply.headers.location]).toEqual([303, '/?page=quality'])
  })

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/login', 'javascript:alert(1)'])(
    'the address %s to go on to becomes the first view',
    async (next) => {
      const reply = await post(closed.url, '/login', { name: 'audit', password: PASSWORD, next })
      if (reply.status !== 429) expect([reply.status, reply.headers.location]).toEqual([303, '/'])
    },
  )

  test('a form of another site is refused, and so is one without origin', async () => {
    const form = { name: 'boss', password: PASSWORD, next: '/' }
    for (const origin of ['https://evil.example', 'null', ''])
      expect((await post(closed.url, '/login', form, { origin })).status).toBe(403)
    expect((await post(closed.url, '/api/page', form)).status).toBe(405)
    expect((await post(open.url, '/login', form)).status).toBe(405)
  })

  test('guessing is slowed down, whoever is guessed', async () => {
    const statuses: number[] = []
    for (let attempt = 0; attempt < 8; attempt += 1)
      statuses.push((await post(closed.url, '/login', { name: 'nobody', password: `x${attempt}`, next: '/' })).status)
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(2)
    expect(new Set(statuses)).toEqual(new Set([...statuses.filter((status) => status === 401), 429]))
  })

  test('logging out ends the session', async () => {
    const cookie = cookies.get('boss') ?? ''
    expect((await as('boss', '/api/meta')).status).toBe(200)
    const { headers } = await post(closed.url, '/logout', {}, { cookie })
    expect(headers['set-cookie']?.[0]).toContain('Max-Age=0')
    expect((await as('boss', '/api/meta')).status).toBe(401)
  })
})

describe('a viewer of one department', () => {
  test('sees its own numbers only, whatever the parameters say', async () => {
    const own = { department: [DEPARTMENT] }
    const total = (await expected({ metrics: ['complaints_received'], where: own })).rows[0]?.n
    for (const attempt of [
      '',
      '&where.department=%E8%B4%A8%E9%87%8F%E7%AE%A1%E7%90%86%E9%83%A8',
      '&where.department=unknown',
      `&where.department=${encodeURIComponent(DEPARTMENT)}&where.department=unknown`,
      '&by=department',
      '&by=department&where.department=unknown',
    ]) {
      const { status, body } = await as('li', `/api/page?page=explore${attempt}`)
      expect([attempt, status]).toEqual([attempt, 200])
      const { head, tables } = answered(body)
      expect((head['where'] as Row)['department']).toEqual([DEPARTMENT])
      expect(tables['totals']?.map(({ n }) => n)).toEqual([total])
      for (const { dimension, key } of tables['figures'] ?? [])
        if (dimension === 'department') expect(key).toBe(DEPARTMENT)
    }
    const complaints = answered((await as('li', '/api/page?page=complaints&by=department,category')).body)
    expect(complaints.tables['pareto']?.map(({ key }) => key)).toEqual([DEPARTMENT])
    const departments = complaints.tables['cells']?.filter(({ dimension }) => dimension === 'department')
    expect(departments?.map(({ key }) => key)).toEqual([DEPARTMENT])
    for (const { key } of complaints.tables['cross'] ?? []) expect(key).toBe(DEPARTMENT)
  })

  test.each([
    '/api/page?page=norms',
    '/api/page?page=quality',
    '/api/cases',
    '/api/access',
    '/api/export.csv?page=quality&table=batches',
  ])('is refused %s', async (path) => {
    expect((await as('li', path)).status).toBe(403)
  })

  test('gets no case rows, no signals of others, and no small cells', async () => {
    const timeliness = answered((await as('li', '/api/page?page=timeliness')).body)
    expect(timeliness.tables['overdue']).toEqual([])
    const signals = answered((await as('li', '/api/page?page=signals')).body)
    for (const row of [...(signals.tables['charts'] ?? []), ...(signals.tables['scan'] ?? [])])
      expect([row['dimension'], row['member']]).toEqual(['department', DEPARTMENT])
    const { tables } = answered(
      (await as('li', '/api/page?page=explore&by=store,level&metrics=complaints_received')).body,
    )
    const shown = tables['figures'] ?? []
    const counts = shown.map(({ value }) => value)
    expect(counts.filter((n) => n !== null && Number(n) > 0 && Number(n) < 5)).toEqual([])
    expect(shown.some(({ suppressed }) => suppressed === 'small_cell')).toBe(true)
  })

  test('does not get the answer that another role was given, by address or by ETag', async () => {
    const all = await as('audit', '/api/page?page=explore')
    const again = await as('li', '/api/page?page=explore', { 'if-none-match': String(all.headers.etag) })
    expect(again.status).toBe(200)
    expect(answered(again.body).tables['totals']).not.toEqual(answered(all.body).tables['totals'])
    expect(all.headers['cache-control']).toBe('private, no-cache')
  })
})

describe('what is asked is bound, never put into SQL', () => {
  const HOSTILE = ["' OR 1=1 --", "'); drop table facts.complaint; --", '__proto__', '$from', '[object Object]']

  test.each(HOSTILE)('the value %s finds nothing', async (value) => {
    const { tables } = await page(`page=overview&where.category=${encodeURIComponent(value)}`)
    expect(tables['headline']?.[0]?.['n']).toBe(0)
    const reply = await ask(open.url, `/api/cases?where.category=${encodeURIComponent(value)}`)
    expect(answered(reply.body).head['total']).toBe(0)
  })

  test.each([
    'where.__proto__=x',
    'where.constructor=x',
    'where.=x',
    'where.customer_id=x',
    'where.channel%20is%20null=x',
    'where[channel]=x',
    'where=x',
    'by=channel;drop',
    'by=channel,region,product',
    'metrics=__proto__',
    'part=all',
    'from=2025-01-01&from=2025-02-01',
  ])('the parameter %s is refused', async (query) => {
    const { status, body } = await ask(open.url, `/api/page?${query}`)
    expect(status).toBe(400)
    expect(JSON.parse(body.toString()).error.code).toMatch(/^HY-/)
  })
})

test('the example has rows for what these tests compare', async () => {
  const [row] = await queryRows<{ n: number }>(
    snapshot.database.connection,
    "select count(*) as n from facts.complaint where department = $department and channel = 'app'",
    { department: DEPARTMENT },
  )
  expect(row?.n).toBeGreaterThan(10)
  expect(metricDefinition('on_time_resolution').kind).toBe('share')
})

test('what a browser gives up is interrupted, and does not stand in the way of others', async () => {
  // Every scan of the complaints now takes minutes, and only so many at a time are worked on.
  const slow =
    'create or replace view facts.complaint as select complaint.* from held.complaint cross join range(20000000) as slow'
  await publishChanged(retailer.published, retailer.runId, 'slow', slow)
  const range = 'from=2025-11-17&to=2025-12-26&period=week'
  const given = ['phone', 'email', 'app', 'web'].map(async (channel) => {
    const address = `${open.url}api/page?page=explore&${range}&where.channel=${channel}`
    await expect(fetch(address, { signal: AbortSignal.timeout(300) })).rejects.toThrow()
  })
  await Promise.all(given)
  const { status, body } = await ask(open.url, `/api/page?page=quality&${range}`)
  expect([status, answered(body).head['run_id']]).toEqual([200, 'slow'])
}, 60_000)

test('what changed follows the filters: findings about what they name, and contributions of the cases that they leave', async () => {
  const finding = (dimension: string, member: string) =>
    `insert into marts.scan (scan_no, comparison, metric, dimension, member, is_share_of_all, is_flagged, tests)
     select coalesce(max(scan_no), 0) + 1, 'share_of_all', 'complaints_received', '${dimension}', '${member}', true, true, 2 from marts.scan`
  const compared = `insert into marts.contribution (contribution_no, metric, dimension, change)
    values (900, 'complaints_received', 'department', 1), (901, 'complaints_received', 'channel', 1)`
  const changed = [finding('channel', 'app'), finding('channel', 'phone'), compared].join('; ')
  await publishChanged(retailer.published, retailer.runId, 'changed', changed)
  const { tables } = await page('page=overview&where.channel=app')
  expect(tables['findings']?.map(({ member }) => member)).toEqual(['app'])
  const counts = async (from: string, to: string) => {
    const { rows } = await expected({
      metrics: ['complaints_received'],
      by: ['department'],
      where: { channel: ['app'] },
      from,
      to,
    })
    return new Map(rows.map(({ by, value }) => [by['department'] ?? null, value ?? 0]))
  }
  const [before, after] = [await counts('2025-10-27', '2025-11-23'), await counts('2025-11-24', '2025-12-21')]
  const changes = [...new Set([...before.keys(), ...after.keys()])]
    .map((member) => ({ member, change: (after.get(member) ?? 0) - (before.get(member) ?? 0) }))
    .filter(({ change }) => change !== 0)
  const found = tables['contributions']?.map(({ dimension, member, change }) => ({ dimension, member, change })) ?? []
  expect(found).toHaveLength(Math.min(12, changes.length))
  expect(changes.map((row) => ({ dimension: 'department', ...row }))).toEqual(expect.arrayContaining(found))
  expect(found.length).toBeGreaterThan(2)
})

test('a snapshot of an earlier version, which lacks marts, has the page of signals without them', async () => {
  const older = 'drop table marts.reading; alter table marts.driver drop column driver_no'
  await publishChanged(retailer.published, retailer.runId, 'older', older)
  const { tables } = await page('page=signals')
  expect([tables['readings'], tables['drivers']]).toEqual([[], []])
  expect(Object.keys(tables)).toEqual(Object.keys(PAGE_TABLES.signals))
})
