import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Locale } from '../../../pipelines/core/locale.ts'
import { messageTree } from '../../../pipelines/core/messages.ts'
import { PAGE_METRICS, PAGES, type PageName } from '../../../pipelines/dashboard/api/pages.ts'
import { type RunningDashboard, startDashboard } from '../../../pipelines/dashboard/serve.ts'
import { answerMetrics } from '../../../pipelines/metrics/answer-metrics.ts'
import { metricDefinition } from '../../../pipelines/metrics/catalogue.ts'
import { formatCount, formatInterval, formatValue } from '../../../pipelines/metrics/format-value.ts'
import { openSnapshot } from '../../../pipelines/warehouse/snapshot.ts'
import { launchBrowser, openPage, settled } from './browser.ts'
import { type PublishedRetailer, publishChanged, publishRetailer, QUIET } from './published-retailer.ts'

const HOSTILE = '<img src=x onerror=alert(1)></script><script>alert(2)</script>{{7*7}}'
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
/** A script that gives what axe finds serious or worse, one element of each kind; of long lists it looks at the first few. */
const serious = (
  options: string,
) => `axe.run({ exclude: [['tr:nth-child(n+4)'], ['li:nth-child(n+9)']] }, ${options}).then(({ violations }) => violations
  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
  .map(({ id, nodes }) => id + ': ' + nodes[0].html))`
/** What stands where words are missing: a message's key, a gap that was not filled. */
const NO_WORDS = new RegExp(
  `undefined|NaN|\\{\\w+\\}|\\b(${Object.keys(messageTree('en', 'dashboard')).join('|')})\\.[a-z]+_?[a-z]*\\b`,
)
let retailer: PublishedRetailer
let dashboard: RunningDashboard
let browser: Browser
let downloads: string

beforeAll(async () => {
  const [published, launched] = await Promise.all([publishRetailer(), launchBrowser()])
  retailer = published
  browser = launched
  downloads = await mkdtemp(join(tmpdir(), 'huiyin-downloads-'))
  const options = {
    published: retailer.published,
    host: '127.0.0.1',
    port: 0,
    locale: 'zh-CN',
    effects: QUIET,
  } as const
  dashboard = await startDashboard(options)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await dashboard?.close()
  await retailer?.remove()
  await rm(downloads, { recursive: true, force: true })
})

const textOf = (page: Page, selector: string) => page.$eval(selector, (node) => node.textContent ?? '')
const parameters = (page: Page) => new URL(page.url()).searchParams
const open = (query: string, width?: number) => openPage(browser, `${dashboard.url}?${query}`, width)

async function click(page: Page, selector: string): Promise<void> {
  await page.$eval(selector, (node) => (node as { click(): void }).click())
  await settled(page)
}

/** What the tiles must say, by `huiyin metrics`' own way to an answer. */
async function expectedTiles(locale: Locale, where: Record<string, string[]>): Promise<[string, string[]][]> {
  await using snapshot = await openSnapshot(retailer.published)
  const metrics = PAGE_METRICS.overview
  const { rows } = await answerMetrics(snapshot.database.connection, snapshot.run, { metrics, where })
  return rows.map((row) => {
    const format = metricDefinition(row.metric)
    const isShown = row.tier === 'enough' || row.tier === 'small'
    const interval = isShown && row.interval !== null ? [formatInterval(locale, format, row.interval)] : []
    const n = row.interval === null ? [] : [`n\u00a0=\u00a0${formatCount(locale, row.n)}`]
    return [row.metric, [...(isShown ? [formatValue(locale, format, row.value)] : []), ...interval, ...n]]
  })
}

async function expectTiles(page: Page, locale: Locale, where: Record<string, string[]>): Promise<void> {
  for (const [metric, texts] of await expectedTiles(locale, where)) {
    const tile = await textOf(page, `#tile-${metric}`)
    for (const text of texts) expect(tile).toContain(text)
  }
}

/** Pages that have every colour between them. */
const DARK: readonly PageName[] = ['overview', 'signals', 'improvement', 'quality']

/** What a machine finds that shuts people out, in light, and the colours in dark as well. */
async function shutsOut(page: Page, name: PageName): Promise<unknown[]> {
  const light = (await page.evaluate(serious('{}'))) as string[]
  if (!DARK.includes(name)) return light
  await page.click('#theme')
  const dark = (await page.evaluate(serious("{ runOnly: ['color-contrast'] }"))) as string[]
  await page.click('#theme')
  return [...light, ...dark]
}

test.each([
  ['zh-CN', 1280],
  ['zh-TW', 390],
  ['en', 1280],
] as const)(
  'in %s, %d pixels wide: every page in words, inside its edges, without an error or (in English) what shuts people out, numbers as the metrics say',
  async (lang, width) => {
    const { page, complaints } = await open(`page=overview&lang=${lang}`, width)
    await expectTiles(page, lang, {})
    if (lang === 'en') await page.evaluate(await readFile(AXE, 'utf8'))
    for (const name of PAGES) {
      await click(page, `#nav-${name}`)
      expect(parameters(page).get('page')).toBe(name)
      const words = String(await page.evaluate('document.querySelector("main").innerText'))
      expect([name, words.match(NO_WORDS)]).toEqual([name, null])
      expect(await textOf(page, '.origin')).toMatch(/12/)
      expect([name, await page.$eval('html', (root) => root.scrollWidth)]).toEqual([name, width])
      if (lang === 'en') expect([name, await shutsOut(page, name)]).toEqual([name, []])
    }
    expect(complaints).toEqual([])
    await page.close()
  },
)

test('a click on a bar filters everything, the back button takes it back, a link shows the same, reset undoes all', async () => {
  const { page, complaints } = await open('page=complaints&lang=en')
  const chart = await (await page.$('.pareto .chart svg'))?.boundingBox()
  await page.mouse.click((chart?.x ?? 0) + (chart?.width ?? 0) * 0.6, (chart?.y ?? 0) + 25)
  await settled(page)
  const [category = ''] = parameters(page).getAll('where.category')
  expect(category).not.toBe('')
  expect(await textOf(page, '.chips')).toContain(category)
  await click(page, '#nav-overview')
  await expectTiles(page, 'en', { category: [category] })
  const shared = await open(new URL(page.url()).search.slice(1))
  expect(await textOf(shared.page, '#tile-backlog')).toBe(await textOf(page, '#tile-backlog'))
  await shared.page.close()
  await click(page, '#reset')
  expect(new URL(page.url()).search).toBe('?page=overview&lang=en')
  await expectTiles(page, 'en', {})
  await page.goBack()
  await settled(page)
  await page.goBack()
  await settled(page)
  expect([parameters(page).get('page'), parameters(page).getAll('where.category')]).toEqual(['complaints', [category]])
  await page.goBack()
  await settled(page)
  expect(await page.$eval('.chips', (chips) => chips.hidden)).toBe(true)
  expect([...complaints, ...shared.complaints]).toEqual([])
  await page.close()
})

test('a brush on the trend chooses whole weeks', async () => {
  const { page } = await open('page=complaints&lang=en&period=week')
  const chart = await (await page.$('.trend .chart svg'))?.boundingBox()
  const [left, middle] = [(chart?.x ?? 0) + 50, (chart?.y ?? 0) + 100]
  const week = ((chart?.width ?? 0) - 60) / 6
  await page.mouse.move(left + week * 1.5, middle)
  await page.mouse.down()
  await page.mouse.move(left + week * 2.2, middle, { steps: 4 })
  await page.mouse.move(left + week * 2.6, middle, { steps: 4 })
  await page.mouse.up()
  await settled(page)
  expect([parameters(page).get('from'), parameters(page).get('to')]).toEqual(['2025-11-24', '2025-12-07'])
  expect(await page.$eval('#from', (input) => input.value)).toBe('2025-11-24')
  await page.close()
})

test('from a number to the masked cases behind it, and back; the link opens them too', async () => {
  const { page, complaints } = await open('page=overview&lang=en')
  const [missed = ''] = (await textOf(page, '#tile-on_time_resolution .link')).match(/\d+/) ?? []
  await click(page, '#tile-on_time_resolution .link')
  await page.waitForSelector('#cases[open] tbody tr')
  expect(await textOf(page, '#cases .finding')).toContain(`${missed} cases`)
  expect(parameters(page).get('cases')).toMatch(/^on_time_resolution~missed~/)
  const shared = await open(new URL(page.url()).search.slice(1))
  await shared.page.waitForSelector('#cases[open] tbody tr')
  await shared.page.close()
  await page.keyboard.press('Escape')
  await settled(page)
  expect(await page.$('#cases[open]')).toBeNull()
  await page.goBack()
  await page.waitForSelector('#cases[open] tbody tr')
  expect(complaints).toEqual([])
  await page.close()
})

test('the keyboard alone filters, by a table in place of the chart and by check boxes', async () => {
  const { page } = await open('page=complaints&lang=en')
  await page.focus('.pareto .tool')
  await page.keyboard.press('Enter')
  await page.focus('.pareto .row-link')
  await page.keyboard.press('Enter')
  await settled(page)
  expect(parameters(page).getAll('where.category')).toHaveLength(1)
  await page.focus('#open-channel')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await settled(page)
  expect(parameters(page).getAll('where.channel')).toHaveLength(1)
  expect(await page.$eval('#menu-channel', (menu) => menu.matches(':popover-open'))).toBe(true)
  await page.close()
})

describe('what is taken away', () => {
  async function taken(page: Page, ending: string, take: () => Promise<void>): Promise<Buffer> {
    const session = await page.createCDPSession()
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads })
    await take()
    const name = await expect
      .poll(async () => (await readdir(downloads)).find((file) => file.endsWith(ending)), { timeout: 8000 })
      .toBeDefined()
      .then(async () => (await readdir(downloads)).find((file) => file.endsWith(ending)) ?? '')
    const content = await readFile(join(downloads, name))
    await rm(join(downloads, name))
    return content
  }

  test('a chart as picture and numbers', async () => {
    const { page, complaints } = await open('page=complaints&lang=zh-CN')
    const take = (kind: string) => async () => {
      await page.click('#take-pareto')
      await page.click(`.pareto #take-as-${kind}`)
    }
    const svg = (await taken(page, '.svg', take('svg'))).toString()
    expect(svg).toMatch(/^<svg[^>]*>[\s\S]*2025年11月17日/)
    expect((await taken(page, '.png', take('png'))).subarray(1, 4).toString()).toBe('PNG')
    const csv = (await taken(page, '.csv', take('csv'))).toString()
    expect(csv.split('\r\n')[1]).toMatch(/^[^,]+,\d+,0\.\d+,0\.\d+$/)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('the view as a report, with its filters', async () => {
    const { page } = await open('page=complaints&lang=en&where.channel=phone')
    await page.click('#report')
    await page.waitForSelector('#report-yaml')
    const yaml = await page.$eval('#report-yaml', (area) => area.value)
    expect(parse(yaml)).toMatchObject({ filters: { channel: ['phone'] }, sections: expect.any(Array) })
    await page.close()
  })

  test('a page as one file that shows the same without a server', async () => {
    const { page } = await open('page=overview&lang=en&where.channel=phone')
    const file = await taken(page, '.html', () => page.click('#save-page'))
    const path = join(downloads, 'saved page.html')
    await writeFile(path, file)
    const saved = await openPage(browser, pathToFileURL(path).href)
    await expectTiles(saved.page, 'en', { channel: ['phone'] })
    expect(await saved.page.$$eval('.spark svg', (charts) => charts.length)).toBeGreaterThan(3)
    expect(await textOf(saved.page, '.origin')).toBe(await textOf(page, '.origin'))
    expect(saved.complaints).toEqual([])
    await Promise.all([page.close(), saved.page.close()])
  })
})

test('a wrong link says what is wrong, an empty selection that it is empty', async () => {
  const page = await browser.newPage()
  await page.goto(`${dashboard.url}?lang=en&from=2026-13-01`)
  await page.waitForSelector('.notice')
  expect(await textOf(page, '.notice')).toContain('HY-M-003')
  await page.goto(`${dashboard.url}?page=complaints&lang=en&where.category=none-of-these`)
  await page.waitForSelector('.questions .card-body')
  await settled(page)
  expect(await textOf(page, '.trend')).toContain('Widen the range of days')
  await page.close()
})

test('hostile text of the data is text, and a new snapshot shows without a restart', async () => {
  const { page, complaints } = await open('page=complaints&lang=en')
  await publishChanged(
    retailer.published,
    retailer.runId,
    'hostile',
    `update held.complaint set category = '${HOSTILE}', department = '${HOSTILE}', body = '${HOSTILE}' where channel = 'phone'`,
  )
  await page.select('#pareto-by', 'department')
  await settled(page)
  await expect.poll(() => textOf(page, 'footer')).toContain('hostile')
  expect(await textOf(page, '.pareto')).toContain('<img')
  await page.goto(`${dashboard.url}?page=complaints&lang=en&where.category=${encodeURIComponent(HOSTILE)}`)
  await page.waitForSelector('.chips .chip')
  expect(await textOf(page, '.chips')).toContain(HOSTILE)
  await click(page, '#open-cases')
  await page.waitForSelector('#cases[open] tbody tr')
  expect(await textOf(page, '#cases tbody')).toContain('<img')
  expect(await page.$$eval('img:not([src="/favicon"])', (images) => images.length)).toBe(0)
  expect(complaints).toEqual([])
  await page.close()
})
