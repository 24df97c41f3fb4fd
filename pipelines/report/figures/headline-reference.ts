import { metricDefinition } from '../../metrics/catalogue.ts'
import { poissonInterval } from '../../metrics/intervals.ts'
import type { MetricRow, Tier } from '../../metrics/metric-row.ts'

/** A metric over the periods before the one shown. */
export type Reference = {
  readonly reference_from: string | null
  readonly reference_to: string | null
  readonly reference_periods: number
  readonly reference_value: number | null
  readonly reference_low: number | null
  readonly reference_high: number | null
  readonly reference_n: number | null
  readonly reference_tier: Tier | null
}

export type Change = 'higher' | 'lower' | 'unclear'

export const NO_REFERENCE: Reference = {
  reference_from: null,
  reference_to: null,
  reference_periods: 0,
  reference_value: null,
  reference_low: null,
  reference_high: null,
  reference_n: null,
  reference_tier: null,
}

/** The periods before the one shown: shares, means and scores pooled, counts and levels as the mean of the periods. */
export function referenceOf(
  span: { from: string; to: string; periods: number } | null,
  own: readonly MetricRow[],
  pooled: MetricRow | undefined,
): Reference {
  if (span === null) return NO_REFERENCE
  const range = { reference_from: span.from, reference_to: span.to, reference_periods: span.periods }
  if (pooled === undefined) {
    const before = own.filter((row) => row.period !== null && row.period >= span.from && row.period <= span.to)
    const known = before.filter((row) => row.value !== null)
    return known.length === 0 ? NO_REFERENCE : { ...range, ...meanOfPeriods(known) }
  }
  return {
    ...range,
    reference_value: pooled.value,
    reference_low: pooled.interval?.low ?? null,
    reference_high: pooled.interval?.high ?? null,
    reference_n: pooled.n,
    reference_tier: pooled.tier,
  }
}

function meanOfPeriods(rows: readonly MetricRow[]) {
  const total = rows.reduce((sum, row) => sum + (row.value ?? 0), 0)
  const isCount = rows.every((row) => metricDefinition(row.metric).kind === 'count')
  const interval = isCount ? poissonInterval(total) : null
  return {
    reference_value: total / rows.length,
    reference_low: interval === null ? null : interval.low / rows.length,
    reference_high: interval === null ? null : interval.high / rows.length,
    reference_n: total,
    reference_tier: 'enough' as const,
  }
}

/**
 * Whether the number shown lies beyond its reference: only where the two 95 % intervals do not overlap. Null where a
 * side has none, or rests on too few cases.
 */
export function changeOf(shown: MetricRow, reference: Reference): Change | null {
  const { kind } = metricDefinition(shown.metric)
  const interval = kind === 'count' ? poissonInterval(shown.numerator ?? 0) : shown.interval
  const { reference_low: low, reference_high: high, reference_tier: tier } = reference
  if (interval === null || low === null || high === null) return null
  if ([shown.tier, tier].some((each) => each !== 'small' && each !== 'enough')) return null
  return interval.low > high ? 'higher' : interval.high < low ? 'lower' : 'unclear'
}
