// Numbers, dates and words of a metric in one language. Runs in the browser as well: Intl only, no Node.
import type { Locale } from '../core/locale.ts'
import { madeOnce } from '../core/made-once.ts'
import type { Interval } from './intervals.ts'
import { type Comparator, meetsTarget } from './target-verdict.ts'

export type Unit = 'count' | 'share' | 'points' | 'score' | 'hours' | 'days' | 'per_thousand' | 'ratio' | 'amount'
export type { Comparator }

/** What formatting needs to know of a metric. */
export interface MetricFormat {
  readonly unit: Unit
  readonly decimals?: number | undefined
  readonly target?: { readonly value: number; readonly comparator: Comparator } | undefined
}

const DECIMALS: Readonly<Record<Unit, number>> = {
  count: 0,
  share: 1,
  points: 1,
  score: 2,
  hours: 1,
  days: 1,
  per_thousand: 2,
  ratio: 2,
  amount: 2,
}
const MOST_DECIMALS = 4

/** The sign of a number that there is not (0/0): a dash, never 0. */
export const NO_VALUE = '—'

/**
 * A metric's value in words: shares in per cent, others plain. Where rounding would put it on the other side of the
 * target, it shows further digits (89.96 %, not 90.0 %, against a target of 90 %).
 */
export function formatValue(locale: Locale, metric: MetricFormat, value: number | null): string {
  if (value === null) return NO_VALUE
  let decimals = metric.decimals ?? DECIMALS[metric.unit]
  const { target } = metric
  if (target !== undefined) {
    const isMet = meetsTarget(target, value)
    while (decimals < MOST_DECIMALS && meetsTarget(target, rounded(metric.unit, value, decimals)) !== isMet)
      decimals += 1
  }
  return formatNumber(locale, metric.unit, value, decimals)
}

/** An interval as `84.2%–86.2%`, or a dash. */
export function formatInterval(locale: Locale, metric: MetricFormat, interval: Interval | null): string {
  if (interval === null) return NO_VALUE
  const decimals = metric.decimals ?? DECIMALS[metric.unit]
  return `${formatNumber(locale, metric.unit, interval.low, decimals)}–${formatNumber(locale, metric.unit, interval.high, decimals)}`
}

/** A whole number with separators. */
export function formatCount(locale: Locale, count: number): string {
  return numberFormat(locale, 'decimal', 0).format(count)
}

/** A local day `YYYY-MM-DD` in the language's own way. */
export function formatDay(locale: Locale, day: string): string {
  return dayFormat(locale).format(new Date(`${day}T00:00:00Z`))
}

const dayFormat = madeOnce((locale: Locale) => {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    year: 'numeric',
    month: locale === 'en' ? 'short' : 'long',
    day: 'numeric',
    timeZone: 'UTC',
  })
})

/** An instant (ISO 8601) as local date and time of a zone, to the minute. */
export function formatInstant(locale: Locale, instant: string, timezone: string): string {
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: locale === 'en' ? 'short' : '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: timezone,
  }
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, options).format(new Date(instant))
}

function formatNumber(locale: Locale, unit: Unit, value: number, decimals: number): string {
  return unit === 'share'
    ? numberFormat(locale, 'percent', decimals).format(value)
    : numberFormat(locale, 'decimal', decimals).format(value === 0 ? 0 : value)
}

const numberFormats = new Map<string, Intl.NumberFormat>()

/** Making a format takes a hundred times longer than using it. */
function numberFormat(locale: Locale, style: 'decimal' | 'percent', decimals: number): Intl.NumberFormat {
  const key = `${locale} ${style} ${decimals}`
  const known = numberFormats.get(key)
  if (known !== undefined) return known
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  const format = new Intl.NumberFormat(locale, { style, ...digits })
  numberFormats.set(key, format)
  return format
}

function rounded(unit: Unit, value: number, decimals: number): number {
  const scale = unit === 'share' ? 100 : 1
  return Number((value * scale).toFixed(decimals)) / scale
}
