/** From `fromMs` on (milliseconds since 1970), local time is so many minutes ahead of UTC. */
export interface ZoneOffset {
  readonly fromMs: number
  readonly minutes: number
}

const FIRST = Date.UTC(1992, 0, 1)
const LAST = Date.UTC(2100, 0, 1)
const known = new Map<string, readonly ZoneOffset[]>()

/**
 * The offsets of a zone from 1992 to 2100, in order; the first stands for everything before. China, Taiwan and Japan
 * have one; zones with summer time two a year.
 */
export function zoneOffsets(timezone: string): readonly ZoneOffset[] {
  const cached = known.get(timezone)
  if (cached !== undefined) return cached
  const offsetAt = offsetReader(timezone)
  const offsets: ZoneOffset[] = [{ fromMs: FIRST, minutes: offsetAt(FIRST) }]
  for (let month = 1; ; month += 1) {
    const at = Date.UTC(1992, month, 1)
    if (at > LAST) break
    const last = offsets.at(-1)
    const minutes = offsetAt(at)
    if (last !== undefined && minutes !== last.minutes)
      offsets.push({ fromMs: changeBetween(offsetAt, Date.UTC(1992, month - 1, 1), at), minutes })
  }
  known.set(timezone, offsets)
  return offsets
}

/** The instant at which a day begins in a zone, in milliseconds since 1970. */
export function startOfDay(timezone: string, day: string): number {
  const local = Date.parse(`${day}T00:00:00Z`)
  const offsets = zoneOffsets(timezone)
  const valid = offsets.findLast(({ fromMs, minutes }) => local >= fromMs + minutes * 60_000) ?? offsets[0]
  return local - (valid?.minutes ?? 0) * 60_000
}

function offsetReader(timezone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' })
  return (ms) => {
    const name = format.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? ''
    const [, sign, hours, minutes] = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(name) ?? []
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0))
  }
}

/** The first minute at which the offset is the one that it has at `end`. */
function changeBetween(offsetAt: (ms: number) => number, start: number, end: number): number {
  const after = offsetAt(end)
  let before = start
  let reached = end
  while (reached - before > 60_000) {
    const middle = Math.floor((before + reached) / 120_000) * 60_000
    if (offsetAt(middle) === after) reached = middle
    else before = middle
  }
  return reached
}
