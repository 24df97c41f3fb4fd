import { afterAll, beforeAll, expect, test } from 'vitest'
import { LOCALES } from '../../pipelines/core/locale.ts'
import { composeHtml } from '../../pipelines/report/compose-html.ts'
import { type PreparedReport, prepareReport } from '../../pipelines/report/compose-sections.ts'
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

test('the same report gives the same HTML', async () => {
  const [first, second] = [await composeHtml(report, 'zh-CN'), await composeHtml(report, 'zh-CN')]
  expect(second.html).toBe(first.html)
})
