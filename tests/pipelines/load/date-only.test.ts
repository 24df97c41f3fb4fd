import { afterAll, beforeAll, expect, test } from 'vitest'
import { sourceSchema } from '../../../pipelines/core/source-schema.ts'
import { stagingMacros } from '../../../pipelines/load/staging-macros.ts'
import { type Database, openForWriting } from '../../../pipelines/warehouse/database.ts'
import { execute, queryRows } from '../../../pipelines/warehouse/query.ts'

let database: Database
beforeAll(async () => {
  database = await openForWriting(':memory:')
  const dates = ['excel_serial', 'epoch', '%Y年%m月%d日 %H时%M分', '%Y%m%d%H%M', '%Y%m%d']
  const source = sourceSchema.parse({ source: 's', entity: 'complaint', files: ['*'], columns: {}, dates })
  for (const macro of stagingMacros(source, 'Asia/Shanghai', [])) await execute(database.connection, macro)
})
afterAll(() => database[Symbol.asyncDispose]())

test.each([
  ['2026-03-05', '2026-03-04 16:00:00+00', true],
  ['2026-03-05 00:00:00', '2026-03-04 16:00:00+00', false],
  ['2026-03-05 14：03', null, false],
  ['2026年3月5日 14时03分', '2026-03-05 06:03:00+00', false],
  ['20260305', '2026-03-04 16:00:00+00', true],
  ['202603051403', '2026-03-05 06:03:00+00', false],
  ['46086', '2026-03-04 16:00:00+00', true],
  ['46086.0', '2026-03-04 16:00:00+00', true],
  ['46086.5854166667', '2026-03-05 06:03:00+00', false],
  ['1772690580', '2026-03-05 06:03:00+00', false],
  ['1772690580000', '2026-03-05 06:03:00+00', false],
])('%s: %s, a day alone: %s', async (text, instant, isDay) => {
  const [row] = await queryRows<{ instant: string | null; day: boolean }>(
    database.connection,
    'select as_instant($text)::varchar as instant, is_date_only($text) as day',
    { text },
  )
  expect(row?.day).toBe(isDay)
  if (instant !== null) expect(row?.instant).toBe(instant)
})
