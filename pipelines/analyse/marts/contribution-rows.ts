import type { MartRow } from '../../warehouse/fill-mart.ts'
import { countContributions } from '../change/count-contribution.ts'
import { kitagawa } from '../change/kitagawa.ts'
import type { Span } from '../effect/comparison-windows.ts'
import type { MetricSeries } from './metric-series.ts'
import { spanSums } from './spans.ts'

/** The rows of `marts.contribution` of one metric by one dimension: all its segments, the unknown one included. */
export function contributionRows(segments: readonly MetricSeries[], spans: [Span, Span]): MartRow[] {
  const [first] = segments
  if (first === undefined || first.measure === 'level') return []
  const shared = {
    metric: first.definition.metric,
    dimension: first.dimension,
    before_from: spans[0].from,
    before_to: spans[0].to,
    after_from: spans[1].from,
    after_to: spans[1].to,
  }
  const rows = first.measure === 'count' ? countRows(segments, spans) : ratioRows(segments, spans)
  const size = (row: MartRow) => Math.abs(Number(row['change']))
  return rows
    .filter((row) => row['size_before'] !== 0 || row['size_after'] !== 0)
    .sort((a, b) => size(b) - size(a) || (String(a['member']) < String(b['member']) ? -1 : 1))
    .map((row) => ({ ...shared, ...row }))
}

function countRows(segments: readonly MetricSeries[], spans: [Span, Span]): MartRow[] {
  const counts = spans.map((span) =>
    Object.fromEntries(segments.map(({ periods }, index) => [index, spanSums(periods, span).x])),
  )
  const [before = {}, after = {}] = counts
  const total = (of: Record<string, number>) => Object.values(of).reduce((sum, count) => sum + count, 0)
  return countContributions(before, after).contributions.map((one) => ({
    member: segments[Number(one.label)]?.member ?? null,
    size_before: one.before,
    size_after: one.after,
    value_before: one.before,
    value_after: one.after,
    total_before: total(before),
    total_after: total(after),
    change: one.change,
    rate_effect: null,
    mix_effect: null,
    share_of_net: one.shareOfNet,
  }))
}

function ratioRows(segments: readonly MetricSeries[], spans: [Span, Span]): MartRow[] {
  // An NPS is in points: a hundred times what its parts give.
  const scale = segments[0]?.definition.kind === 'nps' ? 100 : 1
  const parts = segments.map(({ periods }, index) => {
    const [before, after] = spans.map((span) => spanSums(periods, span))
    const rate = (sums: typeof before) => (sums === undefined || sums.n === 0 ? null : (scale * sums.x) / sums.n)
    return {
      label: String(index),
      size0: before?.n ?? 0,
      rate0: rate(before),
      size1: after?.n ?? 0,
      rate1: rate(after),
    }
  })
  const all = kitagawa(parts)
  if (all === null) return []
  return all.segments.map((effect) => {
    const own = parts[Number(effect.label)]
    const change = effect.rate + effect.mix
    return {
      member: segments[Number(effect.label)]?.member ?? null,
      size_before: own?.size0 ?? 0,
      size_after: own?.size1 ?? 0,
      value_before: own?.rate0 ?? null,
      value_after: own?.rate1 ?? null,
      total_before: all.rate0,
      total_after: all.rate1,
      change,
      rate_effect: effect.rate,
      mix_effect: effect.mix,
      share_of_net: all.difference === 0 ? null : change / all.difference,
    }
  })
}
