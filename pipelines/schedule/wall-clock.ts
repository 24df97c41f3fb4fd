import { madeOnce } from '../core/made-once.ts'

const DAY_MS = 86_400_000

/**
 * What the clock on the wall shows in a zone at an instant, as the milliseconds at which a clock in UTC shows the same:
 * so that days and hours can be counted as if there were no daylight saving. Throws RangeError for an unknown zone.
 */
export function wallTime(instant: number, timezone: string): number {
  const shown: Record<string, number> = {}
  for (const { type, value } of formatOf(timezone).formatToParts(instant)) shown[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000)
}

/**
 * The instant at which the wall clock shows a time. Where the clock is set back and shows it twice, the first; where it
 * is set forward and skips it, the instant right after the gap. Later wall times never give earlier instants.
 */
export function instantOf(wall: number, timezone: string): number {
  const before = wall - offsetAt(wall - DAY_MS, timezone)
  const after = wall - offsetAt(wall + DAY_MS, timezone)
  const shown = [Math.min(before, after), Math.max(before, after)].find((at) => wallTime(at, timezone) === wall)
  return shown ?? gapEnd(after, before, timezone)
}

/** The first instant of the new offset, between one before and one after the change. */
function gapEnd(before: number, after: number, timezone: string): number {
  const offset = offsetAt(after, timezone)
  let [low, high] = [before, after]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle, timezone) === offset) high = middle
    else low = middle
  }
  return high
}

function offsetAt(instant: number, timezone: string): number {
  return wallTime(instant, timezone) - instant
}

const formatOf = madeOnce((timezone: string) => {
  return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
})
