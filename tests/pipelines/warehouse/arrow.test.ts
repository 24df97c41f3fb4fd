import { tableFromIPC, tableToIPC } from 'apache-arrow'
import { expect, test } from 'vitest'
import { queryArrow } from '../../../pipelines/warehouse/arrow.ts'
import { openForWriting } from '../../../pipelines/warehouse/database.ts'

const TYPES: [string, string, unknown[]][] = [
  ['boolean', '[true, null, false]', [true, null, false]],
  ['integer', '[1, null, -3]', [1, null, -3]],
  ['bigint', '[1::bigint, null, 9007199254740993]', [1n, null, 9_007_199_254_740_993n]],
  ['hugeint', '[1::hugeint, null, 3]', [1, null, 3]],
  ['double', '[1.5::double, null, 0]', [1.5, null, 0]],
  ['decimal', '[1.25::decimal(9,2), null, -0.5]', [1.25, null, -0.5]],
  ['varchar', "['投诉', null, '😀 x']", ['投诉', null, '😀 x']],
  ['empty text', "['', null, '']", ['', null, '']],
  ['date', "[date '2026-02-28', null, date '1969-12-31']", [Date.UTC(2026, 1, 28), null, -86_400_000]],
  [
    'instant',
    "[timestamptz '2026-01-05 10:00:00+08', null, timestamptz '1970-01-01 00:00:00.001+00']",
    [Date.UTC(2026, 0, 5, 2), null, 1],
  ],
]

test.each(TYPES)('%s crosses from SQL into Arrow, nulls too', async (_name, list, expected) => {
  await using database = await openForWriting(':memory:')
  const table = await queryArrow(database.connection, `select unnest(${list}) as value`)
  const values = [...(table.getChild('value') ?? [])].map((value: unknown) =>
    value instanceof Date ? value.getTime() : value,
  )
  expect(values).toEqual(expected)
  expect([...(tableFromIPC(tableToIPC(table, 'stream')).getChild('value') ?? [])].length).toBe(3)
})

test('many chunks, long texts and parameters', async () => {
  await using database = await openForWriting(':memory:')
  const table = await queryArrow(
    database.connection,
    "select i, case when i % 7 = 0 then null else repeat('回音', i % 50) end as text from range($n::integer) as numbers(i)",
    { n: 10_000 },
  )
  expect(table.numRows).toBe(10_000)
  const texts = table.getChild('text')
  for (const i of [0, 1, 49, 50, 2047, 2048, 4097, 9999])
    expect(texts?.get(i)).toBe(i % 7 === 0 ? null : '回音'.repeat(i % 50))
})

test('no rows keep their columns', async () => {
  await using database = await openForWriting(':memory:')
  const table = await queryArrow(database.connection, "select 1 as a, 'x' as b where false")
  expect([table.numRows, table.schema.fields.map((field) => field.name)]).toEqual([0, ['a', 'b']])
})
