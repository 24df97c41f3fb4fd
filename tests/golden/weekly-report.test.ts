import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCALES } from '../../pipelines/core/locale.ts'
import { composeHtml } from '../../pipelines/report/compose-html.ts'
import { type PreparedReport, prepareReport } from '../../pipelines/report/compose-sections.ts'
import { departmentVersions } from '../../pipelines/report/department-versions.ts'
import { readDefinition } from '../../pipelines/report/read-definition.ts'
import { reportPeriod } from '../../pipelines/report/report-period.ts'
import { openSnapshot, type Snapshot } from '../../pipelines/warehouse/snapshot.ts'
import { publishWeeklyRetailer, type WeeklyRetailer } from '../pipelines/report/weekly-retailer.ts'
import { expectGolden } from './expect-golden.ts'

let retailer: WeeklyRetailer
let snapshot: Snapshot
let report: PreparedReport
beforeAll(async () => {
  retailer = await publishWeeklyRetailer()
  snapshot = await openSnapshot(retailer.published)
  // The id of a run changes with every SQL file; the report is to be compared, not that.
  const run = { ...snapshot.run, runId: '20260112T000000Z-golden' }
  report = await prepareReport(
    { ...snapshot, run },
    await readDefinition('weekly'),
    reportPeriod('week', undefined, run),
  )
})
afterAll(async () => {
  snapshot.close()
  await retailer.remove()
})

test.each(LOCALES)('the weekly report in %s is as checked in', async (locale) => {
  expectGolden(`weekly_${locale}.html`, (await composeHtml(report, locale)).html)
})

describe('the version of each department', () => {
  let versions: { value: string; report: PreparedReport }[]
  beforeAll(async () => {
    versions = []
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
  const [first, second] = [await composeHtml(report, 'zh-CN'), await composeHtml(report, 'zh-CN')]
  expect(second.html).toBe(first.html)
})
