import { expect, test } from 'vitest'
import { decisionOn, type JudgedAction } from '../../../../pipelines/report/figures/improvement-decision.ts'

const ACTION: JudgedAction = {
  verdict: null,
  obstacle: null,
  recurrence: null,
  is_closed: false,
  is_closed_without_evidence: false,
  is_overdue: false,
  rollout_stage: 'rollout',
}

test.each<[string, Partial<JudgedAction>, string]>([
  ['in effect and improved: the standard', { verdict: 'improved' }, 'standardise improved'],
  [
    'improved where it was tried: extended',
    { verdict: 'improved', rollout_stage: 'pilot' },
    'extend improved_in_pilot',
  ],
  ['improved and closed: kept', { verdict: 'improved', is_closed: true }, 'keep closed_improved'],
  [
    'improved, but the problem came back after closing',
    { verdict: 'improved', is_closed: true, recurrence: 'recurred' },
    'reopen recurred',
  ],
  [
    'not come back is no recurrence',
    { verdict: 'improved', is_closed: true, recurrence: 'no_evidence' },
    'keep closed_improved',
  ],
  ['worse while open', { verdict: 'worse' }, 'rework worse'],
  ['worse and closed', { verdict: 'worse', is_closed: true }, 'reopen worse'],
  [
    'closed without evidence',
    { verdict: 'no_evidence', is_closed: true, is_closed_without_evidence: true },
    'reopen closed_without_evidence',
  ],
  ['no evidence', { verdict: 'no_evidence' }, 'rework no_evidence'],
  ['too early', { verdict: 'too_early' }, 'wait too_early'],
  ['not in effect, in time', { obstacle: 'not_in_effect' }, 'carry_on not_in_effect'],
  ['not in effect, overdue', { obstacle: 'not_in_effect', is_overdue: true }, 'catch_up overdue'],
  ['without a metric', { obstacle: 'no_metric' }, 'specify not_measurable'],
  ['without a baseline', { obstacle: 'no_baseline' }, 'specify not_measurable'],
])('%s', (_case, parts, expected) => {
  const { decision, reason } = decisionOn({ ...ACTION, ...parts })
  expect(`${decision} ${reason}`).toBe(expected)
})
