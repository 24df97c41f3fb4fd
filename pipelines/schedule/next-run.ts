import { createTask, parse } from 'node-cron'
import { HuiyinError, reasonOf } from '../core/errors.ts'
import { instantOf, wallTime } from './wall-clock.ts'

const DAY_MS = 86_400_000
const FARTHEST_DAYS = 100 * 366
/** How far back the latest due time is looked for, nearest first, so that a dense schedule is not walked for weeks. */
const WINDOWS_MS = [60_000, 3_600_000, DAY_MS, 8 * DAY_MS, 32 * DAY_MS, Number.POSITIVE_INFINITY]

/** A cron expression: the months and times of day it names, and whether it names a day (as UTC midnight). */
interface CronPattern {
  readonly months: ReadonlySet<number>
  /** Milliseconds since midnight, ascending. */
  readonly times: readonly number[]
  isDay(midnight: number): boolean
}

const patterns = new Map<string, CronPattern>()

/**
 * The first instant after `after` at which a cron expression (node-cron's: five fields, or six with seconds first) is
 * due in a time zone. A time that the clock shows twice on one night is due the first time only; one that the clock
 * skips is due right after the gap. Throws HY-S-001 where expression or zone are wrong, or such a day never comes.
 */
export function nextRun(cron: string, timezone: string, after: Date): Date {
  const pattern = patternOf(cron, timezone)
  for (const wall of wallTimesAfter(pattern, wallTime(after.getTime(), timezone))) {
    const instant = instantOf(wall, timezone)
    if (instant > after.getTime()) return new Date(instant)
  }
  throw new HuiyinError('HY-S-001', { cron, timezone, reason: 'no such day within 100 years' })
}

/** The last instant in (since, now] at which the expression was due, or undefined. Throws as `nextRun`. */
export function latestRun(cron: string, timezone: string, since: Date, now: Date): Date | undefined {
  for (const window of WINDOWS_MS) {
    const start = Math.max(since.getTime(), now.getTime() - window)
    let latest: Date | undefined
    let next = nextRun(cron, timezone, new Date(start))
    while (next <= now) {
      latest = next
      next = nextRun(cron, timezone, next)
    }
    if (latest !== undefined || start === since.getTime()) return latest
  }
  return undefined
}

function* wallTimesAfter(pattern: CronPattern, wall: number): Generator<number> {
  const firstDay = Math.floor(wall / DAY_MS) * DAY_MS
  for (let index = 0; index < FARTHEST_DAYS; index += 1) {
    const day = firstDay + index * DAY_MS
    if (!pattern.months.has(new Date(day).getUTCMonth() + 1) || !pattern.isDay(day)) continue
    for (const time of pattern.times) if (day + time > wall) yield day + time
  }
}

function patternOf(cron: string, timezone: string): CronPattern {
  try {
    wallTime(0, timezone)
    const known = patterns.get(cron) ?? readPattern(cron)
    patterns.set(cron, known)
    return known
  } catch (cause) {
    const reason = reasonOf(cause)
    throw new HuiyinError('HY-S-001', { cron, timezone, reason }, { cause })
  }
}

function readPattern(cron: string): CronPattern {
  const { second, minute, hour, month } = parse(cron)
  const seconds = hour.flatMap((h) => minute.flatMap((m) => second.map((s) => (h * 60 + m) * 60 + s)))
  const times = [...new Set(seconds)].sort((a, b) => a - b).map((time) => time * 1000)
  const [first = 0] = times
  const task = createTask(cron, () => undefined, { timezone: 'UTC' })
  task.destroy()
  return { months: new Set(month), times, isDay: (midnight) => task.match(new Date(midnight + first)) }
}
