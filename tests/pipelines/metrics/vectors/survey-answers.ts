import { readAnswers } from '../../../../pipelines/metrics/answer-reading.ts'
import { customerEffort } from '../../../../pipelines/metrics/customer-effort.ts'
import {
  answersForMargin,
  classifyPromoters,
  netPromoterScore,
  promoterDifference,
} from '../../../../pipelines/metrics/net-promoter.ts'
import { responseRate } from '../../../../pipelines/metrics/response-rate.ts'
import { type ScoreCounts, satisfaction, scoreCounts } from '../../../../pipelines/metrics/satisfaction.ts'
import type { Vector } from './read-vectors.ts'

type Inputs = Vector['inputs']
export const percent = (share: number | null | undefined) => (share == null ? null : 100 * share)

const countsOf = (counts: Record<string, number>): ScoreCounts =>
  new Map(Object.entries(counts).map(([score, count]) => [Number(score), count]))

/** What the product answers to the vectors of M1 to M4, under the names that the vectors use. */
export const surveyAnswers: Readonly<Record<string, (inputs: Inputs) => Record<string, unknown>>> = {
  csat: (inputs) => {
    const scale = { min: inputs['scale_min'], max: inputs['scale_max'] }
    const read = readAnswers(inputs['raw'] ?? inputs['scores'] ?? [], scale, inputs['label_map'])
    const counts = inputs['counts'] === undefined ? scoreCounts(read.scores) : countsOf(inputs['counts'])
    const answer = satisfaction(counts, scale, inputs['direction'] === '1_is_best')
    return {
      n: answer.n,
      invalid: read.invalid,
      blank: read.blank,
      mean: answer.mean,
      mean_recode: answer.mean,
      mean_ci_low: answer.meanInterval?.low ?? null,
      mean_ci_high: answer.meanInterval?.high ?? null,
      rescaled_0_100: answer.index,
      top1box_pct: percent(answer.top(1).share),
      top2box_pct: percent(answer.top(2).share),
      top2box_wilson_low_pct: percent(answer.top(2).interval?.low),
      top2box_wilson_high_pct: percent(answer.top(2).interval?.high),
      top3box_pct: percent(answer.top(3).share),
      bottom2box_pct: percent(answer.bottom(2).share),
    }
  },
  nps: (inputs) => {
    const counts = { promoters: inputs['promoters'], passives: inputs['passives'], detractors: inputs['detractors'] }
    const answer = netPromoterScore(counts, inputs['confidence'])
    return {
      n: answer.n,
      nps: answer.score,
      nps_display: answer.score === null ? null : Math.round(answer.score),
      variance_unit: answer.variance,
      se_points: answer.standardError,
      wald_low: answer.wald?.low ?? null,
      wald_high: answer.wald?.high ?? null,
      adjwald_center: answer.adjustedCentre,
      adjwald_low: answer.interval?.low ?? null,
      adjwald_high: answer.interval?.high ?? null,
    }
  },
  nps_classify: ({ scores }) => {
    const counts = classifyPromoters(scores)
    return { ...counts, nps: netPromoterScore(counts).score }
  },
  nps_difference: ({ a, b }) => {
    const answer = promoterDifference(a, b)
    return {
      diff: answer?.difference ?? null,
      se: answer?.standardError ?? null,
      z: answer?.z ?? null,
      p_value: answer?.pValue ?? null,
      low: answer?.low ?? null,
      high: answer?.high ?? null,
    }
  },
  nps_min_n: (inputs) => ({
    n: answersForMargin(inputs['margin_points'], inputs['variance_unit'], inputs['confidence']),
  }),
  ces: ({ counts }) => {
    const answer = customerEffort(countsOf(counts))
    return {
      n: answer.n,
      mean: answer.mean,
      pct_easy_5_7: percent(answer.easy),
      index_67_minus_123: answer.index,
    }
  },
  response_rate: (inputs) => {
    const answer = responseRate({
      sent: inputs['sent'],
      undeliverable: inputs['undeliverable'],
      windowOpen: inputs['window_open'],
      complete: inputs['complete'],
      completeInWindowOpen: inputs['complete_in_window_open'],
      partial: inputs['partial'],
    })
    return {
      eligible: answer.eligible,
      rr_complete_pct: percent(answer.rate),
      rr_complete_plus_partial_pct: percent(answer.rateWithPartials),
      low_pct: percent(answer.interval?.low),
      high_pct: percent(answer.interval?.high),
    }
  },
}
