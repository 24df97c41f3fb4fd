import { writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { readAccessLog } from '../../../pipelines/dashboard/access/read-access-log.ts'
import { PAGES } from '../../../pipelines/dashboard/api/pages.ts'
import { type RunningDashboard, startDashboard } from '../../../pipelines/dashboard/serve.ts'
import { makeCredentials } from '../report/seal/test-credentials.ts'
import { launchBrowser, settled } from './browser.ts'
import { DEPARTMENT, PASSWORD, writePeople } from './people.ts'
import { type PublishedRetailer, publishRetailer, QUIET } from './published-retailer.ts'

const NAME = 'board.localhost'
let retailer: PublishedRetailer
let browser: Browser
let context: BrowserContext
let secure: RunningDashboard
let behind: RunningDashboard
let proxy: Server
let pem: { cert: string; key: string }
/** The instant at which the server believes to be. */
let now = QUIET.now()

beforeAll(async () => {
  const [published, launched] = await Promise.all([publishRetailer(), launchBrowser()])
  retailer = published
  browser = launched
  await writePeople(retailer.published)
  const { pem: cert, key } = await makeCredentials({ name: NAME, password: 'unused' })
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', key)).toString('base64')
  pem = { cert, key: `-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----\n` }
  const tls = { cert: join(dirname(retailer.published), 'cert.pem'), key: join(dirname(retailer.published), 'key.pem') }
  await Promise.all([writeFile(tls.cert, pem.cert), writeFile(tls.key, pem.key)])
  const effects = { ...QUIET, now: () => now }
  const options = { published: retailer.published, port: 0, locale: 'en', effects } as const
  secure = await startDashboard({ ...options, settings: { login: 'always', tls } })
  behind = await startDashboard({ ...options, settings: { trusted_proxies: ['127.0.0.1'], names: [NAME] } })
  proxy = await startProxy(behind.url)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await new Promise((closed) => proxy?.close(closed))
  await secure?.close()
  await behind?.close()
  await retailer?.remove()
})

beforeEach(async () => {
  now = new Date(now.getTime() + 3_600_000)
  context = await browser.createBrowserContext()
})
afterEach(() => context.close())

/** Takes TLS off and passes requests on as a proxy does, whatever the browser said about itself. */
async function startProxy(target: string): Promise<Server> {
  const { port } = new URL(target)
  const server = createServer(pem, (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const headers = { ...incoming.headers, 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' }
    const passed = httpRequest(
      { host: '127.0.0.1', port, path: incoming.url, method: incoming.method, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    passed.on('error', () => outgoing.destroy())
    incoming.pipe(passed)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return server
}

async function openLogin(url: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await context.newPage()
  const session = await page.createCDPSession()
  await session.send('Security.setIgnoreCertificateErrors', { ignore: true })
  const complaints: string[] = []
  page.on('console', (line) => complaints.push(line.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(url)
  return { page, complaints }
}

async function logIn(page: Page, name: string, password = PASSWORD): Promise<void> {
  for (const [field, text] of Object.entries({ name, password })) {
    await page.$eval(`input[name=${field}]`, (input) => {
      ;(input as unknown as { value: string }).value = ''
    })
    await page.type(`input[name=${field}]`, text)
  }
  await Promise.all([page.waitForNavigation(), page.click('button[type=submit]')])
}

async function shown(page: Page): Promise<void> {
  await page.waitForSelector('footer')
  await settled(page)
}

const pagesOffered = (page: Page) =>
  page.$$eval('[id^=nav-]', (links) => links.map(({ id }) => id.replace('nav-', '')).sort())
const textOf = (page: Page, selector: string) => page.$eval(selector, (node) => node.textContent ?? '')

test('over TLS, a department logs in, sees what is its own, keeps its view through the login, and signs out', async () => {
  const { page, complaints } = await openLogin(`${secure.url}?page=explore&by=department&lang=en`)
  expect(new URL(page.url()).pathname).toBe('/login')
  await logIn(page, 'li', 'wrong')
  expect(await textOf(page, '[role=alert]')).not.toBe('')
  complaints.length = 0
  await logIn(page, 'li')
  await shown(page)
  expect(new URL(page.url()).searchParams.get('by')).toBe('department')
  expect(await pagesOffered(page)).toEqual(PAGES.filter((name) => name !== 'norms' && name !== 'quality').sort())
  const words = await textOf(page, 'main')
  expect(words).toContain(DEPARTMENT)
  expect(words).not.toContain('质量管理部')
  const [cookie] = await context.cookies()
  expect(cookie).toMatchObject({ name: '__Host-huiyin_session', secure: true, httpOnly: true, sameSite: 'Strict' })
  expect(complaints).toEqual([])
  await Promise.all([page.waitForNavigation(), page.click('.sign-out button')])
  expect(new URL(page.url()).pathname).toBe('/login')
  await page.goBack()
  await page.waitForFunction("location.pathname === '/login'")
})

test('an auditor sees every page and the cases, and who saw them', async () => {
  const { page } = await openLogin(`${secure.url}?page=norms&lang=en`)
  await logIn(page, 'audit')
  await shown(page)
  expect(await pagesOffered(page)).toEqual([...PAGES].sort())
  expect(await page.$$eval('main table tbody tr', (rows) => rows.length)).toBeGreaterThan(10)
  const status = (path: string) => page.evaluate(`fetch('${path}').then(({ status }) => status)`)
  expect(await status('/api/cases')).toBe(200)
  expect(await status('/api/access')).toBe(200)
})

test('a session that ended leads to the login and back to the same view', async () => {
  const { page } = await openLogin(`${secure.url}?page=overview&lang=en`)
  await logIn(page, 'boss')
  await shown(page)
  now = new Date(now.getTime() + 3 * 3_600_000)
  await Promise.all([page.waitForNavigation(), page.click('#nav-timeliness')])
  await page.waitForFunction("location.pathname === '/login'")
  await logIn(page, 'boss')
  await shown(page)
  expect(new URL(page.url()).searchParams.get('page')).toBe('timeliness')
})

test('behind a proxy the cookie is secure, and the log names the address that the proxy saw', async () => {
  const { port } = proxy.address() as AddressInfo
  const { page, complaints } = await openLogin(`https://${NAME}:${port}/?page=overview&lang=en`)
  await logIn(page, 'boss')
  await shown(page)
  expect(complaints).toEqual([])
  expect((await context.cookies())[0]).toMatchObject({ name: '__Host-huiyin_session', secure: true })
  const { entries } = await readAccessLog(join(dirname(retailer.published), 'logs'))
  const own = entries.filter(({ address }) => address === '203.0.113.7')
  expect(own.map(({ event, name }) => [event, name])).toContainEqual(['login', 'boss'])
})
