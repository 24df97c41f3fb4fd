import { HuiyinError } from '../core/errors.ts'
import { LOCALES } from '../core/locale.ts'
import { localised } from '../core/localised.ts'
import { dimensionCatalogue, metricCatalogue } from '../metrics/catalogue.ts'
import { dimensionTitle, metricTitle } from '../metrics/labels.ts'
import type { MetricQuery } from '../metrics/metric-query.ts'
import { PERIODS, type PeriodUnit } from '../metrics/periods.ts'
import { periodNamed } from '../report/report-period.ts'
import { type CommandOptions, listOption, textOption } from './context.ts'

/**
 * What a command line asks of the metrics: metrics and dimensions by their name or their title in any language, a period as
 * a unit to go by or as one that is named. Throws HY-C-001, HY-M-003.
 */
export function askedMetrics(names: readonly string[], options: CommandOptions): MetricQuery {
  return {
    metrics: [...new Set(names.map(metricNamed))],
    by: [...new Set(listOption(options, 'by').map(dimensionNamed))],
    ...timeOf(options),
    where: filtersOf(options['where']),
  }
}

function timeOf(options: CommandOptions): Pick<MetricQuery, 'period' | 'from' | 'to'> {
  const asked = textOption(options, 'period')
  const days = { from: textOption(options, 'from'), to: textOption(options, 'to') }
  if (asked === undefined || (PERIODS as readonly string[]).includes(asked))
    return { period: asked as PeriodUnit | undefined, ...days }
  const named = periodNamed(asked)
  if (named === null) throw wrongPeriod(asked, 'period_forms')
  if (days.from !== undefined || days.to !== undefined) throw wrongPeriod(asked, 'without_days')
  return { from: named.start, to: named.end }
}

function wrongPeriod(got: string, expected: string): HuiyinError {
  return new HuiyinError('HY-M-003', { option: '--period', got, expected: localised('core', `expected.${expected}`) })
}

function filtersOf(given: CommandOptions[string]): Record<string, string[]> {
  const where: Record<string, string[]> = {}
  for (const got of Array.isArray(given) ? given : []) {
    const [, dimension, value] = /^([^=]+)=(.*)$/s.exec(got) ?? []
    if (dimension === undefined || value === undefined) {
      const reason = localised('core', 'expected.where', { got })
      throw new HuiyinError('HY-C-001', { reason, usage: 'huiyin metrics' })
    }
    const name = dimensionNamed(dimension.trim())
    where[name] = [...(where[name] ?? []), value.trim()]
  }
  return where
}

function metricNamed(word: string): string {
  return named(word, [...metricCatalogue().keys()], metricTitle)
}

function dimensionNamed(word: string): string {
  return named(word, [...dimensionCatalogue().keys()], dimensionTitle)
}

/** The one name that a word is, or that has it as its title; the word itself where there is none, or several. */
function named(word: string, known: readonly string[], titleOf: typeof metricTitle): string {
  if (known.includes(word)) return word
  const titled = known.filter((name) => LOCALES.some((locale) => titleOf(locale, name) === word))
  return titled.length === 1 ? (titled[0] ?? word) : word
}
