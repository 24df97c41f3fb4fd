import type { Statement } from '../../metrics/metric-query.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from './figure-context.ts'

/** One finding of an inspection or audit at the as-of. */
export type FindingRow = {
  readonly finding_id: string
  readonly inspection_id: string | null
  readonly finding_code: string | null
  readonly finding_severity: string | null
  readonly description: string | null
  readonly cause: string | null
  readonly recommendation: string | null
  readonly department: string | null
  readonly found_on: string | null
  readonly due_on: string | null
  readonly closed_on: string | null
  readonly finding_status: string | null
  readonly is_open: boolean
  readonly is_overdue: boolean | null
  readonly open_days: number | null
  readonly closing_days: number | null
  readonly is_recurrent: boolean
  readonly recurrence_of: string | null
  readonly improvement_id: string | null
  readonly evidence: string | null
}

/** Findings in numbers: what was open when the period began, came and went in it, and stands open at the as-of. */
export type FindingSums = {
  readonly found: number
  readonly found_in_period: number
  readonly closed_in_period: number
  readonly closed_in_time: number
  readonly open: number
  readonly overdue: number
  readonly recurrent: number
  readonly open_recurrent: number
  readonly oldest_days: number | null
}

/** Findings that were open at some time of the period or since: open ones first, overdue before the others. */
export async function findingFigure(context: FigureContext): Promise<Figure<FindingRow>> {
  const statement = findingStatement(context, 'closed_on is null or closed_on >= cast($from as date)', {
    from: context.period.start,
  })
  return context.book.add({ figure: 'findings' }, await context.rows<FindingRow>(statement), [statement])
}

/** What became of the findings of earlier periods: those closed in this one, and those still open. */
export async function followUpFigure(context: FigureContext): Promise<Figure<FindingRow>> {
  const statement = findingStatement(
    context,
    'found_on < cast($from as date) and (is_open or closed_on between cast($from as date) and cast($to as date))',
    { from: context.period.start, to: context.period.end },
  )
  return context.book.add({ figure: 'follow_up' }, await context.rows<FindingRow>(statement), [statement])
}

export async function findingSums(context: FigureContext): Promise<Figure<FindingSums>> {
  const filter = context.filter('finding')
  const statement: Statement = {
    sql: sumsSql(filter.sql),
    parameters: { ...filter.parameters, from: context.period.start, to: context.period.end },
  }
  return context.book.add({ figure: 'finding_sums' }, await context.rows<FindingSums>(statement), [statement])
}

function findingStatement(context: FigureContext, condition: string, days: Record<string, string>): Statement {
  const filter = context.filter('finding')
  return {
    sql: `select finding_id, inspection_id, finding_code, finding_severity, description, cause, recommendation, department,
    cast(found_on as varchar) as found_on, cast(due_on as varchar) as due_on, cast(closed_on as varchar) as closed_on,
    finding_status, is_open, is_overdue, open_days, closing_days, is_recurrent, recurrence_of, improvement_id, evidence
from facts.finding
where (${condition}) and ${filter.sql}
order by is_open desc, coalesce(is_overdue, false) desc, found_on, finding_id`,
    parameters: { ...filter.parameters, ...days },
  }
}

function sumsSql(filter: string): string {
  const inPeriod = (day: string) => `${day} between cast($from as date) and cast($to as date)`
  return `select count(*) as found,
    count(*) filter (where ${inPeriod('found_on')}) as found_in_period,
    count(*) filter (where ${inPeriod('closed_on')}) as closed_in_period,
    count(*) filter (where ${inPeriod('closed_on')} and closed_on <= due_on) as closed_in_time,
    count(*) filter (where is_open) as open,
    count(*) filter (where is_overdue) as overdue,
    count(*) filter (where is_recurrent) as recurrent,
    count(*) filter (where is_recurrent and is_open) as open_recurrent,
    max(open_days) as oldest_days
from facts.finding
where ${filter}`
}
