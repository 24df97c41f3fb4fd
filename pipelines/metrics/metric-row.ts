import type { MetricDefinition } from './catalogue.ts'
import { COUNTED_KINDS } from './counted-kinds.ts'
import { exposureRate } from './exposure-rate.ts'
import { type Interval, meanInterval, npsInterval, wilsonInterval } from './intervals.ts'
import type { Period } from './periods.ts'
import type { CurveReading } from './survival-reading.ts'
import { meetsTarget, targetVerdict, type Verdict } from './target-verdict.ts'

export type { Verdict }

/**
 * Sums of one slice; what a, b and c are depends on the kind (see metric-parts.ts). Rate: events, exposure; ratio: over,
 * under; survival: cases, ended, and what was read from their curve.
 */
export interface Parts {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly reading?: CurveReading
}

export const NO_PARTS: Parts = { a: 0, b: 0, c: 0 }

/** How far a number can be trusted by its n: `none` (n is 0), `too_few` (below the metric's smallest n), `small` (below 30). */
export type Tier = 'none' | 'too_few' | 'small' | 'enough'

/** One number with its parts. Shares are fractions of 1; NPS is in points from −100 to 100. */
export interface MetricRow {
  readonly metric: string
  readonly period: string | null
  readonly period_end: string | null
  /** False for a period that was not over at the as-of. */
  readonly complete: boolean
  readonly by: Readonly<Record<string, string | null>>
  readonly numerator: number | null
  readonly denominator: number | null
  readonly value: number | null
  readonly interval: Interval | null
  readonly n: number
  /** Cases still inside their limit or window, in neither part of the share. */
  readonly pending: number | null
  readonly tier: Tier
  /** Against the target, by the interval: `below` means on the wrong side of it. Null without a target. */
  readonly verdict: Verdict | null
}

type Measured = Pick<MetricRow, 'numerator' | 'denominator' | 'value' | 'interval' | 'n' | 'pending'>

const SMALL_SAMPLE = 30

/** Puts a slice's sums together as value, interval, tier and verdict. */
export function metricRow(
  definition: MetricDefinition,
  parts: Parts,
  period: Period | null,
  by: Readonly<Record<string, string | null>>,
  complete: boolean,
): MetricRow {
  const found = measure(definition, parts)
  const { numerator, denominator, value, interval, pending, n } = found
  return {
    metric: definition.metric,
    period: period?.start ?? null,
    period_end: period?.end ?? null,
    complete,
    by,
    numerator,
    denominator,
    value,
    interval,
    pending,
    n,
    tier: tierOf(definition, found),
    verdict: verdictOf(definition, found),
  }
}

function measure(definition: MetricDefinition, parts: Parts): Measured {
  const { a, b, c } = parts
  switch (definition.kind) {
    case 'count':
    case 'sum':
    case 'distinct':
    case 'stock': {
      // Rows that there are, none of which tells its state: then the number is not known, rather than 0.
      const count = b === 0 && c > 0 ? null : a
      return measured(count, null, count, null, count ?? 0)
    }
    case 'share': {
      const pending = definition.pending === undefined ? null : c
      return measured(a, b, b === 0 ? null : a / b, wilsonInterval(a, b), b, pending)
    }
    case 'pooled':
      return measured(a, b, b === 0 ? null : a / b, wilsonInterval(a, b), b)
    case 'mean':
      return measured(b, a, a === 0 ? null : b / a, meanInterval(a, b, c), a)
    case 'nps':
      return measured(b - c, a, a === 0 ? null : (100 * (b - c)) / a, npsInterval(b, c, a), a)
    case 'quantile':
      return measured(null, a, a === 0 ? null : b, null, a)
    case 'survival':
      return survivalMeasure(parts)
    case 'rate': {
      const { rate, interval } = exposureRate(a, b, definition.per)
      return measured(a, b, rate, interval, a)
    }
    case 'ratio':
      return measured(a, b, b === 0 ? null : a / b, null, b)
  }
}

/** One shape for all kinds: rows are made by the hundred thousand. */
function measured(
  numerator: number | null,
  denominator: number | null,
  value: number | null,
  interval: Interval | null,
  n: number,
  pending: number | null = null,
): Measured {
  return { numerator, denominator, value, interval, pending, n }
}

function survivalMeasure({ a, b, reading }: Parts): Measured {
  const { value, low, high } = reading ?? { value: null, low: null, high: null }
  const interval = low === null || high === null ? null : ({ low, high, method: 'log_log' } as const)
  return measured(b, a, value, interval, a)
}

/** Kinds that are complete enumerations: a small number of them is no small sample. */
const ENUMERATED: readonly string[] = [...COUNTED_KINDS, 'rate', 'ratio']

function tierOf(definition: MetricDefinition, { n, value }: Measured): Tier {
  if (ENUMERATED.includes(definition.kind)) return value === null ? 'none' : 'enough'
  if (n === 0) return 'none'
  if (n < definition.smallest_n) return 'too_few'
  return n < SMALL_SAMPLE ? 'small' : 'enough'
}

/** By the interval; a complete count has none and is held against its target as it is. */
function verdictOf({ kind, target }: MetricDefinition, { interval, value }: Measured): Verdict | null {
  if (target === undefined || value === null) return null
  if (interval !== null) return targetVerdict(target, interval)
  return kind === 'rate' || !ENUMERATED.includes(kind) ? null : meetsTarget(target, value) ? 'met' : 'below'
}
