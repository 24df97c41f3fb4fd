import type { Statement } from '../../metrics/metric-query.ts'
import type { AskRows } from '../figure.ts'
import { mondayFrom, type ReportWeek } from '../report-week.ts'

/** What the snapshot knows at all, so that a missing number can say why: counts of rows over all time and of the week. */
export interface DataCoverage {
  readonly statement: Statement
  readonly complaints: number
  readonly complaints_in_week: number
  readonly surveys: number
  /** Complaints of which the export tells whether they are resolved. */
  readonly with_resolution: number
  /** Complaints whose clock has a limit, and times to test it by. */
  readonly assessable: Readonly<Record<Clock, number>>
  readonly with_limit: Readonly<Record<Clock, number>>
  /** First Monday on or after the first day of the data: a week that began before it is not whole. */
  readonly first_week: string | null
}

export const CLOCKS = ['registration', 'first_response', 'resolution'] as const
export type Clock = (typeof CLOCKS)[number]

/** The metric that says how many kept a clock's limit. */
export const METRIC_OF_CLOCK: Readonly<Record<Clock, string>> = {
  registration: 'registration_on_time',
  first_response: 'first_response_on_time',
  resolution: 'on_time_resolution',
}

type CoverageRow = Record<string, number | string | null>

export async function readCoverage(rows: AskRows, week: ReportWeek): Promise<DataCoverage> {
  const statement = { sql: coverageSql(), parameters: { from: week.start, to: week.end } }
  const [row = {}] = await rows<CoverageRow>(statement)
  const count = (name: string) => Number(row[name] ?? 0)
  const perClock = (prefix: string) =>
    Object.fromEntries(CLOCKS.map((clock) => [clock, count(`${prefix}_${clock}`)])) as Record<Clock, number>
  const first = row['first_day']
  return {
    statement,
    complaints: count('complaints'),
    complaints_in_week: count('complaints_in_week'),
    surveys: count('surveys'),
    with_resolution: count('with_resolution'),
    assessable: perClock('assessable'),
    with_limit: perClock('limited'),
    first_week: typeof first === 'string' ? mondayFrom(first) : null,
  }
}

function coverageSql(): string {
  const perClock = CLOCKS.flatMap((clock) => [
    `count(*) filter (where ${clock}_status not in ('no_limit', 'not_assessable')) as assessable_${clock}`,
    `count(*) filter (where ${clock}_status <> 'no_limit') as limited_${clock}`,
  ])
  return [
    'select',
    '    count(*) as complaints,',
    '    count(*) filter (where received_on between cast($from as date) and cast($to as date)) as complaints_in_week,',
    '    (select count(*) from facts.survey) as surveys,',
    '    count(*) filter (where is_resolved is not null) as with_resolution,',
    ...perClock.map((column) => `    ${column},`),
    '    cast(min(received_on) as varchar) as first_day',
    'from facts.complaint',
  ].join('\n')
}
