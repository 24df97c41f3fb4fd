import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { HuiyinError } from '../../../pipelines/core/errors.ts'
import { type ScheduleEntry, startSchedule } from '../../../pipelines/schedule/schedule.ts'

const effects = { now: () => new Date() }
const lines: string[] = []
const log = (line: string) => void lines.push(line)

/** An entry that records the instants it was called with, and takes its time. */
function entry(cron: string, more: Partial<ScheduleEntry> = {}, takes = 0) {
  const dues: string[] = []
  const ended: string[] = []
  const work = async (due: Date) => {
    dues.push(due.toISOString())
    if (takes > 0) await new Promise((resolve) => setTimeout(resolve, takes))
    ended.push(due.toISOString())
  }
  return { name: 'weekly', cron, timezone: 'Asia/Shanghai', work, ...more, dues, ended }
}

/** Lets `seconds` pass, and starts the schedule at an instant. */
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)
const clock = (instant: string) => vi.setSystemTime(new Date(instant))

afterEach(() => {
  vi.useRealTimers()
  lines.length = 0
})

describe('in real time', () => {
  test('every second, one at a time, survives errors and a blocked event loop, stops when the work has ended', async () => {
    const spans: number[][] = []
    const dues: number[] = []
    const work = async (due: Date) => {
      dues.push(due.getTime())
      const start = performance.now()
      await sleep(dues.length < 3 ? 100 : 700)
      spans.push([start, performance.now()])
      if (dues.length === 1) throw new HuiyinError('HY-S-002', { server: 'mail.example.com:465', reason: 'no' })
      if (dues.length === 2) throw new TypeError('a bug\nof ours')
    }
    const schedule = startSchedule([entry('* * * * * *', { name: 'report', work })], { effects, log })
    await vi.waitUntil(() => dues.length === 2, { timeout: 5000, interval: 5 })
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2200)
    await vi.waitUntil(() => dues.length === 3, { timeout: 5000, interval: 5 })
    await schedule.stop()
    expect(spans).toHaveLength(3)
    expect(spans.every(([start = 0], index) => start >= (spans[index - 1]?.[1] ?? 0))).toBe(true)
    const [, second = 0, third = 0] = dues
    expect(third - second).toBeGreaterThanOrEqual(2000)
    await sleep(1050)
    expect(dues).toHaveLength(3)
    expect(lines.filter((line) => line.includes('failed')).map((line) => line.replace(/due \S+Z/, 'due X'))).toEqual([
      'report: due X, failed: HY-S-002 {"server":"mail.example.com:465","reason":"no"}',
      'report: due X, failed: internal a bug of ours',
    ])
  })
})

describe('on a clock of our own', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-15T23:59:00Z') })
  })

  test('runs to the second, with the instant that was due, once a day', async () => {
    const daily = entry('0 8 * * *')
    const schedule = startSchedule([daily], { effects, log })
    await pass(59)
    expect(daily.dues).toEqual([])
    await pass(1)
    expect(daily.dues).toEqual(['2026-11-16T00:00:00.000Z'])
    await pass(86_400)
    expect(daily.dues).toEqual(['2026-11-16T00:00:00.000Z', '2026-11-17T00:00:00.000Z'])
    await schedule.stop()
  })

  test('where node-cron wakes late and reports a missed time, it runs at once', async () => {
    clock('2026-11-15T23:59:50Z')
    const weekly = entry('0 8 * * 1')
    const schedule = startSchedule([weekly], { effects, log })
    clock('2026-11-16T00:05:00Z')
    await pass(10)
    expect(weekly.dues).toEqual(['2026-11-16T00:00:00.000Z'])
    await pass(120)
    expect(weekly.dues).toHaveLength(1)
    await schedule.stop()
  })

  test('entries due at the same instant run one after the other, in their order', async () => {
    const order: string[] = []
    const slow = (name: string) => async () => {
      order.push(`${name} starts`)
      await new Promise((resolve) => setTimeout(resolve, 90_000))
      order.push(`${name} ends`)
    }
    const entries = ['a', 'b'].map((name) => entry('0 8 * * *', { name, work: slow(name) }))
    const schedule = startSchedule(entries, { effects, log })
    await pass(300)
    expect(order).toEqual(['a starts', 'a ends', 'b starts', 'b ends'])
    await schedule.stop()
  })

  test('due several times while its work runs: one further run, for the last', async () => {
    const slow = entry('* * * * *', {}, 150_000)
    const schedule = startSchedule([slow], { effects, log })
    await pass(60 + 155)
    expect(slow.dues).toEqual(['2026-11-16T00:00:00.000Z', '2026-11-16T00:02:00.000Z'])
    expect(lines).toContain('weekly: due 2026-11-16T00:01:00.000Z is merged into 2026-11-16T00:02:00.000Z')
    const stopped = schedule.stop()
    await pass(150)
    await stopped
    expect(slow.ended).toEqual(slow.dues)
  })

  test('stop waits for the running work and drops what waits', async () => {
    const first = entry('0 8 * * *', { name: 'first' }, 10_000)
    const second = entry('0 8 * * *', { name: 'second' })
    const schedule = startSchedule([first, second], { effects, log })
    await pass(61)
    let isStopped = false
    const stopped = schedule.stop().then(() => {
      isStopped = true
    })
    await pass(5)
    expect(isStopped).toBe(false)
    await pass(5)
    await stopped
    expect([first.ended.length, second.dues.length]).toEqual([1, 0])
    expect(lines.at(-2)).toBe('second: due 2026-11-16T00:00:00.000Z is not started')
    await pass(3 * 86_400)
    expect(first.dues).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  test.each([
    ['asleep for ten minutes over it', '2026-11-16T00:10:00Z', 1],
    ['asleep for three weeks', '2026-12-07T10:00:00Z', 1],
    ['asleep, but not long enough', '2026-11-15T23:59:20Z', 0],
  ])('a computer that was %s', async (_what, wakesAt, runs) => {
    const weekly = entry('0 8 * * 1')
    const schedule = startSchedule([weekly], { effects, log })
    clock(wakesAt)
    await pass(31)
    expect(weekly.dues).toHaveLength(runs)
    await pass(86_400)
    expect(weekly.dues.length).toBe(Math.max(runs, 1))
    await schedule.stop()
  })

  test('clock back two hours after a run: it does not run again; forward over one: it runs once', async () => {
    const daily = entry('0 8 * * *')
    const schedule = startSchedule([daily], { effects, log })
    await pass(120)
    clock('2026-11-15T22:00:00Z')
    await pass(4 * 3600)
    expect(daily.dues).toEqual(['2026-11-16T00:00:00.000Z'])
    clock('2026-11-17T00:30:00Z')
    await pass(120)
    expect(daily.dues).toEqual(['2026-11-16T00:00:00.000Z', '2026-11-17T00:00:00.000Z'])
    await schedule.stop()
  })

  test('a clock that was once a year ahead does not silence the schedule', async () => {
    const daily = entry('0 8 * * *')
    const schedule = startSchedule([daily], { effects, log })
    clock('2027-11-15T23:30:00Z')
    await pass(60)
    clock('2026-11-15T23:59:00Z')
    await pass(120)
    expect(daily.dues).toEqual(['2027-11-15T00:00:00.000Z', '2026-11-16T00:00:00.000Z'])
    expect(lines.some((line) => line.includes('the clock was set back'))).toBe(true)
    await schedule.stop()
  })

  test.each([
    ['the change to summer time skips it', '2026-03-29T00:00:00Z', ['2026-03-29T01:00:00.000Z']],
    ['the change to winter time shows it twice', '2026-10-24T23:00:00Z', ['2026-10-25T00:30:00.000Z']],
  ])('once where %s', async (_what, start, expected) => {
    clock(start)
    const daily = entry('30 2 * * *', { timezone: 'Europe/Berlin' })
    const schedule = startSchedule([daily], { effects, log })
    await pass(6 * 3600)
    expect(daily.dues).toEqual(expected)
    await schedule.stop()
  })

  test.each([
    ['down over it: made up for at once', '2026-11-09T00:00:00Z', '2026-11-16T09:00:00Z', ['2026-11-16T00:00:00.000Z']],
    ['done before', '2026-11-16T00:00:00Z', '2026-11-16T09:00:00Z', []],
    ['done in the very second of the start', '2026-11-16T00:00:00Z', '2026-11-16T00:00:00Z', []],
  ])('since: %s', async (_what, since, start, expected) => {
    clock(start)
    const weekly = entry('0 8 * * 1', { since: new Date(since) })
    const schedule = startSchedule([weekly], { effects, log })
    await pass(3600)
    expect(weekly.dues).toEqual(expected)
    await schedule.stop()
  })

  test('one wrong entry: nothing starts', () => {
    const good = entry('* * * * *')
    const bad = [entry('0 25 * * *'), entry('0 8 * * *', { timezone: 'Mars/Olympus' })]
    for (const wrong of bad) {
      expect(() => startSchedule([good, wrong], { effects, log })).toThrow(
        expect.objectContaining({
          code: 'HY-S-001',
          details: expect.objectContaining({ cron: wrong.cron, timezone: wrong.timezone }),
        }),
      )
    }
    expect(vi.getTimerCount()).toBe(0)
  })
})
