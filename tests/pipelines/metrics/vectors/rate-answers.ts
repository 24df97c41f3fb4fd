import { simplified } from '../../../../pipelines/core/simplified.ts'
import { completeness } from '../../../../pipelines/metrics/completeness.ts'
import { normalQuantile } from '../../../../pipelines/metrics/distributions.ts'
import { exposureRate, rateRatio, shareIndex } from '../../../../pipelines/metrics/exposure-rate.ts'
import { formatValue } from '../../../../pipelines/metrics/format-value.ts'
import { wilsonInterval } from '../../../../pipelines/metrics/intervals.ts'
import { perDay, relativeChange } from '../../../../pipelines/metrics/per-day.ts'
import { periodOf } from '../../../../pipelines/metrics/periods.ts'
import { shareReliability } from '../../../../pipelines/metrics/reliability.ts'
import { hideSmallCells } from '../../../../pipelines/metrics/small-cells.ts'
import { meetsTarget, targetVerdict } from '../../../../pipelines/metrics/target-verdict.ts'
import type { Vector } from './read-vectors.ts'
import { percent } from './survey-answers.ts'

type Inputs = Vector['inputs']
const zOf = (confidence = 0.95) => normalQuantile(1 - (1 - confidence) / 2)
const bare = (text: string) => text.replace('%', '')

/** What the product answers to the vectors of M0, M15 to M18 and M34, under the names that the vectors use. */
export const rateAnswers: Readonly<Record<string, (inputs: Inputs) => Record<string, unknown>>> = {
  wilson_interval: ({ successes, n, confidence }) => {
    const interval = wilsonInterval(successes, n, zOf(confidence))
    return { p: n === 0 ? null : successes / n, low: interval?.low ?? null, high: interval?.high ?? null }
  },
  complaint_rate: ({ complaints, exposure, per, confidence }) => {
    const { rate, interval } = exposureRate(complaints, exposure, per, confidence)
    return {
      rate,
      rate_2dp: rate === null ? null : Number(rate.toFixed(2)),
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    }
  },
  rate_ratio: ({ events, exposure, confidence }) => {
    const { ratio, pValue, low, high } = rateRatio(events, exposure, confidence)
    return { ratio, p_value: pValue, low, high }
  },
  share_index: (inputs) => {
    const { total, shares, index } = shareIndex(
      inputs['complaints'],
      inputs['user_share_pct'].map((share: number) => share / 100),
    )
    return { total, share_pct_1dp: shares.map((share) => Number(((share ?? 0) * 100).toFixed(1))), index }
  },
  target_check_proportion: (inputs) => {
    const { successes, n } = inputs
    const target = { value: inputs['target'], comparator: inputs['direction'] === 'at_most' ? '<=' : '>=' } as const
    const interval = wilsonInterval(successes, n, zOf(inputs['confidence']))
    return {
      point_meets: n === 0 ? null : meetsTarget(target, successes / n),
      verdict: interval === null ? null : targetVerdict(target, interval),
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    }
  },
  target_check_point: (inputs) => {
    const value = inputs['numerator'] / inputs['denominator']
    const target = { value: inputs['target_pct'] / 100, comparator: inputs['operator'] }
    return {
      value_pct: 100 * value,
      display_1dp: bare(formatValue('en', { unit: 'share' }, value)),
      display_needed: bare(formatValue('en', { unit: 'share', target }, value)),
      meets: meetsTarget(target, value),
    }
  },
  nchs_presentation: ({ x, n }) => {
    const answer = shareReliability(x, n)
    return {
      n,
      p: answer.share,
      low: answer.low,
      high: answer.high,
      width: answer.width,
      relative_width_pct: percent(answer.relativeWidth),
      rule: answer.rule,
      show: answer.isShown,
    }
  },
  small_cell_suppression: ({ row, total_shown, threshold }) => {
    const cells = Object.entries(row).map(([label, count]) => ({ label, count: Number(count) }))
    const { hidden, shown } = hideSmallCells(cells, total_shown, threshold)
    return { suppressed: hidden, shown }
  },
  record_completeness: ({ required, records }) => {
    const answer = completeness(
      required,
      records.map((record: number[]) => record.map((filled) => filled === 1)),
    )
    return {
      field_fill_pct: percent(answer.fieldShare),
      fully_complete_pct: percent(answer.completeShare),
      worst_fields: answer.worst,
    }
  },
  label_fold: ({ labels, map }) => {
    const fold = (label: string) =>
      simplified(label.normalize('NFKC').replaceAll(/[\u200b-\u200d\u2060\ufeff]/g, ''))
        .trim()
        .toLowerCase()
    const words = new Map(Object.entries(map).map(([word, label]) => [fold(word), String(label)]))
    const groups: Record<string, number> = {}
    for (const label of labels) {
      const group = words.get(fold(label)) ?? fold(label)
      groups[group] = (groups[group] ?? 0) + 1
    }
    return { groups }
  },
  per_day: ({ jan, feb, year }) => {
    const [first, second] = [1, 2].map((month) => periodOf(`${year}-0${month}-01`, 'month'))
    const days = [perDay(jan, first ?? { start: '', end: '' }), perDay(feb, second ?? { start: '', end: '' })] as const
    return {
      jan_per_day: days[0],
      feb_per_day: days[1],
      count_change_pct: percent(relativeChange(jan, feb)),
      per_day_change_pct: percent(relativeChange(...days)),
    }
  },
}
