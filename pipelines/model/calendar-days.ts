import type { DuckDBConnection } from '@duckdb/node-api'
import { addDays, type CalendarDay, isWorkingDay, readWorkCalendar, type WorkCalendar } from '../core/work-calendar.ts'
import { execute, queryRows } from '../warehouse/query.ts'

/**
 * Writes control.working_day for the site of the settings, the workspace's own calendar above the shipped one, and
 * control.working_deadline for the numbers of working days that limits name. A deadline beyond the calendar is not
 * there, and its clock not assessable.
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
  await execute(connection, 'delete from control.working_day; delete from control.working_deadline')
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
  for (const term of new Set(terms)) {
    await execute(
      connection,
      `insert into control.working_deadline
       select start.day_number, $term::integer, control.day_end_us(target.day_number)
       from control.working_day as start
       inner join control.working_day as target
         on target.is_working and target.span = start.span and target.ordinal = start.ordinal + $term::integer
       order by start.day_number`,
      { term },
    )
  }
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
