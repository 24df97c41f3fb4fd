import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scheduledDefinitions } from '../../../pipelines/report/scheduled-definitions.ts'

let own: string
beforeAll(async () => {
  own = await mkdtemp(join(tmpdir(), 'huiyin-schedule-'))
  const shops = [
    'report: shops',
    'title: Shops',
    'period: month',
    'schedule: { cron: "0 8 1 * *", timezone: Asia/Taipei }',
    'locales: [zh-TW]',
    'recipients: [shops@example.com]',
    'sections: [{ section: cover }]',
  ]
  await writeFile(join(own, 'shops.yaml'), shops.join('\n'))
})
afterAll(() => rm(own, { recursive: true, force: true }))

const weekly = { report: 'weekly', cron: '0 7 * * 1', recipients: ['quality@example.com'] }
const ofShops = {
  report: 'shops',
  cron: '0 8 1 * *',
  timezone: 'Asia/Taipei',
  locales: ['zh-TW'],
  recipients: ['shops@example.com'],
}

test('a definition is issued by its own schedule, to its own recipients, beside the entries of the settings', async () => {
  expect(await scheduledDefinitions({ schedule: [weekly] }, own)).toEqual([weekly, ofShops])
})

test('an entry of the settings that names neither languages nor recipients takes those of the definition', async () => {
  const entry = { report: 'shops', cron: '0 9 2 * *', recipients: [] }
  const [taken] = await scheduledDefinitions({ schedule: [entry] }, own)
  expect(taken).toEqual({ ...entry, locales: ['zh-TW'], recipients: ['shops@example.com'] })
})

test('a schedule for a report that there is not is refused when the program starts', async () => {
  const entry = { report: 'none', cron: '0 9 * * 1', recipients: [] }
  await expect(scheduledDefinitions({ schedule: [entry] }, own)).rejects.toMatchObject({ code: 'HY-R-004' })
})

test('an entry can ask for a version each of a dimension, and one that complaints lack is refused', async () => {
  const entry = { ...weekly, each: 'department' }
  expect(await scheduledDefinitions({ schedule: [entry] }, own)).toEqual([entry, ofShops])
  const wrong = scheduledDefinitions({ schedule: [{ ...weekly, each: 'departments' }] }, own)
  await expect(wrong).rejects.toMatchObject({ code: 'HY-C-003', details: { key: 'schedule (weekly).each' } })
})
