import type { Statement } from '../../metrics/metric-query.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from './figure-context.ts'

/** One improvement action at the as-of. */
export type ActionRow = {
  readonly improvement_id: string
  readonly title: string | null
  readonly aimed_at: string | null
  readonly target: string | null
  readonly phase: string | null
  readonly rollout_stage: string | null
  readonly owner_position: string | null
  readonly department: string | null
  readonly planned_on: string | null
  readonly due_on: string | null
  readonly effective_on: string | null
  readonly closed_on: string | null
  readonly reviewed_on: string | null
  readonly is_closed: boolean
  /** Days beyond the due date of an action that is not closed. */
  readonly overdue_days: number | null
  readonly has_pilot: boolean
  readonly has_owner: boolean
  readonly has_start: boolean
  readonly has_due: boolean
  readonly has_resources: boolean
  readonly has_risk_plan: boolean
}

/** Actions that were open at some time of the period or since, by phase, overdue ones first. */
export async function actionFigure(context: FigureContext): Promise<Figure<ActionRow>> {
  const filter = context.filter('improvement')
  const statement: Statement = {
    sql: actionSql(filter.sql),
    parameters: { ...filter.parameters, from: context.period.start },
  }
  return context.book.add({ figure: 'actions' }, await context.rows<ActionRow>(statement), [statement])
}

function actionSql(filter: string): string {
  return `select improvement_id, title, cause_slice as aimed_at, target_value as target,
    phase, rollout_stage, owner_position, department,
    cast(planned_on as varchar) as planned_on, cast(due_on as varchar) as due_on,
    cast(effective_on as varchar) as effective_on, cast(closed_on as varchar) as closed_on,
    cast(reviewed_on as varchar) as reviewed_on,
    is_closed, overdue_days, has_pilot,
    owner is not null as has_owner, planned_on is not null as has_start, due_on is not null as has_due,
    resources is not null as has_resources, risk_plan is not null as has_risk_plan
from facts.improvement
where ${filter} and (not is_closed or closed_on is null or closed_on >= cast($from as date))
order by case phase when 'plan' then 0 when 'do' then 1 when 'check' then 2 when 'act' then 3 else 4 end,
    overdue_days desc nulls last, improvement_id`
}
