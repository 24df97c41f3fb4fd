import { tableFromIPC } from 'apache-arrow'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LOCALES, type Locale } from '../../../pipelines/core/locale.ts'
import { type RunningDashboard, startDashboard } from '../../../pipelines/dashboard/serve.ts'
import { answerMetrics } from '../../../pipelines/metrics/answer-metrics.ts'
import { metricDefinition } from '../../../pipelines/metrics/catalogue.ts'
import { formatCount, formatInterval, formatValue } from '../../../pipelines/metrics/format-value.ts'
import { openSnapshot } from '../../../pipelines/warehouse/snapshot.ts'
import { launchBrowser, openPage, settled } from './browser.ts'
import { type PublishedRetailer, publishChanged, publishRetailer, QUIET } from './published-retailer.ts'

const HOSTILE = '<img src=x onerror=alert(1)></script><script>alert(2)</script>{{7*7}}'
/** The names of the bars: the labels that stand left of the axis. */
const NAMES = '.pareto svg .role-axis-label text[transform^="translate(-8,"]'
let retailer: PublishedRetailer
let dashboard: RunningDashboard
let browser: Browser

beforeAll(async () => {
  const [published, launched] = await Promise.all([publishRetailer(), launchBrowser()])
  retailer = published
  browser = launched
  dashboard = await startDashboard({
    published: retailer.published,
    host: '127.0.0.1',
    port: 0,
    locale: 'zh-CN',
    effects: QUIET,
  })
})

afterAll(async () => {
  await browser?.close()
  await dashboard?.close()
  await retailer?.remove()
})

const tileText = (page: Page, metric: string) => page.$eval(`#tile-${metric}`, (tile) => tile.textContent ?? '')

/** The names of the bars from top to bottom. */
async function rankedLabels(page: Page): Promise<string[]> {
  const placed = await page.$$eval(NAMES, (labels) =>
    labels.map((label) => ({ y: label.getBoundingClientRect().y, text: label.textContent ?? '' })),
  )
  return placed.sort((a, b) => a.y - b.y).map(({ text }) => text)
}

/** The categories of an answer in the order of their rank. */
async function rankedKeys(search: string): Promise<string[]> {
  const response = await fetch(`${dashboard.url}api/data${search}`)
  const rows = tableFromIPC(new Uint8Array(await response.arrayBuffer()))
    .toArray()
    .map((row) => row.toJSON())
  return rows.filter((row) => row['block'] === 'pareto').map((row) => row['key'])
}

async function expectedTiles(locale: Locale, where: Record<string, string[]>): Promise<[string, string[]][]> {
  await using snapshot = await openSnapshot(retailer.published)
  const metrics = [
    'complaints_received',
    'on_time_resolution',
    'first_response_on_time',
    'csat_top2',
    'nps',
    'response_rate',
  ]
  const { rows } = await answerMetrics(snapshot.database.connection, snapshot.run, { metrics, where })
  return rows.map((row) => {
    const format = metricDefinition(row.metric)
    const isShown = row.tier === 'enough' || row.tier === 'small'
    const interval = isShown && row.interval !== null ? [formatInterval(locale, format, row.interval)] : []
    const n = row.interval === null ? [] : [`n = ${formatCount(locale, row.n)}`]
    return [row.metric, [...(isShown ? [formatValue(locale, format, row.value)] : []), ...interval, ...n]]
  })
}

test.each(LOCALES)('in %s: no error, no breach of the policy, numbers as the metrics say', async (lang) => {
  const { page, complaints } = await openPage(browser, `${dashboard.url}?lang=${lang}`)
  expect(await page.$eval('html', (node) => node.lang)).toBe(lang)
  for (const [metric, texts] of await expectedTiles(lang, {})) {
    const tile = await tileText(page, metric)
    for (const text of texts) expect(tile).toContain(text)
  }
  expect(await page.$$eval('.chart svg', (charts) => charts.length)).toBe(3)
  expect(await page.$eval('body', (body) => body.textContent)).not.toMatch(
    /undefined|NaN|\{\w+\}|[a-z]+\.[a-z_]+\b(?=\s)/,
  )
  expect(await page.$eval('footer', (footer) => footer.textContent)).toContain(retailer.runId)
  expect(complaints).toEqual([])
  await page.close()
})

test('a click on a category filters everything, the back button takes it back, the link shows the same', async () => {
  const { page, complaints } = await openPage(browser, `${dashboard.url}?lang=en`)
  const before = await tileText(page, 'complaints_received')
  const [first = '', second = ''] = await rankedLabels(page)
  const box = await (await page.$$(NAMES))[1]?.boundingBox()
  const chart = await (await page.$('.pareto svg'))?.boundingBox()
  await page.mouse.click((chart?.x ?? 0) + (chart?.width ?? 0) * 0.6, (box?.y ?? 0) + (box?.height ?? 0) / 2)
  await settled(page)
  expect(new URL(page.url()).searchParams.getAll('category')).toEqual([second])
  for (const [metric, texts] of await expectedTiles('en', { category: [second] })) {
    const tile = await tileText(page, metric)
    for (const text of texts) expect(tile).toContain(text)
  }
  expect(await rankedLabels(page)).toContain(first)
  expect(await page.$eval('.chips', (chips) => chips.textContent)).toContain(second)
  expect(await page.$eval('#open-category', (button) => button.textContent)).toContain(second)
  const filtered = await tileText(page, 'complaints_received')
  const shared = await openPage(browser, page.url())
  expect(await tileText(shared.page, 'complaints_received')).toBe(filtered)
  await shared.page.close()
  await page.goBack()
  await settled(page)
  expect(await tileText(page, 'complaints_received')).toBe(before)
  expect(await page.$eval('.chips', (chips) => chips.hidden)).toBe(true)
  expect([...complaints, ...shared.complaints]).toEqual([])
  await page.close()
})

test('a brush on the trend chooses whole weeks, and reset undoes everything', async () => {
  const { page, complaints } = await openPage(browser, `${dashboard.url}?lang=en&channel=phone&period=week`)
  const chart = await (await page.$('.trend .chart svg'))?.boundingBox()
  const [left, middle] = [(chart?.x ?? 0) + 50, (chart?.y ?? 0) + 100]
  const week = ((chart?.width ?? 0) - 60) / 6
  await page.mouse.move(left + week * 1.5, middle)
  await page.mouse.down()
  await page.mouse.move(left + week * 2.2, middle, { steps: 4 })
  await page.mouse.move(left + week * 2.6, middle, { steps: 4 })
  await page.mouse.up()
  await settled(page)
  const { searchParams } = new URL(page.url())
  expect([searchParams.get('from'), searchParams.get('to')]).toEqual(['2025-11-24', '2025-12-07'])
  expect(await page.evaluate('document.querySelector("#from").value')).toBe('2025-11-24')
  expect(await page.$$eval('.trend svg .brush', (marks) => marks.length)).toBe(0)
  expect((await rankedLabels(page)).slice(0, -1)).toEqual((await rankedKeys(new URL(page.url()).search)).slice(0, -1))
  await page.click('#reset')
  await settled(page)
  expect(new URL(page.url()).search).toBe('?lang=en')
  expect(complaints).toEqual([])
  await page.close()
})

test('the language changes at a click, the state stays, the focus too', async () => {
  const { page, complaints } = await openPage(
    browser,
    `${dashboard.url}?lang=en&channel=phone&metric=on_time_resolution`,
  )
  const n = (await tileText(page, 'on_time_resolution')).match(/n = [\d,]+/)?.[0] ?? '-'
  await page.focus('#lang-zh-TW')
  await page.keyboard.press('Enter')
  await page.waitForSelector('html[lang="zh-TW"]')
  await settled(page)
  expect(page.url()).toBe(`${dashboard.url}?lang=zh-TW&metric=on_time_resolution&channel=phone`)
  expect(await page.$eval('.trend h2', (heading) => heading.textContent)).toBe('按時解決率')
  expect(await tileText(page, 'on_time_resolution')).toContain(n)
  expect(await page.evaluate('document.activeElement.id')).toBe('lang-zh-TW')
  expect(complaints).toEqual([])
  await page.close()
})

test('a check box of the filter bar works by keyboard', async () => {
  const { page } = await openPage(browser, `${dashboard.url}?lang=en`)
  await page.focus('#open-channel')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await settled(page)
  expect(new URL(page.url()).searchParams.getAll('channel')).toHaveLength(1)
  expect(await page.$eval('#menu-channel', (menu) => menu.matches(':popover-open'))).toBe(true)
  await page.close()
})

test('on a telephone nothing runs over the edge', async () => {
  const { page } = await openPage(browser, `${dashboard.url}?lang=en&metric=on_time_resolution`, 390)
  expect(await page.$eval('html', (root) => root.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await page.$$eval('.chart svg', (charts) => charts.every((one) => one.clientWidth <= 390))).toBe(true)
  await page.close()
})

test('a wrong link says what is wrong, an empty selection that it is empty', async () => {
  const page = await browser.newPage()
  await page.goto(`${dashboard.url}?lang=en&from=2026-13-01`)
  await page.waitForSelector('.notice')
  expect(await page.$eval('.notice', (notice) => notice.textContent)).toContain('HY-M-003')
  await page.goto(`${dashboard.url}?lang=en&category=none-of-these`)
  await page.waitForSelector('.empty:not([hidden])')
  expect(await page.$eval('.empty', (empty) => empty.textContent)).toContain('No data in this selection')
  await page.close()
})

test('hostile text of the data is text, and a new snapshot shows without a restart', async () => {
  const { page, complaints } = await openPage(browser, `${dashboard.url}?lang=en`)
  await publishChanged(
    retailer.published,
    retailer.runId,
    'hostile',
    `update held.complaint set category = '${HOSTILE}', department = '${HOSTILE}' where channel = 'phone'`,
  )
  await page.click('#period-month')
  await expect.poll(() => page.$eval('footer', (footer) => footer.textContent)).toContain('hostile')
  await page.click('#by-department')
  await settled(page)
  expect((await rankedLabels(page)).join('')).toContain('<img')
  expect(await page.$$eval('img:not([src="/favicon"])', (images) => images.length)).toBe(0)
  await page.goto(`${dashboard.url}?lang=en&by=department&category=${encodeURIComponent(HOSTILE)}`)
  await settled(page)
  expect(await page.$eval('.chips', (chips) => chips.textContent)).toContain(HOSTILE)
  const chart = await (await page.$(NAMES))?.boundingBox()
  await page.mouse.move((chart?.x ?? 0) + 300, (chart?.y ?? 0) + 5)
  await page.waitForSelector('.tip:not([hidden])')
  expect(await page.$eval('.tip-title', (title) => title.textContent)).toBe(HOSTILE)
  expect(complaints).toEqual([])
  await page.close()
})
