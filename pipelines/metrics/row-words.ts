import type { Locale } from '../core/locale.ts'
import { message } from '../core/messages.ts'
import type { MartRow } from '../warehouse/fill-mart.ts'
import { metricCatalogue } from './catalogue.ts'
import { formatDay, formatValue, NO_VALUE, type Unit } from './format-value.ts'
import { dimensionTitle, metricTitle, valueLabel } from './labels.ts'

type Values = Readonly<Record<string, string | number>>

/** A metric, and the slice of it that a row is about. */
export function subjectOf(locale: Locale, row: MartRow): string {
  const metric = metricTitle(locale, text(row, 'metric'))
  const dimension = row['dimension'] ?? null
  if (dimension === null) return say(locale, 'subject.whole', { metric })
  const member = row['member'] ?? null
  return say(locale, 'subject.slice', {
    metric,
    dimension: dimensionTitle(locale, String(dimension)),
    member: valueLabel(locale, String(dimension), member === null ? null : String(member)),
  })
}

/** A number in the unit of the row's metric; counts that are means get `decimals`. */
export function formatted(locale: Locale, row: MartRow, name: string, decimals?: number): string {
  const definition = metricCatalogue().get(text(row, 'metric'))
  const value = number(row, name)
  if (definition === undefined) return plain(locale, value, 2)
  const { unit } = definition
  const decimalsOfUnit = unit === 'count' ? decimals : definition.decimals
  return withTimeUnit(locale, unit, formatValue(locale, { unit, decimals: decimalsOfUnit }, value))
}

/** Hours and days, which a metric's title does not tell, are named behind the number. */
export function withTimeUnit(locale: Locale, unit: Unit, value: string): string {
  return value !== NO_VALUE && (unit === 'hours' || unit === 'days') ? say(locale, `times.${unit}`, { value }) : value
}

/** A difference of shares is told in percentage points, others in their unit. */
export function difference(locale: Locale, row: MartRow, name: string, isPart = false): string {
  const value = number(row, name)
  const unit = metricCatalogue().get(text(row, 'metric'))?.unit
  if (!isPart && unit !== 'share') return formatted(locale, row, name, 1)
  return say(locale, 'points', { number: plain(locale, value === null ? null : 100 * value, 1) })
}

/** A number without unit; a dash for null. */
export function plain(locale: Locale, value: number | null, decimals: number): string {
  return formatValue(locale, { unit: 'count', decimals }, value)
}

/** A whole number; a dash for null. */
export function count(locale: Locale, value: number | null): string {
  return plain(locale, value, 0)
}

/** A share of 1 in per cent, one decimal; a dash for null. */
export function percent(locale: Locale, value: number | null): string {
  return formatValue(locale, { unit: 'share' }, value)
}

export function day(locale: Locale, row: MartRow, name: string): string {
  return text(row, name) === '' ? NO_VALUE : formatDay(locale, text(row, name))
}

export function text(row: MartRow, name: string): string {
  return String(row[name] ?? '')
}

export function number(row: MartRow, name: string): number | null {
  const value = row[name] ?? null
  return typeof value === 'number' ? value : null
}

/** A message of the analysis. */
export function say(locale: Locale, key: string, values: Values = {}): string {
  return message(locale, 'analyse', key, values)
}
