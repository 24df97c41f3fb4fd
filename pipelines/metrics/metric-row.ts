import type { MetricDefinition } from './catalogue.ts'
import { type Interval, meanInterval, npsInterval, wilsonInterval } from './intervals.ts'
import type { Period } from './periods.ts'
import { targetVerdict, type Verdict } from './target-verdict.ts'

export type { Verdict }

/** Sums of one slice; what a, b and c are depends on the kind (see `partsOf` in metric-query.ts). */
export interface Parts {
  readonly a: number
  readonly b: number
  readonly c: number
}

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
    verdict:
      definition.target === undefined || measured.interval === null
        ? null
        : targetVerdict(definition.target, measured.interval),
  }
}

function measure(definition: MetricDefinition, { a, b, c }: Parts): Measured {
  switch (definition.kind) {
    case 'count':
    case 'stock': {
      // Rows that there are, none of which tells its state: then the number is not known, rather than 0.
      const count = b === 0 && c > 0 ? null : a
      return { numerator: count, denominator: null, value: count, interval: null, n: count ?? 0, pending: null }
    }
    case 'share':
      return {
        numerator: a,
        denominator: b,
        value: b === 0 ? null : a / b,
        interval: wilsonInterval(a, b),
        n: b,
        pending: definition.pending === undefined ? null : c,
      }
    case 'mean':
      return {
        numerator: b,
        denominator: a,
        value: a === 0 ? null : b / a,
        interval: meanInterval(a, b, c),
        n: a,
        pending: null,
      }
    case 'nps':
      return {
        numerator: b - c,
        denominator: a,
        value: a === 0 ? null : (100 * (b - c)) / a,
        interval: npsInterval(b, c, a),
        n: a,
        pending: null,
      }
  }
}

function tierOf(definition: MetricDefinition, { n, value }: Measured): Tier {
  if (definition.kind === 'count' || definition.kind === 'stock') return value === null ? 'none' : 'enough'
  if (n === 0) return 'none'
  if (n < definition.smallest_n) return 'too_few'
  return n < SMALL_SAMPLE ? 'small' : 'enough'
}
