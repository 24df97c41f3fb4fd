import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCALES } from '../../../pipelines/core/locale.ts'
import { composeHtml } from '../../../pipelines/report/compose-html.ts'
import { type PreparedReport, prepareReport } from '../../../pipelines/report/compose-sections.ts'
import { readDefinition } from '../../../pipelines/report/read-definition.ts'
import { reportPeriod } from '../../../pipelines/report/report-period.ts'
import { run } from '../../../pipelines/run.ts'
import { openSnapshot } from '../../../pipelines/warehouse/snapshot.ts'
import { makeTestWorkspace, plainCsv, quietEffects } from '../../workspace.ts'

const AS_OF = new Date('2026-01-12T00:00:00Z')
const LONG = '投诉类别名称'.repeat(33).slice(0, 200)
const HOSTILE = '<script>alert(1)</script>{{this}}<img src=x onerror=alert(2)>'

const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

/** A complaint of the report's week, resolved after a day. */
function complaint(number: number, fields: Record<string, string> = {}): Record<string, string> {
  const day = String(5 + (number % 7)).padStart(2, '0')
  return {
    complaint_id: `C-${number}`,
    received_at: `2026-01-${day} 09:00:00`,
    closed_at: `2026-01-${day} 19:00:00`,
    status: 'closed',
    level: 'L2',
    category: 'Delivery',
    ...fields,
  }
}

async function reportOf(records: readonly Record<string, string>[], parts: object = {}): Promise<PreparedReport> {
  const workspace = await makeTestWorkspace({ files: { 'complaints.csv': plainCsv(records) }, ...parts })
  folders.push(workspace.folder)
  await run(workspace, quietEffects, { asOf: AS_OF, trigger: 'test' })
  await using snapshot = await openSnapshot(workspace.paths.published)
  return await prepareReport(snapshot, await readDefinition('weekly'), reportPeriod('week', undefined, snapshot.run))
}

async function textIn(report: PreparedReport, locale: (typeof LOCALES)[number]): Promise<string> {
  const { html } = await composeHtml(report, locale)
  return html.slice(html.indexOf('<main'))
}

describe('one complaint', () => {
  let report: PreparedReport
  beforeAll(async () => {
    report = await reportOf([complaint(1)])
  })

  test.each(LOCALES)('%s: counts and no shares, no chart, and why numbers are missing', async (locale) => {
    const html = await textIn(report, locale)
    expect(html).not.toContain('<svg')
    expect(html).not.toMatch(/\bNaN\b|undefined|Infinity|\[object/)
    const headline = html.slice(html.indexOf('class="headline"'), html.indexOf('class="trends"'))
    expect(headline).toContain({ 'zh-CN': '1 件中 1 件', 'zh-TW': '1 件中 1 件', en: '1 of 1' }[locale])
    expect(headline).toContain(
      { 'zh-CN': '未载入满意度调查', 'zh-TW': '未載入滿意度調查', en: 'no survey was loaded' }[locale],
    )
  })

  test('a case within its limit is not resolved, and not late', async () => {
    const html = await textIn(await reportOf([complaint(6, { closed_at: '', status: 'new' })]), 'en')
    expect(html).toContain('1 open, none overdue')
    expect(html).toContain('C-6')
  })
})

test('cases whose state is not known are counted apart from those that are open', async () => {
  const open = { closed_at: '', status: 'new' }
  const records = [complaint(1, open), complaint(2, { closed_at: '', status: 'closed' }), complaint(3)]
  const report = await reportOf(records)
  const ages = report.figures.find((figure) => figure.name.figure === 'open_by_age')
  expect(ages?.rows.reduce((sum, row) => sum + (row['from_day'] === null ? 0 : Number(row['open'])), 0)).toBe(1)
  expect(ages?.rows.at(-1)).toEqual({ from_day: null, to_day: null, open: 1, overdue: 0 })
  expect(await textIn(report, 'en')).toContain('1 more are out of remit, or the export does not tell')
})

test('a week without complaints says so in each section, and has no empty table', async () => {
  const report = await reportOf([
    complaint(1, { received_at: '2025-12-02 09:00:00', closed_at: '2025-12-02 10:00:00' }),
  ])
  const html = await textIn(report, 'en')
  expect(html.match(/No complaints were received in the week\./g)).toHaveLength(3)
  expect(html).toContain('No case is open.')
  expect(html).not.toMatch(/<tbody>\s*<\/tbody>/)
})

test('an export that cannot tell what is resolved gives no rate, no backlog and no list', async () => {
  const columns = { complaint_id: 'complaint_id', received_at: 'received_at', category: 'category' }
  const source = { source: 'plain', entity: 'complaint', files: ['*.csv'], columns }
  const report = await reportOf([complaint(1), complaint(2)], { sources: [source] })
  const headline = report.figures.find((figure) => figure.name.figure === 'headline')
  const missing = headline?.rows.filter((row) => row['missing'] === 'no_resolution').map((row) => row['metric'])
  expect(missing).toEqual(['resolution_rate', 'backlog', 'overdue_open'])
  expect(await textIn(report, 'en')).toContain('open and overdue ones cannot be listed')
})

describe('text of complaints', () => {
  let report: PreparedReport
  beforeAll(async () => {
    const records = Array.from({ length: 40 }, (_item, index) =>
      complaint(index, { category: index % 3 === 0 ? HOSTILE : index % 3 === 1 ? LONG : '=1+1', closed_at: '' }),
    )
    report = await reportOf(records)
  })

  test('stays text, in tables and in charts', async () => {
    const html = await textIn(report, 'en')
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;{{this}}')
    expect(html).toContain('<svg')
    expect(html).not.toMatch(/<script|<img|onerror="|<[^>]*onerror/)
  })

  test('is whole in tables however long, and cut in charts', async () => {
    const html = await textIn(report, 'zh-CN')
    expect(html).toContain(`<th scope="row">${LONG}</th>`)
    const chart = html.slice(html.indexOf('<svg', html.indexOf('class="what"')))
    expect(chart.slice(0, chart.indexOf('</svg>'))).toMatch(/>投诉类别名称[^<]*…<\/text>/)
  })
})

test('3,000 categories are put together behind the twelve largest, and still counted', async () => {
  const records = Array.from({ length: 3100 }, (_item, index) =>
    complaint(index, { category: index < 100 ? 'Large' : `Kind ${index}` }),
  )
  const report = await reportOf(records)
  const rows = report.figures.find((figure) => figure.name.figure === 'pareto')?.rows ?? []
  expect(rows).toHaveLength(13)
  expect(rows[0]).toMatchObject({ kind: 'value', value: 'Large', complaints: 100, vital: 1 })
  expect(rows.at(-1)).toMatchObject({ kind: 'rest', values: 2989, complaints: 2989, cumulative: 3100, total: 3100 })
  // 80 % of 3,100 is 2,480: the 100 of the largest, and 2,380 kinds of one each.
  expect(rows.reduce((sum, row) => sum + Number(row['vital']), 0)).toBe(2381)
  expect(await textIn(report, 'en')).toContain('3,100 complaints, 3,001 values; the first 2,381 hold 80%')
})
