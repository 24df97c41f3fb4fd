import { afterAll, beforeAll, expect, test } from 'vitest'
import { PAGES } from '../../../pipelines/dashboard/api/pages.ts'
import { PAGE_TABLES } from '../../../pipelines/dashboard/api/tables.ts'
import { type RunningDashboard, startDashboard } from '../../../pipelines/dashboard/serve.ts'
import { answerMetrics } from '../../../pipelines/metrics/answer-metrics.ts'
import { openSnapshot } from '../../../pipelines/warehouse/snapshot.ts'
import { ask, post } from './ask.ts'
import { DEPARTMENT, PASSWORD, writePeople } from './people.ts'
import { type PublishedRetailer, publishRetailer, QUIET } from './published-retailer.ts'

let retailer: PublishedRetailer
let dashboard: RunningDashboard
let others: string[]
let cookie: string

beforeAll(async () => {
  retailer = await publishRetailer()
  await writePeople(retailer.published)
  // Each request comes a second after the one before, so that none is too many.
  let seconds = 0
  const now = () => new Date(QUIET.now().getTime() + seconds++ * 1000)
  const options = { published: retailer.published, port: 0, locale: 'en', effects: { ...QUIET, now } } as const
  dashboard = await startDashboard({ ...options, settings: { login: 'always' } })
  const { headers } = await post(dashboard.url, '/login', { name: 'li', password: PASSWORD, next: '/' })
  cookie = String(headers['set-cookie']?.[0] ?? '').split(';', 1)[0] ?? ''
  await using snapshot = await openSnapshot(retailer.published)
  const query = { metrics: ['complaints_received'], by: ['department'] }
  const { rows } = await answerMetrics(snapshot.database.connection, snapshot.run, query)
  others = rows.flatMap(({ by }) =>
    by['department'] == null || by['department'] === DEPARTMENT ? [] : [by['department']],
  )
})

afterAll(async () => {
  await dashboard?.close()
  await retailer?.remove()
})

const TABLES = PAGES.flatMap((page) =>
  Object.keys(PAGE_TABLES[page]).map((table) => `export.csv?page=${page}&table=${table}`),
)
const ROUTES = [
  ...PAGES.map((page) => `page?page=${page}`),
  ...TABLES,
  'report.yaml?page=explore',
  'cases?page=explore',
  'access?page=explore',
]

/** What somebody of one department might try to be told of another. */
const ATTEMPTS: readonly ((other: string) => readonly (readonly [string, string])[])[] = [
  (other) => [['where.department', other]],
  (other) => [
    ['by', 'department'],
    ['where.department', DEPARTMENT],
    ['where.department', other],
  ],
  () => [
    ['by', 'department,owner_role'],
    ['where.store', 'unknown'],
    ['where.department', 'unknown'],
  ],
  () => [
    ['by', 'category,department'],
    ['metrics', 'complaints_received,csat_top2'],
  ],
  (other) => [['where.department', `${other}') or ('1'='1`]],
  (other) => [['where.Department', other]],
  (other) => [
    ['department', other],
    ['role', 'manager'],
  ],
]

test.each(ATTEMPTS)('no answer tells a department of another one: attempt %#', async (attempt) => {
  const [other = ''] = others
  const parameters = new URLSearchParams(attempt(other).map(([name, value]) => [name, value]))
  const headers = { cookie, 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' }
  const statuses: number[] = []
  for (const route of ROUTES) {
    const { status, body } = await ask(dashboard.url, `/api/${route}&${parameters}`, headers)
    statuses.push(status)
    const named = status === 200 ? others.filter((name) => body.includes(name)) : []
    expect([route, String(parameters), named]).toEqual([route, String(parameters), []])
  }
  expect(others.length).toBeGreaterThan(2)
  expect(statuses.every((status) => [200, 400, 403].includes(status))).toBe(true)
})

test('what it may see at all is told', async () => {
  const { status, body } = await ask(dashboard.url, '/api/export.csv?page=explore&table=figures&by=department', {
    cookie,
  })
  expect([status, body.includes(DEPARTMENT)]).toEqual([200, true])
})
