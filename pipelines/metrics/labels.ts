import type { Locale } from '../core/locale.ts'
import { findMessage, messageTree } from '../core/messages.ts'

/** The labels of a coded dimension's codes in one language; empty where the dimension has no codes. */
export function codeLabels(locale: Locale, dimension: string): Readonly<Record<string, string>> {
  const codes = messageTree(locale, 'catalogue')['codes']
  const list = typeof codes === 'object' && Object.hasOwn(codes, dimension) ? codes[dimension] : undefined
  return typeof list === 'object' ? (list as Record<string, string>) : {}
}

/** A dimension's value in words: null is "unknown", a code its label, other text itself. */
export function valueLabel(locale: Locale, dimension: string, value: string | null): string {
  if (value === null) return findMessage(locale, 'catalogue', 'special.unknown') ?? ''
  if (value === 'unmapped') return findMessage(locale, 'catalogue', 'special.unmapped') ?? value
  return codeLabels(locale, dimension)[value] ?? value
}

export function metricTitle(locale: Locale, metric: string): string {
  return findMessage(locale, 'catalogue', `metrics.${metric}.title`) ?? metric
}

export function dimensionTitle(locale: Locale, dimension: string): string {
  return findMessage(locale, 'catalogue', `dimensions.${dimension}`) ?? dimension
}
