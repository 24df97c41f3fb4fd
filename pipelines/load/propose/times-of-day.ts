import type { DateChoice } from './choose-dates.ts'
import type { Matched } from './column-match.ts'
import { CLOCKS } from './date-shapes.ts'
import { shareOf } from './field-verdict.ts'
import { foldName } from './fold-name.ts'
import type { ColumnLook, Look } from './look.ts'

const MOSTLY = 0.9
const TIME_OF_DAY = /^(?:[上下]午 ?)?\d{1,2}(?:[:：]\d{2}){1,2}(?: ?[AaPp][Mm])?$/

/**
 * Field → the column that holds its time of day, where its own holds days alone: 受理時間 beside 受理日期, Time beside
 * Date. The two have one name but for `date` or `time`, and no other column has it.
 */
export function timesOfDay(look: Look, { sure }: Pick<Matched, 'sure'>): Map<string, ColumnLook> {
  const taken = new Set([...sure.values()].map(({ column }) => column))
  const times = look.columns.filter(
    (column) => !taken.has(column) && shareOf(column, (value) => TIME_OF_DAY.test(value)) >= MOSTLY,
  )
  return new Map(
    [...sure].flatMap(([name, { field, column }]): [string, ColumnLook][] => {
      if (field.kind !== 'instant' || shareOf(column, (value) => /[:：]/.test(value)) > 0) return []
      const [time, second] = times.filter((other) => foldName(other.name) === foldName(column.name))
      return time === undefined || second !== undefined ? [] : [[name, time]]
    }),
  )
}

/** The formats of days, and behind each those of the days with their times of day, since both are read as one text. */
export function withClocks(formats: readonly DateChoice[], times: Iterable<ColumnLook>): DateChoice[] {
  const written = [...times].flatMap((column) => [...column.counts.keys()])
  const clocks = CLOCKS.filter(([pattern]) => written.some((value) => new RegExp(`^${pattern}$`).test(value)))
  return formats.flatMap((choice) => [
    choice,
    ...clocks.map(([, clock]) => ({ ...choice, format: `${choice.format} ${clock}` })),
  ])
}
