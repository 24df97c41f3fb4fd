import type { MetricDefinition } from './catalogue.ts'
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
  const measured = measure(definition, parts)
  return {
    metric: definition.metric,
    period: period?.start ?? null,
    period_end: period?.end ?? null,
    complete,
    by,
    ...measured,
    tier: tierOf(definition, measured),
    verdict: verdictOf(definition, measured),
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
      return { ...plain(count, count), n: count ?? 0 }
    }
    case 'share':
      return {
        ...plain(b === 0 ? null : a / b, a, b),
        interval: wilsonInterval(a, b),
        n: b,
        pending: definition.pending === undefined ? null : c,
      }
    case 'pooled':
      return { ...plain(b === 0 ? null : a / b, a, b), interval: wilsonInterval(a, b), n: b }
    case 'mean':
      return { ...plain(a === 0 ? null : b / a, b, a), interval: meanInterval(a, b, c), n: a }
    case 'nps':
      return { ...plain(a === 0 ? null : (100 * (b - c)) / a, b - c, a), interval: npsInterval(b, c, a), n: a }
    case 'quantile':
      return { ...plain(a === 0 ? null : b, null, a), n: a }
    case 'survival':
      return survivalMeasure(parts)
    case 'rate':
      return {
        ...plain(exposureRate(a, b, definition.per).rate, a, b),
        ...exposureInterval(a, b, definition.per),
        n: a,
      }
    case 'ratio':
      return { ...plain(b === 0 ? null : a / b, a, b), n: b }
  }
}

function plain(value: number | null, numerator: number | null, denominator: number | null = null) {
  return { numerator, denominator, value, interval: null, pending: null }
}

function exposureInterval(events: number, exposure: number, per: number): Pick<Measured, 'interval'> {
  return { interval: exposureRate(events, exposure, per).interval }
}

function survivalMeasure({ a, b, reading }: Parts): Measured {
  const { value, low, high } = reading ?? { value: null, low: null, high: null }
  const interval = low === null || high === null ? null : { low, high, method: 'log_log' as const }
  return { ...plain(value, b, a), interval, n: a }
}

/** Kinds that are complete enumerations: a small number of them is no small sample. */
const ENUMERATED: readonly MetricDefinition['kind'][] = ['count', 'sum', 'distinct', 'stock', 'rate', 'ratio']

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
