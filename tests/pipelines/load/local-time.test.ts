import { expect, test } from 'vitest'
import { localTime } from '../../../pipelines/load/local-time.ts'
import { openForWriting } from '../../../pipelines/warehouse/database.ts'
import { execute, queryRows } from '../../../pipelines/warehouse/query.ts'

const database = await openForWriting(':memory:')

async function read(text: string, ...formats: string[]): Promise<string | null> {
  await execute(database.connection, 'create or replace temp macro width_folded(value) as trim(value)')
  const [row] = await queryRows<{ local: string | null }>(
    database.connection,
    `select ${localTime(formats, 'Asia/Taipei')}::varchar as local from (values ($text)) as texts(value)`,
    { text },
  )
  return row?.local ?? null
}

test.each([
  ['115/08/01', '%Ey/%m/%d', '2026-08-01 00:00:00'],
  ['民國 115年8月1日 9時5分', '%Ey年%m月%d日 %H時%M分', '2026-08-01 09:05:00'],
  ['民国99年12月31日', '%Ey年%m月%d日', '2010-12-31 00:00:00'],
  ['1150801', '%Ey%m%d', '2026-08-01 00:00:00'],
  ['115-08-01 10:00:00', '%Ey-%m-%d %H:%M:%S', '2026-08-01 10:00:00'],
  // The year 113 is none with a 29 February, the year 2024 is.
  ['113/02/29', '%Ey/%m/%d', '2024-02-29 00:00:00'],
  ['115/08/01 下午 3:05', '%Ey/%m/%d %p %I:%M', '2026-08-01 15:05:00'],
  ['2026/8/1 上午12:05', '%Y/%m/%d %p%I:%M', '2026-08-01 00:05:00'],
  ['2026/8/1 PM 03:05', '%Y/%m/%d %p %I:%M', '2026-08-01 15:05:00'],
  ['2026-08-01 10:00:00', '%Ey/%m/%d', '2026-08-01 10:00:00'],
  ['45678', 'excel_serial', '2025-01-21 00:00:00'],
  ['45678.5859375', 'excel_serial', '2025-01-21 14:03:45'],
  ['4567', 'excel_serial', null],
  ['1772719380', 'epoch', '2026-03-05 22:03:00'],
  ['1772719380.5', 'epoch', '2026-03-05 22:03:00.5'],
  ['1772719380123', 'epoch', '2026-03-05 22:03:00.123'],
  ['20260305', 'epoch', null],
  ['115/13/01', '%Ey/%m/%d', null],
  ['order 115/08/01', '%Ey/%m/%d', null],
])('%s by %s', async (text, format, expected) => {
  expect(await read(text, format)).toBe(expected)
})

test('without such a format, a year of three digits is none of ours', async () => {
  expect(await read('115/08/01', '%d.%m.%Y')).toBeNull()
})
