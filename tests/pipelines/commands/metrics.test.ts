import { beforeAll, describe, expect, test } from 'vitest'
import metrics from '../../../pipelines/commands/metrics.ts'
import { HuiyinError } from '../../../pipelines/core/errors.ts'
import { LOCALES } from '../../../pipelines/core/locale.ts'
import { message } from '../../../pipelines/core/messages.ts'
import type { Workspace } from '../../../pipelines/core/workspace.ts'
import { run } from '../../../pipelines/run.ts'
import { makeTestWorkspace, plainCsv, quietEffects } from '../../workspace.ts'
import { commandContext } from './command-context.ts'

type Options = Parameters<typeof metrics>[2]

/** Received in three years of the calendar, two of the ISO weeks; the first two are an hour apart around midnight. */
const RECEIVED = [
  ['2024-12-31T15:59:59Z', '电话'],
  ['2024-12-31T16:00:00Z', '电话'],
  ['2025-12-28 23:59:59', 'APP'],
  ['2025-12-29 00:00:00', 'APP'],
  ['2026-01-04 23:59:59', '电话'],
  ['2026-01-05 00:00:00', ''],
  ['2026-01-19 12:00:00', 'APP'],
] as const

let workspace: Workspace
beforeAll(async () => {
  const rows = RECEIVED.map(([received_at, channel], i) => ({ complaint_id: `C${i}`, received_at, channel }))
  workspace = await makeTestWorkspace({ files: { 'a.csv': plainCsv(rows) } })
  await run(workspace, quietEffects, { asOf: new Date('2026-01-20T00:00:00+08:00'), trigger: 'test' })
})

async function ask(names: readonly string[], options: Options = {}) {
  const context = commandContext(workspace)
  expect(await metrics(context, names, options)).toBe(0)
  const [answer] = context.answers as [{ from: string; to: string; rows: readonly Record<string, unknown>[] }]
  return { ...answer, table: context.lines }
}

async function refused(names: readonly string[], options: Options): Promise<HuiyinError> {
  const error = await ask(names, options).catch((thrown: unknown) => thrown)
  if (!(error instanceof HuiyinError)) throw new Error(`not refused: ${JSON.stringify(options)}`)
  return error
}

const COUNT = ['complaints_received']

describe('periods', () => {
  test.each([
    ['2024', 1],
    ['2025', 3],
    ['2025-W01', 2],
    ['2025-W52', 1],
    ['2026-W01', 2],
    ['2026-W02', 1],
    ['2025-Q4', 2],
    ['2026-Q1', 3],
    ['2024-12', 1],
    ['2025-01', 1],
  ])('%s has %i complaints, by local days', async (period, count) => {
    expect((await ask(COUNT, { period })).rows).toMatchObject([{ value: count, period: null }])
  })

  test.each([
    [{ period: '2026-W54' }, '--period'],
    [{ period: '2025-W53' }, '--period'],
    [{ period: '2026-Q5' }, '--period'],
    [{ period: '2026-13' }, '--period'],
    [{ period: 'weekly' }, '--period'],
    [{ period: '2026-W01', from: '2026-01-01' }, '--period'],
    [{ from: '2025-02-29' }, '--from'],
    [{ to: 'tomorrow' }, '--to'],
    [{ from: '2026-01-03', to: '2026-01-02' }, '--from'],
  ])('%j is refused', async (options, option) => {
    expect(await refused(COUNT, options)).toMatchObject({ code: 'HY-M-003', details: { option } })
  })

  test('weeks of the year’s end by name, with a mark where only a part was asked for', async () => {
    const { rows, table } = await ask(COUNT, { period: 'week', from: '2025-12-28', to: '2026-01-05' })
    expect(rows.map(({ period, value, cut }) => [period, value, cut])).toEqual([
      ['2025-12-22', 1, true],
      ['2025-12-29', 2, false],
      ['2026-01-05', 1, true],
    ])
    expect(table[0]).toMatch(/2025-W52 … .*\n.*2026-W01 .*\n.*2026-W02 …/)
  })

  test('what lies after the as-of is no zero', async () => {
    const { to, rows } = await ask(COUNT, { period: 'month', from: '2026-01-01', to: '2026-03-31' })
    expect(to).toBe('2026-01-20')
    expect(rows).toMatchObject([{ period: '2026-01-01', value: 3, complete: false }])
  })
})

describe('names and values', () => {
  test('titles are names too, in any language; what is asked for twice is answered once', async () => {
    const { rows } = await ask(['投诉受理量', 'Complaints received'], { by: 'channel,渠道' })
    expect(rows.map(({ by, value }) => [by, value])).toEqual([
      [{ channel: 'app' }, 3],
      [{ channel: 'phone' }, 3],
      [{ channel: null }, 1],
    ])
  })

  test.each([
    ['phone', 3],
    ['电话', 3],
    ['電話', 3],
    ['Phone', 3],
    ['unknown', 1],
    ['未填写', 1],
    ['Unknown', 1],
    // A code that no complaint has.
    ['letter', 0],
  ])('channel=%s: %i', async (value, count) => {
    expect((await ask(COUNT, { where: [`channel=${value}`] })).rows).toMatchObject([{ value: count }])
  })

  test.each<[string, readonly string[], Options, string, RegExp]>([
    ['metric', ['complaints_recieved'], {}, 'HY-M-001', /^complaints_received, /],
    ['title', ['投诉量'], {}, 'HY-M-001', /complaints_received/],
    ['dimension', COUNT, { by: 'chanel' }, 'HY-M-002', /^channel, /],
    ['filter', COUNT, { where: ['chanel=app'] }, 'HY-M-002', /^channel, /],
    ['value', COUNT, { where: ['channel=telephone'] }, 'HY-M-007', /^phone, /],
    ['value that has no codes', COUNT, { where: ['store=徐汇'] }, 'HY-M-007', /^—$/],
  ])('an unknown %s is refused with those that come closest', async (_, names, options, code, offered) => {
    expect(await refused(names, options)).toMatchObject({ code, details: { expected: expect.stringMatching(offered) } })
  })

  test('a filter without a value, too many dimensions', async () => {
    expect((await refused(COUNT, { where: ['channel'] })).code).toBe('HY-C-001')
    expect((await refused(COUNT, { by: 'channel,level,store,region' })).code).toBe('HY-M-003')
  })

  test('every refusal speaks one language at a time', async () => {
    const error = await refused(COUNT, { from: '2026-01-03', to: '2026-01-02' })
    const [simplified, traditional, english] = LOCALES.map((locale) =>
      message(locale, 'core', `errors.${error.code}.what`, error.details),
    )
    expect(simplified).toBe('--from 2026-01-03：应为 不晚于 --to 2026-01-02 的日期。')
    expect(traditional).toContain('不晚於')
    expect(english).toContain('a day that is not after --to 2026-01-02')
  })
})

test('the table has parts, n and what is pending beside the value, and says of when it is', async () => {
  const { table } = await ask(['on_time_resolution', 'complaints_received'])
  const [head, share, count] = (table[0] ?? '').split('\n')
  expect(head).toMatch(/^Metric +Value +Unit +95% interval +Numerator \/ denominator +n +Pending$/)
  // None of them has a level, so that no limit can be told.
  expect(share).toMatch(/^On-time resolution +— +— +0 \/ 0 +0/)
  expect(count).toMatch(/^Complaints received +7 +cases/)
  expect(table.at(-1)).toContain('"from":"2024-12-31","to":"2026-01-20"')
})
