/**
 * A point on the retailer's wall clock (Asia/Shanghai, which has no daylight saving): seconds since 1970-01-01 00:00
 * local time. Date is used only as a calculator on explicit values; the machine's clock and zone are never read.
 */
export type LocalTime = number

export const MINUTE = 60
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const WEEK = 7 * DAY

/** Reads `2026-03-05` or `2026-03-05 14:03:27`. */
export function localTime(text: string): LocalTime {
  const [date = '', clock = '00:00:00'] = text.split(' ')
  const seconds = Date.parse(`${date}T${clock}Z`) / 1000
  if (!Number.isInteger(seconds)) throw new Error(`not a date: ${text}`)
  return seconds
}

/** `2026-03-05` */
export function dateText(time: LocalTime): string {
  return new Date(time * 1000).toISOString().slice(0, 10)
}

/** `2026-03-05 14:03:27` */
export function dashedText(time: LocalTime): string {
  return new Date(time * 1000).toISOString().slice(0, 19).replace('T', ' ')
}

/** `2026/3/5 14:03`: seconds cut off, no zero padding of month, day and hour. */
export function slashedText(time: LocalTime): string {
  const at = new Date(time * 1000)
  const minutes = String(at.getUTCMinutes()).padStart(2, '0')
  return `${at.getUTCFullYear()}/${at.getUTCMonth() + 1}/${at.getUTCDate()} ${at.getUTCHours()}:${minutes}`
}

/** Days since 1899-12-30, as a spreadsheet counts them. */
export function excelSerial(time: LocalTime): number {
  return time / DAY + 25_569
}

export function startOfDay(time: LocalTime): LocalTime {
  return Math.floor(time / DAY) * DAY
}

/** Hour of the day with fraction, 0 ≤ h < 24. */
export function hourOfDay(time: LocalTime): number {
  return (time - startOfDay(time)) / HOUR
}

/** 0 = Monday … 6 = Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(time: LocalTime): number {
  return (Math.floor(time / DAY) + 3) % 7
}
