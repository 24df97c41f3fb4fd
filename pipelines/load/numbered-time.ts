import { literal } from '../warehouse/query.ts'

/** Formats of `dates` beside those of strptime: instants that an export gives as a number. */
export const NUMBERED_TIMES = ['excel_serial', 'epoch'] as const
export type NumberedTime = (typeof NUMBERED_TIMES)[number]

export function isNumberedTime(format: string): format is NumberedTime {
  return NUMBERED_TIMES.some((known) => known === format)
}

/**
 * SQL that reads a text as a number of days since the last of 1899 but one, as spreadsheets count them, or of seconds or
 * milliseconds (9 or 10, 12 or 13 digits) since 1970 in UTC; gives a wall-clock time of the zone, null for other texts.
 */
export function numberedTime(format: NumberedTime, value: string, timezone: string): string {
  if (format === 'excel_serial') {
    const seconds = `cast(round(try_cast(${value} as double) * 86400) as bigint)`
    return `case when regexp_full_match(${value}, '[1-9][0-9]{4}([.][0-9]+)?') then timestamp '1899-12-30' + to_seconds(${seconds}) end`
  }
  const unit = `case when regexp_matches(${value}, '^[0-9]{11}') then 1000 else 1000000 end`
  const microseconds = `cast(round(try_cast(${value} as double) * ${unit}) as bigint)`
  return `case when regexp_full_match(${value}, '[1-9][0-9]{8,9}([0-9]{3})?([.][0-9]+)?') then timezone(${literal(timezone)}, make_timestamptz(${microseconds})) end`
}
