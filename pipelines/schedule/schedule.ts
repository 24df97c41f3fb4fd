import { schedule } from 'node-cron'
import type { Effects } from '../core/effects.ts'
import { latestRun, nextRun } from './next-run.ts'
import { type Job, startQueue } from './work-queue.ts'

export interface ScheduleEntry extends Job {
  /** Five fields, or six with seconds first. */
  readonly cron: string
  readonly timezone: string
  /**
   * Up to when the due times of this entry are known to be dealt with, as the due time of the last delivery: a later one
   * that passed while the program was down is made up for at the start. Without it nothing before the start counts.
   */
  readonly since?: Date | undefined
}

export interface Schedule {
  /** Starts nothing more; settles when the running work has ended. */
  stop(): Promise<void>
}

interface ScheduleOptions {
  readonly effects: Pick<Effects, 'now'>
  log(line: string): void
}

const BEAT_MS = 30_000
const DAY_MS = 86_400_000

/**
 * Calls each entry's work at its due times with the instant that was due, one work at a time over all entries.
 * Throws HY-S-001 where an expression or zone is wrong; then nothing is started.
 *
 * What holds: each entry remembers up to when its due times are dealt with, and every wake-up asks only whether one has
 * passed since. node-cron wakes it to the second, and says so when it woke late (`execution:missed`); a beat every 30 s
 * sees what its timers cannot: a computer that slept, a clock that was set, a time that the change to summer time skips.
 * - Blocked, asleep or (with `since`) down over any number of due times: one run, for the last of them.
 * - Due again while its work runs or waits: one further run, for the last due time.
 * - Clock set forward: one run for what was jumped over. Set back: no due time runs twice; after more than a day
 *   back the count starts anew from the present, so that a clock once wrong by a year does not silence the schedule.
 * - What is due while stopping is not started.
 */
export function startSchedule(entries: readonly ScheduleEntry[], options: ScheduleOptions): Schedule {
  const { effects, log } = options
  for (const { cron, timezone } of entries) nextRun(cron, timezone, effects.now())
  const queue = startQueue(log)
  const checks = entries.map((entry) => dueCheck(entry, options, (due) => queue.add(entry, due)))
  const tasks = entries.map(({ cron, timezone }, index) => wakeUp(cron, timezone, () => checks[index]?.()))
  const checkAll = () => {
    for (const check of checks) check()
  }
  const beat = setInterval(checkAll, BEAT_MS)
  checkAll()
  return {
    async stop() {
      clearInterval(beat)
      for (const task of tasks) task.destroy()
      await queue.stop()
    },
  }
}

/** A function that reports the last due time that passed since it was called before, if there is one. */
function dueCheck(entry: ScheduleEntry, { effects, log }: ScheduleOptions, report: (due: Date) => void): () => void {
  let dealtWith = entry.since ?? effects.now()
  return () => {
    const now = effects.now()
    if (dealtWith.getTime() - now.getTime() > DAY_MS) {
      log(`${entry.name}: the clock was set back from ${dealtWith.toISOString()} to ${now.toISOString()}`)
      dealtWith = now
    }
    const due = latestRun(entry.cron, entry.timezone, dealtWith, now)
    if (now > dealtWith) dealtWith = now
    if (due !== undefined) report(due)
  }
}

function wakeUp(cron: string, timezone: string, check: () => void): { destroy(): void } {
  const task = schedule(cron, check, { timezone })
  task.on('execution:missed', check)
  return { destroy: () => void task.destroy() }
}
