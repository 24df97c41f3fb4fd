import { type ZoneOffset, zoneOffsets } from '../core/zone-offsets.ts'

const MICROSECONDS_A_MINUTE = 60_000_000

/**
 * Macros that turn instants into wall-clock time and the end of a local day into an instant, all in microseconds since
 * 1970, for one zone: an addition where the zone has one offset, which DuckDB's own conversion by a zone in a column
 * takes forty times as long for.
 */
export function localTimeMacros(timezone: string): string[] {
  const offsets = zoneOffsets(timezone)
  const byInstant = offsetSql(offsets, 'us', ({ fromMs }) => fromMs * 1000)
  const end = '((day_number + 1) * 86400000000 - 1)'
  const byLocal = offsetSql(offsets, end, ({ fromMs, minutes }) => fromMs * 1000 + minutes * MICROSECONDS_A_MINUTE)
  return [
    `create or replace macro control.local_us(us) as us + ${byInstant}`,
    `create or replace macro control.day_end_us(day_number) as ${end} - ${byLocal}`,
  ]
}

/** The offset in microseconds at a value, by halving the list of changes. */
function offsetSql(offsets: readonly ZoneOffset[], value: string, from: (offset: ZoneOffset) => number): string {
  const [only] = offsets
  if (offsets.length <= 1) return String((only?.minutes ?? 0) * MICROSECONDS_A_MINUTE)
  const middle = Math.ceil(offsets.length / 2)
  const later = offsets.slice(middle)
  const border = later[0] ?? { fromMs: 0, minutes: 0 }
  return `(case when ${value} >= ${from(border)} then ${offsetSql(later, value, from)} else ${offsetSql(offsets.slice(0, middle), value, from)} end)`
}
