import { afterAll, beforeAll, expect, test } from 'vitest'
import { findDrivers } from '../../../../pipelines/analyse/drivers/find-drivers.ts'
import { driverQualityRow, driverRows } from '../../../../pipelines/analyse/marts/driver-rows.ts'
import { LOCALES } from '../../../../pipelines/core/locale.ts'
import { driverQualityReading, driverReading } from '../../../../pipelines/metrics/driver-reading.ts'
import type { Database } from '../../../../pipelines/warehouse/database.ts'
import { execute } from '../../../../pipelines/warehouse/query.ts'
import { factsInMemory } from '../facts-in-memory.ts'

let database: Database

/** 3,000 answers: dissatisfied with odds 1 to 4, twice as likely where resolved late, a third less by e-mail; nothing else. */
beforeAll(async () => {
  database = await factsInMemory()
  const { connection } = database
  await execute(
    connection,
    `create table drawn as
    select
      i,
      hash(i * 7 + 1) % 1000 / 1000.0 as chance,
      hash(i * 7 + 2) % 4 = 0 as is_late,
      list_value('phone', 'phone', 'chat', 'email')[cast(1 + hash(i * 7 + 3) % 4 as bigint)] as channel,
      list_value('华东', '华南', '华北')[cast(1 + hash(i * 7 + 4) % 3 as bigint)] as region,
      hash(i * 7 + 5) % 6 as transfers,
      1 + hash(i * 7 + 6) % 200 as hours
    from range(3000) as numbers(i)`,
  )
  await execute(
    connection,
    `insert into facts.complaint by name
    select 'C' || i as complaint_id, case when is_late then 'missed' else 'met' end as resolution_status, channel, region,
      case when i % 20 > 0 then transfers end as transfer_count, hours as resolution_hours from drawn`,
  )
  await execute(
    connection,
    `insert into facts.survey by name
    select 'S' || i as survey_id, 'C' || i as complaint_id, true as is_last_answer,
      chance < 1 / (1 + exp(1.386 - case when is_late then 1.0 else 0 end + case when channel = 'email' then 0.8 else 0 end)) as is_dissatisfied
    from drawn`,
  )
})

afterAll(() => database[Symbol.asyncDispose]())

test('what was planted is found with its size, and nothing else', async () => {
  const rows = driverRows(await findDrivers(database.connection), 0.05)
  const associated = rows.filter((row) => row['is_associated'] === true)
  expect(associated.map(({ feature, member }) => `${feature}=${member}`)).toEqual([
    'resolution_late=true',
    'channel=email',
  ])
  const [late, email] = associated
  expect(late?.['odds_low']).toBeLessThan(Math.E)
  expect(late?.['odds_high']).toBeGreaterThan(Math.E)
  expect(email).toMatchObject({ reference: 'phone', step: 'member' })
  expect(email?.['odds_low']).toBeLessThan(Math.exp(-0.8))
  expect(email?.['odds_high']).toBeGreaterThan(Math.exp(-0.8))
  expect(rows.find(({ feature, is_unknown }) => feature === 'transfer_count' && is_unknown === true)).toMatchObject({
    answer_count: 150,
  })
})

test('quality is told on held-out answers', async () => {
  const row = driverQualityRow(await findDrivers(database.connection))
  expect(row).toMatchObject({ answers_total: 3000, is_usable: true, obstacle: null, folds: 5 })
  expect(row['auc']).toBeGreaterThan(0.58)
  expect(row['auc']).toBeLessThan(0.7)
  expect(row['brier']).toBeLessThan(Number(row['brier_baseline']))
  expect(Math.abs(Number(row['calibration_slope']) - 1)).toBeLessThan(0.25)
  expect(driverQualityReading('en', row)).toMatch(/^Held-out answers: in 6\d\.\d% of all pairs .*3,000 answers\.$/)
})

test('few dissatisfied answers say that they are few', async () => {
  const { connection } = database
  await execute(connection, 'begin transaction')
  await execute(connection, 'update facts.survey set is_dissatisfied = false where is_dissatisfied')
  const row = driverQualityRow(await findDrivers(connection))
  await execute(connection, 'rollback')
  expect(row).toMatchObject({ obstacle: 'too_few', dissatisfied_total: 0, is_usable: false })
  expect(driverQualityReading('zh-CN', row)).toBe(
    '无法判断哪些特征与不满意有关：3,000份回答中有0份不满意，两类回答各需至少50份。',
  )
})

test('a reading says association and not cause, in each language', async () => {
  const [late] = driverRows(await findDrivers(database.connection), 0.05)
  const denied = { en: 'an association, not a cause', 'zh-CN': '这是关联，不是因果', 'zh-TW': '這是關聯，不是因果' }
  for (const locale of LOCALES) expect(driverReading(locale, late ?? {})).toContain(denied[locale])
  expect(driverReading('en', late ?? {})).toMatch(/^Resolved beyond its limit, “yes” rather than “no”: the odds/)
  expect(driverReading('en', { ...late, is_associated: false })).toContain('no association')
})
