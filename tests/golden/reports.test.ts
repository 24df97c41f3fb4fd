import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCALES } from '../../pipelines/core/locale.ts'
import { composeHtml } from '../../pipelines/report/compose-html.ts'
import { type PreparedReport, prepareReport } from '../../pipelines/report/compose-sections.ts'
import { departmentVersions } from '../../pipelines/report/department-versions.ts'
import { readDefinition } from '../../pipelines/report/read-definition.ts'
import { reportPeriod } from '../../pipelines/report/report-period.ts'
import { withWrittenParts } from '../../pipelines/report/written-parts.ts'
import { openSnapshot, type Snapshot } from '../../pipelines/warehouse/snapshot.ts'
import { publishWeeklyRetailer, type WeeklyRetailer } from '../pipelines/report/weekly-retailer.ts'
import { expectGolden } from './expect-golden.ts'

const NAMES = ['weekly', 'pdca-review', 'inspection', 'audit', 'norm-coverage'] as const
/** What the example's department writes, taken for the quarter of the snapshot. */
const WRITTEN = fileURLToPath(new URL('../../examples/retailer/reports/', import.meta.url))

let retailer: WeeklyRetailer
let snapshot: Snapshot
const reports = new Map<string, PreparedReport>()
beforeAll(async () => {
  retailer = await publishWeeklyRetailer({ withRegisters: true })
  snapshot = await openSnapshot(retailer.published)
  // The id of a run changes with every SQL file; the report is to be compared, not that.
  const run = { ...snapshot.run, runId: '20260112T000000Z-golden' }
  for (const name of NAMES) {
    const definition = await readDefinition(name)
    const period = reportPeriod(definition.period, undefined, run)
    const written = await withWrittenParts(definition, WRITTEN, { ...period, name: '2026-Q3' })
    reports.set(name, await prepareReport({ ...snapshot, run }, written, period))
  }
}, 300_000)
afterAll(async () => {
  snapshot.close()
  await retailer.remove()
})

function reportNamed(name: string): PreparedReport {
  const report = reports.get(name)
  if (report === undefined) throw new RangeError(name)
  return report
}

describe.each(NAMES)('%s', (name) => {
  test.each(LOCALES)('in %s is as checked in', async (locale) => {
    expectGolden(`${name}_${locale}.html`, (await composeHtml(reportNamed(name), locale)).html)
  })
})

describe('the version of each department', () => {
  let versions: { value: string; report: PreparedReport }[]
  let report: PreparedReport
  beforeAll(async () => {
    versions = []
    report = reportNamed('weekly')
    const { run, period } = report
    for (const { value, definition } of await departmentVersions(snapshot, report.definition, 'department'))
      versions.push({ value, report: await prepareReport({ ...snapshot, run }, definition, period) })
  })

  test('counts the complaints of that department alone', () => {
    const received = (each: PreparedReport) =>
      each.figures
        .find(({ name }) => name.figure === 'headline')
        ?.rows.find((row) => row['metric'] === 'complaints_received')
    const counts = versions.map((version) => received(version.report))
    expect(versions.length).toBeGreaterThan(5)
    const shown = counts.reduce((sum, row) => sum + Number(row?.['value'] ?? 0), 0)
    expect(shown).toBeGreaterThan(0)
    expect(shown).toBeLessThanOrEqual(Number(received(report)?.['value']))
    for (const row of counts) expect(row?.['value'] === null).toBe(row?.['suppressed'] !== null)
  })

  test('shows no count from 1 to 4, in no table and no attachment', () => {
    const cells = versions.flatMap(({ value, report: { figures } }) =>
      figures
        .filter(({ name }) =>
          ['pareto', 'question', 'limits', 'open_by_age', 'headline', 'trend'].includes(name.figure),
        )
        .flatMap(({ name, rows }) =>
          rows.flatMap((row) =>
            ['complaints', 'open', 'overdue', 'pending', 'without_limit', 'not_assessable']
              .filter((column) => typeof row[column] === 'number')
              .map((column) => ({ value, figure: name.figure, column, count: Number(row[column]) })),
          ),
        ),
    )
    expect(cells.length).toBeGreaterThan(100)
    expect(cells.filter(({ count }) => count > 0 && count < 5)).toEqual([])
  })

  test('lists no case', () => {
    for (const {
      report: { figures },
    } of versions)
      expect(figures.map(({ name }) => name.figure)).not.toContain('open_list')
  })

  test('is as checked in', async () => {
    const [version] = versions
    if (version === undefined) throw new Error('no version')
    expectGolden('weekly_department_en.html', (await composeHtml(version.report, 'en')).html)
  })
})

test('the same report gives the same HTML', async () => {
  const report = reportNamed('weekly')
  const [first, second] = [await composeHtml(report, 'zh-CN'), await composeHtml(report, 'zh-CN')]
  expect(second.html).toBe(first.html)
})

test('an audit report of which parts are missing says so on every page, and lists them for the seal', async () => {
  const definition = await readDefinition('audit')
  const report = await prepareReport(snapshot, definition, reportPeriod('quarter', undefined, snapshot.run))
  expect(report.incomplete).toEqual(['background', 'steps', 'findings', 'recommendations', 'follow_up', 'lead'])
  const { html } = await composeHtml(report, 'zh-CN')
  expect(html).toContain('<p class="watermark" aria-hidden="true">未完成</p>')
  expect(html.match(/class="gap"/g)).toHaveLength(6)
  expect(reportNamed('audit').incomplete).toEqual([])
  expect((await composeHtml(reportNamed('audit'), 'zh-CN')).html).not.toContain('class="watermark"')
})

test('a version with other words has another hash to sign', async () => {
  const audit = reportNamed('audit')
  const written = { ...audit.definition.written, findings: 'Nothing was found.' }
  const definition = { ...audit.definition, written } as typeof audit.definition
  const other = await prepareReport({ ...snapshot, run: audit.run }, definition, audit.period)
  const hash = async (report: PreparedReport) =>
    /<code>([0-9a-f]{64})<\/code><\/p>\n<table class="signatures"/.exec((await composeHtml(report, 'en')).html)?.[1]
  expect(await hash(audit)).toMatch(/^[0-9a-f]{64}$/)
  expect(await hash(other)).not.toBe(await hash(audit))
})

test('a quarter without an inspection is a row of its own', () => {
  const { figures } = reportNamed('inspection')
  const rows = figures.find(({ name }) => name.figure === 'quarterly_inspections')?.rows ?? []
  expect(rows.map((row) => [row['quarter'], row['inspection_id']])).toEqual([
    ['2025-Q1', null],
    ['2025-Q2', null],
    ['2025-Q3', null],
    ['2025-Q4', 'JC-2025Q4'],
  ])
})

test('every requirement stands once in the coverage, in one of three states', () => {
  const { figures } = reportNamed('norm-coverage')
  const rows = figures.find(({ name }) => name.figure === 'coverage')?.rows ?? []
  expect(new Set(rows.map((row) => row['requirement'])).size).toBe(273)
  for (const row of rows) {
    expect(row['shown_by'] === null).toBe(row['state'] !== 'measured')
    if (row['state'] !== 'measured') expect(row['value']).toBeNull()
  }
})
