import { addDays, periodOf } from '../../metrics/periods.ts'
import { isKnown } from '../charts/control-chart.ts'
import type { Span } from '../effect/comparison-windows.ts'
import type { SeriesPeriod } from './metric-series.ts'

export interface SpanSums {
  /** Numerators, or counts. */
  readonly x: number
  readonly n: number
}

/** The last `weeks` complete weeks before a day, and as many before them. */
export function latestSpans(today: string, weeks: number): [Span, Span] {
  const end = addDays(periodOf(today, 'week').start, -1)
  const middle = addDays(end, 1 - 7 * weeks)
  const start = addDays(middle, -7 * weeks)
  return [
    { from: start, to: addDays(middle, -1) },
    { from: middle, to: end },
  ]
}

/** Whether a period lies inside one of the spans. */
export function isWithin({ period, periodTo }: SeriesPeriod, spans: readonly Span[]): boolean {
  return spans.some(({ from, to }) => period >= from && periodTo <= to)
}

/** Sums over the periods that lie inside the spans. */
export function spanSums(periods: readonly SeriesPeriod[], ...spans: readonly Span[]): SpanSums {
  let [events, size] = [0, 0]
  for (const own of periods) {
    const { x, n } = own
    if (!isWithin(own, spans)) continue
    events += isKnown(x) ? x : 0
    size += isKnown(n) ? n : 0
  }
  return { x: events, n: size }
}
