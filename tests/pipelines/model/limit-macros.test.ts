import { expect, test } from 'vitest'
import { normSchema } from '../../../pipelines/core/norm-schema.ts'
import { type LimitChoices, limitMacros } from '../../../pipelines/model/limit-macros.ts'
import { limitRows } from '../../../pipelines/model/limit-rows.ts'
import { localTimeMacros } from '../../../pipelines/model/local-time-macros.ts'
import { openForWriting } from '../../../pipelines/warehouse/database.ts'
import { execute, queryRows } from '../../../pipelines/warehouse/query.ts'

const NORM = normSchema.parse({
  norm: 'x',
  limits: [
    { clock: 'registration', hours: 24, valid_to: '2026-03-01' },
    {
      clock: 'registration',
      hours: 12,
      valid_from: '2026-03-01',
      changed: { by: 'QM', on: '2026-02-20', reason: 'faster system' },
    },
    { clock: 'resolution', hours_by_level: { L4: 24, L3: 72, L2: 48 } },
    { clock: 'resolution', hours_by_type: { technical: 60, process: 36 } },
    { clock: 'resolution', hours_by_nature: { product: 40 } },
  ],
})
const DEFAULTS: LimitChoices = { resolutionLimit: 'level', resolutionStart: 'acceptance' }

/** Hours that a clock's limit comes to. */
async function hours(choices: LimitChoices, call: string): Promise<number | null> {
  await using database = await openForWriting(':memory:')
  await execute(database.connection, 'create schema control')
  for (const macro of limitMacros(limitRows([NORM]), choices, 'Asia/Shanghai'))
    await execute(database.connection, macro)
  const [row] = await queryRows<{ hours: number | null }>(
    database.connection,
    `select control.limit_us(${call}) / 3.6e9 as hours`,
  )
  return row?.hours ?? null
}

const at = (instant: string) => Date.parse(instant) * 1000

test.each([
  [
    'the last instant of the old policy',
    `'registration', 'L1', 'service', null, ${at('2026-02-28T23:59:59+08:00')}`,
    24,
  ],
  ['the first of the new one', `'registration', 'L1', 'service', null, ${at('2026-03-01T00:00:00+08:00')}`, 12],
  ['by level', `'resolution', 'L3', 'service', 'technical', 0`, 72],
  ['a level without a limit is not given one by the type', `'resolution', 'L1', 'service', 'technical', 0`, null],
  ['by type where the level is missing', `'resolution', null, 'service', 'process', 0`, 36],
  ['by type where the level is no known one', `'resolution', 'unmapped', 'service', 'technical', 0`, 60],
  ['the stricter one of a nature', `'resolution', 'L3', 'product', null, 0`, 40],
  ['by the level alone', `'resolution_level', 'L2', 'service', 'technical', 0`, 48],
  ['by the type alone', `'resolution_type', 'L2', 'service', 'technical', 0`, 60],
  ['a clock without a limit', `'start', 'L2', 'service', null, 0`, null],
])('%s', async (_name, call, expected) => {
  expect(await hours(DEFAULTS, call)).toBe(expected)
})

test('K2 puts the type first, or takes the shorter one', async () => {
  const call = `'resolution', 'L3', 'service', 'technical', 0`
  expect(await hours({ ...DEFAULTS, resolutionLimit: 'type' }, call)).toBe(60)
  expect(await hours({ ...DEFAULTS, resolutionLimit: 'strictest' }, call)).toBe(60)
})

test.each(['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'])(
  'the wall clock of %s is that of DuckDB, on both sides of each change',
  async (zone) => {
    await using database = await openForWriting(':memory:')
    await execute(database.connection, 'create schema control')
    for (const macro of localTimeMacros(zone)) await execute(database.connection, macro)
    const wrong = await queryRows(
      database.connection,
      `select i from range(epoch_us(timestamptz '2025-01-01 00:00:00+00'), epoch_us(timestamptz '2027-01-01 00:00:00+00'), 1800000000) as t(i)
       where make_timestamp(control.local_us(i)) <> make_timestamptz(i) at time zone '${zone}'`,
    )
    expect(wrong).toEqual([])
  },
)
