import type { Statement } from '../../metrics/metric-query.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from './figure-context.ts'
import { type Decision, type DecisionReason, decisionOn } from './improvement-decision.ts'

/** What an action did as far as the data show, and what follows from that: a row of `marts.improvement_effect`. */
export type EffectRow = {
  readonly improvement_id: string
  readonly title: string | null
  readonly metric: string | null
  readonly comparison: string | null
  readonly slice: string | null
  readonly before_from: string | null
  readonly before_to: string | null
  readonly after_from: string | null
  readonly after_to: string | null
  readonly numerator_before: number | null
  readonly denominator_before: number | null
  readonly numerator_after: number | null
  readonly denominator_after: number | null
  readonly scale: string | null
  readonly effect: number | null
  readonly effect_low: number | null
  readonly effect_high: number | null
  readonly verdict: string | null
  readonly obstacle: string | null
  readonly recurrence: string | null
  readonly is_closed: boolean
  readonly is_closed_without_evidence: boolean
  readonly is_overdue: boolean
  readonly effective_on: string | null
  readonly closed_on: string | null
  readonly rollout_stage: string | null
  readonly has_document: boolean
  readonly has_training: boolean
  readonly has_knowledge: boolean
}

export type DecisionRow = Pick<
  EffectRow,
  | 'improvement_id'
  | 'title'
  | 'verdict'
  | 'closed_on'
  | 'recurrence'
  | 'is_closed_without_evidence'
  | 'has_document'
  | 'has_training'
  | 'has_knowledge'
> & { readonly decision: Decision; readonly reason: DecisionReason }

/** What each action did: all that are open, or were closed in the period or since. */
export async function effectFigure(context: FigureContext): Promise<Figure<EffectRow>> {
  const statement = effectStatement(context)
  return context.book.add({ figure: 'effects' }, await context.rows<EffectRow>(statement), [statement])
}

/** What the rules propose for each of these actions. */
export async function decisionFigure(context: FigureContext): Promise<Figure<DecisionRow>> {
  const statement = effectStatement(context)
  const rows = (await context.rows<EffectRow>(statement)).map(
    (row): DecisionRow => ({
      improvement_id: row.improvement_id,
      title: row.title,
      verdict: row.verdict,
      closed_on: row.closed_on,
      recurrence: row.recurrence,
      is_closed_without_evidence: row.is_closed_without_evidence,
      has_document: row.has_document,
      has_training: row.has_training,
      has_knowledge: row.has_knowledge,
      ...decisionOn(row),
    }),
  )
  return context.book.add({ figure: 'decisions' }, rows, [statement])
}

function effectStatement(context: FigureContext): Statement {
  const filter = context.filter('improvement')
  return { sql: effectSql(filter.sql), parameters: { ...filter.parameters, from: context.period.start } }
}

function effectSql(filter: string): string {
  return `with action as (
    select *
    from facts.improvement
    where ${filter} and (not is_closed or closed_on is null or closed_on >= cast($from as date))
)

select improvement_effect.improvement_id, improvement_effect.title,
    improvement_effect.metric, improvement_effect.comparison, improvement_effect.slice,
    cast(improvement_effect.before_from as varchar) as before_from,
    cast(improvement_effect.before_to as varchar) as before_to,
    cast(improvement_effect.after_from as varchar) as after_from,
    cast(improvement_effect.after_to as varchar) as after_to,
    improvement_effect.numerator_before, improvement_effect.denominator_before,
    improvement_effect.numerator_after, improvement_effect.denominator_after,
    improvement_effect.scale, improvement_effect.effect, improvement_effect.effect_low, improvement_effect.effect_high,
    improvement_effect.verdict, improvement_effect.obstacle, improvement_effect.recurrence,
    action.is_closed, coalesce(improvement_effect.is_closed_without_evidence, false) as is_closed_without_evidence,
    coalesce(improvement_effect.is_overdue, false) as is_overdue,
    cast(action.effective_on as varchar) as effective_on, cast(action.closed_on as varchar) as closed_on,
    action.rollout_stage, action.has_document_version as has_document,
    action.is_training_linked as has_training, action.has_knowledge_article as has_knowledge
from marts.improvement_effect
inner join action on action.improvement_id = improvement_effect.improvement_id
order by improvement_effect.improvement_id, improvement_effect.effect_no`
}
