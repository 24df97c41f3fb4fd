import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LOCALES } from '../../pipelines/core/locale.ts'
import { composeHtml } from '../../pipelines/report/compose-html.ts'
import { type PreparedReport, prepareReport } from '../../pipelines/report/compose-sections.ts'
import { readDefinition } from '../../pipelines/report/read-definition.ts'
import { reportPeriod } from '../../pipelines/report/report-period.ts'
import { openSnapshot, type Snapshot } from '../../pipelines/warehouse/snapshot.ts'
import { publishWeeklyRetailer, type WeeklyRetailer } from '../pipelines/report/weekly-retailer.ts'

const EXPECTED = join(import.meta.dirname, 'expected')
/** What a test got instead: the build server keeps this folder. */
const GOT = resolve(import.meta.dirname, '../../out/golden')

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
  const name = `weekly_${locale}.html`
  const got = bodyOf((await composeHtml(report, locale)).html)
  if (process.env['HUIYIN_GOLDEN'] === 'write') {
    mkdirSync(EXPECTED, { recursive: true })
    writeFileSync(join(EXPECTED, name), got)
  }
  const expected = readFileSync(join(EXPECTED, name), 'utf8')
  if (got !== expected) {
    mkdirSync(GOT, { recursive: true })
    writeFileSync(join(GOT, name), got)
  }
  // Line by line, so that a failure shows the lines and not two whole reports.
  const lines = expected.split('\n')
  const different = got.split('\n').filter((line, index) => line !== lines[index])
  expect(different.slice(0, 5), `see out/golden/${name}; HUIYIN_GOLDEN=write accepts it`).toEqual([])
  expect(got.length).toBe(expected.length)
})

test('the same report gives the same HTML', async () => {
  const [first, second] = [await composeHtml(report, 'zh-CN'), await composeHtml(report, 'zh-CN')]
  expect(second.html).toBe(first.html)
})

function bodyOf(html: string): string {
  return html.slice(html.indexOf('<main'))
}
