import type { ColumnMatch } from './column-match.ts'
import { dateInName } from './file-name.ts'
import type { Look } from './look.ts'

/** When the file was exported, by the date in its name. */
export interface ExportChoice {
  readonly pattern: string
  readonly day: string
  /** As stated above the header, or else the next full hour after the last instant of that day; undefined without one. */
  readonly time: string | undefined
  readonly isTimeStated: boolean
  /** Share of the instants that lie after that day. */
  readonly later: number
  /** The date is that of the export: hardly anything lies after it. */
  readonly isSure: boolean
}

const STRAY = 0.01
/** Fields that lie in the future by their nature. */
const AHEAD = /^(?:due|planned|target|effective)/

/** Reads the instant of the export from the file's name, and holds it against the instants in the file. */
export function chooseExport(look: Look, sure: ReadonlyMap<string, ColumnMatch>): ExportChoice | undefined {
  const date = dateInName(look.name)
  if (date === undefined) return undefined
  let [all, later, last] = [0, 0, '']
  for (const { field, column } of sure.values()) {
    if ((field.kind !== 'instant' && field.kind !== 'date') || AHEAD.test(field.name)) continue
    for (const [day, { rows, last: lastOfDay }] of column.order?.days ?? []) {
      all += rows
      if (day > date.day) later += rows
      if (day === date.day && lastOfDay > last) last = lastOfDay
    }
  }
  const stated = statedTime(look.preamble, date.day)
  const share = all === 0 ? 0 : later / all
  return {
    pattern: date.pattern,
    day: date.day,
    time: stated ?? (last === '' || last === '00:00' ? undefined : nextHour(last)),
    isTimeStated: stated !== undefined,
    later: share,
    isSure: all > 0 && share <= STRAY,
  }
}

/** The time of day that stands behind the day in the preamble: `导出时间 2026-01-05 06:00:00`. */
function statedTime(preamble: readonly string[], day: string): string | undefined {
  for (const cell of preamble) {
    const found = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]+(\d{1,2}):(\d{2})/.exec(cell.normalize('NFKC'))
    if (found === null) continue
    const [, year, month = '', date = '', hour = '', minute] = found
    if (`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` === day)
      return `${hour.padStart(2, '0')}:${minute}`
  }
  return undefined
}

function nextHour(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const next = hour + (minute > 0 ? 1 : 0)
  return next > 23 ? '23:59' : `${String(next).padStart(2, '0')}:00`
}
