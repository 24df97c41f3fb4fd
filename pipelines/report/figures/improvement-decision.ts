/** What a review proposes for an action, one rule after the other: the first that fits decides. */
export type Decision =
  | 'reopen'
  | 'rework'
  | 'standardise'
  | 'extend'
  | 'keep'
  | 'wait'
  | 'catch_up'
  | 'carry_on'
  | 'specify'

export type DecisionReason =
  | 'recurred'
  | 'worse'
  | 'closed_without_evidence'
  | 'improved'
  | 'improved_in_pilot'
  | 'closed_improved'
  | 'no_evidence'
  | 'too_early'
  | 'overdue'
  | 'not_in_effect'
  | 'not_measurable'

export interface JudgedAction {
  /** improved, worse, no_evidence or too_early; null where it cannot be measured. */
  readonly verdict: string | null
  /** Why there is no verdict: no_metric, not_in_effect, no_slice, no_baseline. */
  readonly obstacle: string | null
  readonly recurrence: string | null
  readonly is_closed: boolean
  readonly is_closed_without_evidence: boolean
  readonly is_overdue: boolean
  readonly rollout_stage: string | null
}

/** Steps before roll-out: what worked there is extended first, and becomes the standard afterwards. */
const TRIED_OUT: readonly (string | null)[] = ['pilot', 'validation']

/**
 * What follows from an action's effect. A problem that came back and an action closed without evidence are reopened
 * (requirements R184, R198); what improved becomes the standard, or is extended from its pilot (R185, R191); what shows
 * no effect is reworked; the rest has to be finished, waited for, or made measurable first.
 */
export function decisionOn(action: JudgedAction): { decision: Decision; reason: DecisionReason } {
  const { verdict, obstacle } = action
  if (action.recurrence === 'recurred') return { decision: 'reopen', reason: 'recurred' }
  if (verdict === 'worse') return { decision: action.is_closed ? 'reopen' : 'rework', reason: 'worse' }
  if (action.is_closed_without_evidence) return { decision: 'reopen', reason: 'closed_without_evidence' }
  if (verdict === 'improved') {
    if (action.is_closed) return { decision: 'keep', reason: 'closed_improved' }
    const isPilot = TRIED_OUT.includes(action.rollout_stage)
    return isPilot
      ? { decision: 'extend', reason: 'improved_in_pilot' }
      : { decision: 'standardise', reason: 'improved' }
  }
  if (verdict === 'no_evidence') return { decision: 'rework', reason: 'no_evidence' }
  if (verdict === 'too_early') return { decision: 'wait', reason: 'too_early' }
  if (obstacle === 'not_in_effect') {
    return action.is_overdue
      ? { decision: 'catch_up', reason: 'overdue' }
      : { decision: 'carry_on', reason: 'not_in_effect' }
  }
  return { decision: 'specify', reason: 'not_measurable' }
}
