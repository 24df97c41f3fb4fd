import type { Statement } from '../../metrics/metric-query.ts'
import type { AskRows, FactFilter } from '../figure.ts'
import { firstStartFrom, type ReportPeriod } from '../report-period.ts'

/** What the snapshot knows at all, so that a missing number can say why: counts of rows over all time and of the period. */
export interface DataCoverage {
  readonly statement: Statement
  readonly complaints: number
  readonly complaints_in_period: number
  readonly surveys: number
  /** Complaints of which the export tells whether they are resolved. */
  readonly with_resolution: number
  /** Complaints whose clock has a limit, and times to test it by. */
  readonly assessable: Readonly<Record<Clock, number>>
  readonly with_limit: Readonly<Record<Clock, number>>
  /** First day of the first period that is whole: it begins on or after the first day of the data. */
  readonly first_period: string | null
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

export async function readCoverage(rows: AskRows, period: ReportPeriod, filter: FactFilter): Promise<DataCoverage> {
  const [complaint, survey] = [filter('complaint'), filter('survey')]
  const parameters = { ...complaint.parameters, ...survey.parameters, from: period.start, to: period.end }
  const statement = { sql: coverageSql(complaint.sql, survey.sql), parameters }
  const [row = {}] = await rows<CoverageRow>(statement)
  const count = (name: string) => Number(row[name] ?? 0)
  const perClock = (prefix: string) =>
    Object.fromEntries(CLOCKS.map((clock) => [clock, count(`${prefix}_${clock}`)])) as Record<Clock, number>
  const first = row['first_day']
  return {
    statement,
    complaints: count('complaints'),
    complaints_in_period: count('complaints_in_period'),
    surveys: count('surveys'),
    with_resolution: count('with_resolution'),
    assessable: perClock('assessable'),
    with_limit: perClock('limited'),
    first_period: typeof first === 'string' ? firstStartFrom(first, period.unit) : null,
  }
}

function coverageSql(complaint: string, survey: string): string {
  const perClock = CLOCKS.flatMap((clock) => [
    `count(*) filter (where ${clock}_status not in ('no_limit', 'not_assessable')) as assessable_${clock}`,
    `count(*) filter (where ${clock}_status <> 'no_limit') as limited_${clock}`,
  ])
  return [
    'select',
    '    count(*) as complaints,',
    '    count(*) filter (where received_on between cast($from as date) and cast($to as date)) as complaints_in_period,',
    `    (select count(*) from facts.survey where ${survey}) as surveys,`,
    '    count(*) filter (where is_resolved is not null) as with_resolution,',
    ...perClock.map((column) => `    ${column},`),
    '    cast(min(received_on) as varchar) as first_day',
    `from facts.complaint\nwhere ${complaint}`,
  ].join('\n')
}
