import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { message } from '../../../pipelines/core/messages.ts'
import { composeHtml } from '../../../pipelines/report/compose-html.ts'
import { prepareReport } from '../../../pipelines/report/compose-sections.ts'
import { readDefinition } from '../../../pipelines/report/read-definition.ts'
import { reportPeriod } from '../../../pipelines/report/report-period.ts'
import { openForWriting } from '../../../pipelines/warehouse/database.ts'
import { unlessColumnMissing } from '../../../pipelines/warehouse/missing-column.ts'
import { execute, queryRows } from '../../../pipelines/warehouse/query.ts'
import { openSnapshot } from '../../../pipelines/warehouse/snapshot.ts'
import { publishWeeklyRetailer, type WeeklyRetailer } from './weekly-retailer.ts'

let retailer: WeeklyRetailer
beforeAll(async () => {
  retailer = await publishWeeklyRetailer()
})
afterAll(() => retailer.remove())

async function prepared() {
  await using snapshot = await openSnapshot(retailer.published)
  return await prepareReport(snapshot, await readDefinition('weekly'), reportPeriod('week', undefined, snapshot.run))
}

test('a section whose table or column the snapshot lacks says so, and the others are as they were', async () => {
  const before = await prepared()
  await using database = await openForWriting(join(retailer.published, `${retailer.runId}.duckdb`))
  await execute(database.connection, 'drop table marts.scan')
  database.close()
  const after = await prepared()
  const notHeld = message('en', 'report', 'not_held')
  expect((await composeHtml(after, 'en')).html.split(notHeld)).toHaveLength(2)
  const hashes = (figures: typeof before.figures) => figures.map(({ name, sha256 }) => `${name.figure} ${sha256}`)
  expect(hashes(before.figures)).toEqual(expect.arrayContaining(hashes(after.figures)))
  const templates = (report: typeof before) => report.sections.map(({ template }) => template)
  expect(templates(before)).toContain('changes')
  expect(templates(after)).toEqual(templates(before).map((template) => (template === 'changes' ? 'blocks' : template)))
  expect(after.figures.map(({ ref }) => ref)).toEqual(after.figures.map((_, index) => `F${index + 1}`))
})

test('a table that is not there is missed as a column is, and a statement that is wrong is not', async () => {
  await using snapshot = await openSnapshot(retailer.published)
  const ask = (sql: string) =>
    unlessColumnMissing(() => queryRows(snapshot.database.connection, sql), 'missing' as const)
  expect(await ask('select * from marts.of_tomorrow')).toBe('missing')
  expect(await ask('select of_tomorrow from marts.signal')).toBe('missing')
  await expect(ask('select from from marts.signal')).rejects.toMatchObject({ code: 'HY-W-002' })
})
