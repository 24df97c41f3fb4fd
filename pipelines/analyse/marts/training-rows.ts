import type { MartRow } from '../../warehouse/fill-mart.ts'
import type { TrainingEffect } from '../effect/training-effects.ts'

/** Pairs below which there is no verdict. */
export const LEAST_PAIRS = 10

/** The rows of `marts.training_effect`; the change is told as after less before. */
export function trainingRows(effects: readonly TrainingEffect[]): MartRow[] {
  return effects.map(({ course, topic, trained, firstDay, lastDay, meanBefore, meanAfter, test }) => ({
    course,
    training_topic: topic,
    trained_from: firstDay,
    trained_to: lastDay,
    scored_count: trained,
    pair_count: test.pairs,
    dropped_count: test.dropped.length,
    mean_before: meanBefore,
    mean_after: meanAfter,
    change: test.meanDifference === null ? null : -test.meanDifference,
    change_low: test.high === null ? null : -test.high,
    change_high: test.low === null ? null : -test.low,
    t_statistic: test.t === null ? null : -test.t,
    degrees_of_freedom: test.df,
    p_value: test.pValue,
    verdict: verdictOf(test),
  }))
}

function verdictOf({ pairs, low, high }: TrainingEffect['test']): string {
  if (pairs < LEAST_PAIRS) return 'too_few'
  if (low === null || high === null) return 'no_evidence'
  return high < 0 ? 'improved' : low > 0 ? 'worse' : 'no_evidence'
}
