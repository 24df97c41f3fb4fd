import type { Locale } from '../core/locale.ts'
import { findMessage, message } from '../core/messages.ts'
import { metricDefinition } from '../metrics/catalogue.ts'
import { formatCount, formatInterval, formatValue, type Unit } from '../metrics/format-value.ts'
import { dimensionTitle, metricTitle, valueLabel } from '../metrics/labels.ts'
import { withTimeUnit } from '../metrics/row-words.ts'
import type { CoverageRow } from './coverage.ts'
import type { NormFigure } from './norm-figure.ts'

/** One requirement in words. */
export interface CoverageWords {
  readonly title: string
  readonly content: string
  readonly state: string
  readonly figure: string
  readonly interval: string
  readonly verdict: string
  readonly reason: string
}

/** What a coverage row says in one language; the figure is the leading one, empty where nothing is measured. */
export function coverageWords(row: CoverageRow, locale: Locale): CoverageWords {
  const { requirement, state, switchedOff } = row
  const [figure] = row.figures
  const off = switchedOff === null ? '' : ` ${message(locale, 'norms', 'switched_off', { ...switchedOff })}`
  return {
    title: requirement.title[locale],
    content: requirement.content[locale],
    state: message(locale, 'norms', `states.${state}`),
    figure: figure === undefined ? '' : figureText(figure, locale),
    interval: figure === undefined ? '' : intervalText(figure, locale),
    verdict: verdictText(row, locale),
    reason: reasonText(row, locale) + off,
  }
}

/** `entity.field`, or several with `|`, by the titles of the catalogue. */
export function fieldTitle(field: string, locale: Locale): string {
  return field
    .split('|')
    .map((name) => {
      const [entity = '', column = ''] = name.split('.')
      return findMessage(locale, 'catalogue', `fields.${entity}.${column}`) ?? dimensionTitle(locale, column)
    })
    .join(message(locale, 'norms', 'or'))
}

function reasonText({ reason, requirement }: CoverageRow, locale: Locale): string {
  const say = (values: Record<string, string | number> = {}) =>
    message(locale, 'norms', `reasons.${reason.code}`, values)
  switch (reason.code) {
    case 'shown':
      return kindText(reason.kind, reason.subject, locale)
    case 'stated':
      return say({ by: reason.by, on: reason.on })
    case 'fields_missing':
      return say({ fields: joined(reason.fields, locale) })
    case 'lacks':
      return say({ data: message(locale, 'norms', `lacks.${reason.data}`) })
    case 'to_attest':
      return say({ what: requirement.attested?.[locale] ?? '' })
    case 'not_in_snapshot':
      return say({
        metrics: reason.metrics.map((metric) => metricTitle(locale, metric)).join(message(locale, 'norms', 'or')),
      })
    case 'no_metric':
    case 'no_cases':
      return say()
  }
}

function kindText(kind: NormFigure['kind'], subject: string, locale: Locale): string {
  return message(locale, 'norms', `kinds.${kind}`, { subject: subjectText(kind, subject, locale) })
}

function subjectText(kind: NormFigure['kind'], subject: string, locale: Locale): string {
  switch (kind) {
    case 'metric':
      return metricTitle(locale, subject)
    case 'slice':
      return sliceTitle(subject, locale)
    case 'complete':
      return joined(subject.split(' '), locale)
    case 'breakdown':
      return fieldTitle(subject, locale)
    case 'check':
      return findMessage(locale, 'report', `checks.${subject}`) ?? subject
    case 'table':
      return tableTitle(subject, locale)
  }
}

/** `metric dimension=value` in words. */
function sliceTitle(subject: string, locale: Locale): string {
  const [, metric = '', dimension = '', value = ''] = /^(\w+) (\w+)=(.*)$/.exec(subject) ?? []
  return `${metricTitle(locale, metric)}, ${dimensionTitle(locale, dimension)}: ${valueLabel(locale, dimension, value)}`
}

/** Names of registers hold a point, which would lead a look-up by path astray. */
function tableTitle(name: string, locale: Locale): string {
  return findMessage(locale, 'norms', `tables.${name.replace('.', '_')}`) ?? name
}

function joined(fields: readonly string[], locale: Locale): string {
  return fields.map((field) => fieldTitle(field, locale)).join(message(locale, 'report', 'list_separator'))
}

/** With fewer cases than the metric's smallest n, of a share its parts, and of anything else nothing. */
function figureText(figure: NormFigure, locale: Locale): string {
  const { value, numerator, denominator, tier } = figure
  const format = formatOf(figure)
  if (value !== null && tier === 'too_few') {
    const isShare = 'kind' in format && ['share', 'pooled'].includes(format.kind)
    return isShare && denominator !== null
      ? message(locale, 'norms', 'k_of_n', {
          k: formatCount(locale, numerator ?? 0),
          n: formatCount(locale, denominator),
        })
      : message(locale, 'norms', 'too_few')
  }
  return withTimeUnit(locale, format.unit, formatValue(locale, format, value))
}

function intervalText(figure: NormFigure, locale: Locale): string {
  return figure.interval === null || figure.tier === 'too_few'
    ? ''
    : formatInterval(locale, formatOf(figure), figure.interval)
}

function formatOf({ kind, subject, unit }: NormFigure) {
  if (kind === 'metric') return metricDefinition(subject)
  return kind === 'slice' ? metricDefinition(subject.split(' ', 1)[0] ?? '') : { unit: unit as Unit }
}

function verdictText({ figures, requirement }: CoverageRow, locale: Locale): string {
  const verdict = figures[0]?.verdict ?? null
  if (verdict !== null) return message(locale, 'norms', `verdicts.${verdict}`)
  return figures.length > 0 && requirement.limit?.is_quoted === true ? message(locale, 'norms', 'quoted') : ''
}
