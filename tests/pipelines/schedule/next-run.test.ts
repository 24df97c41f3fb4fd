import { createTask } from 'node-cron'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { latestRun, nextRun } from '../../../pipelines/schedule/next-run.ts'

afterEach(() => void vi.useRealTimers())

describe('next run', () => {
  test.each([
    ['0 8 * * 1', 'Asia/Shanghai', '2026-11-16T00:00:00Z', '2026-11-23T00:00:00Z', 'strictly after'],
    ['0 8 * * 1', 'Asia/Shanghai', '2026-11-15T23:59:59.999Z', '2026-11-16T00:00:00Z', 'a millisecond before'],
    ['0 8 * * mon', 'Asia/Taipei', '2026-11-16T00:00:00.001Z', '2026-11-23T00:00:00Z', 'named day'],
    ['@weekly', 'UTC', '2026-11-16T00:00:00Z', '2026-11-22T00:00:00Z', 'nickname'],
    ['*/10 * * * * *', 'Asia/Shanghai', '2026-11-16T00:00:05Z', '2026-11-16T00:00:10Z', 'seconds'],
    ['30 22-1 * * *', 'UTC', '2026-11-16T00:31:00Z', '2026-11-16T01:30:00Z', 'range round midnight'],
    ['0 8 L * *', 'Asia/Shanghai', '2026-02-01T00:00:00Z', '2026-02-28T00:00:00Z', 'last day of the month'],
    ['0 8 1W * *', 'Asia/Shanghai', '2026-02-01T00:00:00Z', '2026-02-02T00:00:00Z', 'first working day'],
    ['0 0 29 2 *', 'UTC', '2026-03-01T00:00:00Z', '2028-02-29T00:00:00Z', 'leap day'],
    ['0 0 29 2 1', 'UTC', '2026-03-01T00:00:00Z', '2044-02-29T00:00:00Z', 'leap day on a Monday'],
    ['30 2 * * 0', 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T01:00:00Z', 'skipped time: after the gap'],
    ['30 2 * * *', 'Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-30T00:30:00Z', 'and then not again'],
    ['30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z', 'shown twice: the first time'],
    ['30 2 * * *', 'Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z', 'not the second'],
    ['30 2 * * *', 'Europe/Berlin', '2026-10-25T01:10:00Z', '2026-10-26T01:30:00Z', 'asked in the second hour'],
  ])('%s in %s after %s is %s (%s)', (cron, timezone, after, expected) => {
    expect(nextRun(cron, timezone, new Date(after))).toEqual(new Date(expected))
  })

  test.each([
    ['0 8 * * 1', 'Asia/Shanghai'],
    ['15,45 6-22/4 * 1-3 1-5', 'Asia/Taipei'],
    ['0 9 1,15W,L-2 * *', 'America/New_York'],
    ['7 7 * * 5L', 'Europe/Berlin'],
    ['0 12 * * 2#2', 'Australia/Sydney'],
  ])('agrees with node-cron on %s in %s', (cron, timezone) => {
    vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z') })
    const task = createTask(cron, () => undefined, { timezone })
    const theirs = task.getNextRuns(60)
    task.destroy()
    let after = new Date()
    const ours = theirs.map(() => {
      after = nextRun(cron, timezone, after)
      return after
    })
    expect(ours).toEqual(theirs)
  })

  test.each([
    ['0 8 * * 8', 'Asia/Shanghai'],
    ['61 * * * *', 'Asia/Shanghai'],
    ['every monday', 'Asia/Shanghai'],
    ['', 'Asia/Shanghai'],
    ['0 8 * *', 'Asia/Shanghai'],
    ['0 8 30 2 *', 'Asia/Shanghai'],
    ['0 8 31W 2 *', 'Asia/Shanghai'],
    ['@reboot', 'Asia/Shanghai'],
    ['0 8 * * 1', 'Asia/Bejing'],
    ['0 8 * * 1', ''],
  ])('%j in %j is refused', (cron, timezone) => {
    expect(() => nextRun(cron, timezone, new Date(0))).toThrow(
      expect.objectContaining({ code: 'HY-S-001', details: expect.objectContaining({ cron, timezone }) }),
    )
  })
})

describe('latest run', () => {
  test.each([
    ['0 8 * * 1', '2026-11-16T00:00:00Z', '2026-11-22T23:59:59Z', undefined],
    ['0 8 * * 1', '2026-11-16T00:00:00Z', '2026-11-23T00:00:00Z', '2026-11-23T00:00:00Z'],
    ['0 8 * * 1', '2026-08-03T00:00:00Z', '2026-11-23T09:00:00Z', '2026-11-23T00:00:00Z'],
    ['0 8 1 1 *', '2020-01-01T00:00:00Z', '2026-11-23T09:00:00Z', '2026-01-01T00:00:00Z'],
    ['* * * * * *', '2020-01-01T00:00:00Z', '2026-11-23T09:00:00.500Z', '2026-11-23T09:00:00Z'],
    ['0 8 * * 1', '2026-12-01T00:00:00Z', '2026-11-23T09:00:00Z', undefined],
  ])('of %s in (%s, %s] is %s', (cron, since, now, expected) => {
    const due = latestRun(cron, 'Asia/Shanghai', new Date(since), new Date(now))
    expect(due?.toISOString().replace('.000', '')).toBe(expected)
  })
})
