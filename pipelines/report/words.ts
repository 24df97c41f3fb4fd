import type { Locale } from '../core/locale.ts'
import { findMessage, message } from '../core/messages.ts'
import { metricDefinition } from '../metrics/catalogue.ts'
import {
  formatCount,
  formatDay,
  formatInstant,
  formatInterval,
  formatValue,
  NO_VALUE,
} from '../metrics/format-value.ts'
import type { Interval } from '../metrics/intervals.ts'
import { dimensionTitle, metricTitle, valueLabel } from '../metrics/labels.ts'
import type { SnapshotRun } from '../warehouse/snapshot.ts'
import type { Figure, FigureName } from './figure.ts'
import { type ReportDefinition, reportTitle } from './report-definition.ts'
import { periodHolding, type ReportPeriod } from './report-period.ts'

/** How a report speaks in one language: messages, names of the catalogue, and numbers and dates as text. */
export interface Words {
  readonly locale: Locale
  readonly run: SnapshotRun
  readonly period: ReportPeriod
  readonly reportTitle: string
  /** The report's period, such as `2026 年第 46 周`. */
  readonly periodTitle: string
  readonly organisation: string
  /** A message of the area `report`; `{unit}` and `{units}` in it are the report's own, such as week and weeks. */
  say(key: string, values?: Readonly<Record<string, string | number>>): string
  /** As `say`, or a fallback where there is none: for names that come from data. */
  sayOr(key: string, fallback: string): string
  metric(name: string): string
  dimension(name: string): string
  value(dimension: string, value: string | null): string
  /** A metric's value in its own unit. */
  number(metric: string, value: number | null): string
  interval(metric: string, interval: Interval | null): string
  count(value: number): string
  decimal(value: number, decimals: number): string
  share(part: number, whole: number): string
  /** A length of time in hours, such as `24 小时`. */
  hours(hours: number): string
  day(day: string): string
  instant(instant: string): string
  /** Such as `第 46 周`: the period of the report's unit that holds a day. */
  periodOf(day: string): string
  /** So many periods of the report's unit, such as `12 weeks`. */
  periods(count: number): string
  titleOf(figure: { name: FigureName }): string
  /** Items of a list in a sentence. */
  list(items: readonly string[]): string
}

export function wordsFor(
  locale: Locale,
  run: SnapshotRun,
  period: ReportPeriod,
  definition: Pick<ReportDefinition, 'report' | 'title' | 'subtitle'>,
): Words {
  const unit = message(locale, 'report', `units.${period.unit}.one`)
  const units = message(locale, 'report', `units.${period.unit}.plural`)
  const say: Words['say'] = (key, values = {}) => message(locale, 'report', key, { unit, units, ...values })
  const share = { unit: 'share' } as const
  const name = (figure: FigureName) => ({
    metric: figure.metric === undefined ? '' : metricTitle(locale, figure.metric),
    dimension: figure.dimension === undefined ? '' : dimensionTitle(locale, figure.dimension),
    question: figure.question === undefined ? '' : message(locale, 'catalogue', `questions.${figure.question}`),
  })
  return {
    locale,
    run,
    period,
    reportTitle: reportTitle(definition, locale) ?? definition.report,
    periodTitle: say(`units.${period.unit}.title`, numbersOf(locale, period)),
    organisation: run.organisation[locale] ?? '',
    say,
    sayOr: (key, fallback) => findMessage(locale, 'report', key) ?? fallback,
    metric: (metric) => metricTitle(locale, metric),
    dimension: (dimension) => dimensionTitle(locale, dimension),
    value: (dimension, value) =>
      dimension === 'hour' && value !== null ? say('hour', { hour: value }) : valueLabel(locale, dimension, value),
    number: (metric, value) => formatValue(locale, metricDefinition(metric), value),
    interval: (metric, interval) => formatInterval(locale, metricDefinition(metric), interval),
    count: (value) => formatCount(locale, value),
    decimal: (value, decimals) => formatValue(locale, { unit: 'score', decimals }, value),
    share: (part, whole) => formatValue(locale, share, whole === 0 ? null : part / whole),
    hours: (hours) =>
      say('hours', { hours: formatValue(locale, { unit: 'score', decimals: hours % 1 === 0 ? 0 : 1 }, hours) }),
    day: (day) => formatDay(locale, day),
    instant: (instant) => formatInstant(locale, instant, run.timezone),
    periodOf: (day) => {
      return say(`units.${period.unit}.short`, numbersOf(locale, periodHolding(day, period.unit)))
    },
    periods: (count) =>
      say(`units.${period.unit}.${count === 1 ? 'single' : 'many'}`, { count: formatCount(locale, count) }),
    titleOf: (figure) => say(`figures.${figure.name.figure}`, name(figure.name)),
    list: (items) => items.join(say('list_separator')),
  }
}

/** What a period is named by: its year, its number in the year, and the name of the month that it begins in. */
function numbersOf(locale: Locale, { year, number, start }: ReportPeriod) {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  return { year, number, month: format.format(new Date(`${start}T00:00:00Z`)) }
}

/** A figure as templates caption it. */
export function captionOf(words: Words, figure: Figure): { ref: string; title: string } {
  return { ref: figure.ref, title: words.titleOf(figure) }
}

/** Where a number stands on its way from "none" to "enough": with a few cases the parts are given, not the share. */
export function measuredText(
  words: Words,
  cells: {
    metric: string
    value: number | null
    numerator: number | null
    denominator: number | null
    n: number | null
    tier: string | null
  },
): string {
  const { metric, value, numerator, denominator, n, tier } = cells
  if (value === null || tier === null || tier === 'none') return NO_VALUE
  if (tier !== 'too_few') return words.number(metric, value)
  const isShare = metricDefinition(metric).kind === 'share'
  return isShare
    ? words.say('k_of_n', { k: words.count(numerator ?? 0), n: words.count(denominator ?? 0) })
    : words.say('too_few', { n: words.count(n ?? 0) })
}
