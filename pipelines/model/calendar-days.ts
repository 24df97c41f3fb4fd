import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { addDays, type CalendarDay, isWorkingDay, readWorkCalendar, type WorkCalendar } from '../core/work-calendar.ts'
import { workingDayDeadline } from '../core/working-days.ts'
import { execute, queryRows } from '../warehouse/query.ts'

/**
 * Writes control.working_day for the site of the settings, the workspace's own calendar above the shipped one, and the
 * macro of deadlines. A deadline beyond the calendar is null there, and its clock not assessable: it is never guessed.
 */
export async function writeCalendar(
  connection: DuckDBConnection,
  site: string,
  terms: readonly number[],
): Promise<void> {
  const own = await queryRows<{ day: string; working: boolean }>(
    connection,
    `select day::varchar as day, day_kind = 'make_up_workday' as working from current.calendar
     where upper(site) = upper($site) and day_kind <> 'unmapped' order by day`,
    { site },
  )
  const calendar = readWorkCalendar(
    site,
    own.map(({ day, working }): CalendarDay => ({ day, isWorking: working })),
  )
  await execute(connection, 'delete from control.working_day')
  for (const [index, span] of unbrokenSpans(calendar).entries()) {
    await execute(
      connection,
      `insert into control.working_day
       select day, day - date '1970-01-01', is_working, (sum(is_working::integer) over (order by day))::integer, $span::integer
       from (
         select $first::date + i::integer as day, substr($mask, i::integer + 1, 1) = '1' as is_working
         from range(length($mask)) as days(i)
       )
       order by day`,
      { span: index, first: span.first, mask: span.mask },
    )
  }
  await execute(connection, deadlineMacro(calendar, [...new Set(terms)]), {}, 'working days')
}

/**
 * `control.working_deadline_us(start_day, working_days)`: the last microsecond of the n-th working day behind a day, for
 * the numbers of working days that some limit names; null where the calendar does not reach that far. The days between
 * are a list by start day, which is read many times faster than a table is joined.
 */
function deadlineMacro(calendar: WorkCalendar, terms: readonly number[]): string {
  const years = [...calendar.years].sort((a, b) => a - b)
  const first = `${years[0]}-01-01`
  const last = `${years.at(-1)}-12-31`
  const cases = terms.map((term) => {
    const waits: string[] = []
    for (let day = first; day <= last; day = addDays(day, 1)) waits.push(daysUntil(calendar, day, term))
    return `when ${term} then list_extract([${waits.join(',')}], start_day - ${dayNumber(first)} + 1)`
  })
  const body =
    cases.length === 0 || years.length === 0
      ? 'cast(null as bigint)'
      : `case when start_day >= ${dayNumber(first)}
          then control.day_end_us(start_day + cast(case working_days ${cases.join(' ')} end as bigint)) end`
  return `create or replace macro control.working_deadline_us(start_day, working_days) as ${body}`
}

function daysUntil(calendar: WorkCalendar, day: string, workingDays: number): string {
  try {
    return String(dayNumber(workingDayDeadline(calendar, day, workingDays)) - dayNumber(day))
  } catch (error) {
    if (error instanceof HuiyinError && error.code === 'HY-M-006') return 'null'
    throw error
  }
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000
}

/** Years without a gap between them: their first day, and a 1 for each day that is worked, a 0 for each that is not. */
function unbrokenSpans(calendar: WorkCalendar): { readonly first: string; readonly mask: string }[] {
  const spans: { first: string; mask: string }[] = []
  for (const year of [...calendar.years].sort((a, b) => a - b)) {
    if (!calendar.years.has(year - 1)) spans.push({ first: `${year}-01-01`, mask: '' })
    const span = spans.at(-1)
    if (span === undefined) continue
    for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1))
      span.mask += isWorkingDay(calendar, day) ? '1' : '0'
  }
  return spans
}
