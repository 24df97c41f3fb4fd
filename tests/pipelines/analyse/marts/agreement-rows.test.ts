import { afterAll, beforeAll, expect, test } from 'vitest'
import { agreementRows } from '../../../../pipelines/analyse/marts/agreement-rows.ts'
import { openForWriting } from '../../../../pipelines/warehouse/database.ts'

const database = await openForWriting(':memory:')
const { connection } = database

/** 150 complaints of the CRM; every one of the first 120 coded again, every fourth of them otherwise. */
beforeAll(async () => {
  for (const schema of ['ledger', 'control', 'staging']) await connection.run(`create schema ${schema}`)
  await connection.run("create table control.run as select timestamptz '2026-06-01 00:00:00+00' as as_of")
  await connection.run(`create table ledger.batch as
    select * from (values (1, 'crm', 'complaint'), (2, 'crm', 'complaint'), (3, 'recoded', 'complaint')) as b(batch_no, source, entity)`)
  const codes = ['nature', 'category', 'cause_group', 'fishbone_branch', 'service_stage', 'department']
  await connection.run(`create table staging.complaint as
    select 'K' || i as row_key, batch_no, i as row_number, cast(version_at as timestamptz) as version_at,
      case
        when batch_no = 1 then 'first guess'
        when batch_no = 2 or i % 4 > 0 then ['a', 'b', 'c'][i % 3 + 1]
        else ['b', 'c', 'a'][i % 3 + 1]
      end as cause,
      ${codes.map((code) => `cast(null as varchar) as ${code}`).join(', ')}
    from range(150) as numbers(i)
    cross join (values (1, '2026-01-01'), (2, '2026-02-01'), (3, '2026-03-01')) as versions(batch_no, version_at)
    where batch_no < 3 or i < 120`)
})
afterAll(() => database.close())

test('two sources that code the same complaints are held against each other, each by its newest version', async () => {
  const [row, ...others] = await agreementRows(connection)
  expect(others).toEqual([])
  expect(row).toMatchObject({ field: 'cause', first_source: 'crm', second_source: 'recoded', case_count: 120 })
  expect(row).toMatchObject({ agreed_count: 90, code_count: 3, verdict: 'doubtful' })
  // 3 codes as good as evenly used: chance agrees in a third, so (0.75 − 1/3) / (1 − 1/3).
  expect(row?.['kappa']).toBeCloseTo(0.625, 2)
})

test('versions of one source are corrections, not coders', async () => {
  await connection.run('update ledger.batch set source = $source', { source: 'crm' })
  expect(await agreementRows(connection)).toEqual([])
})
