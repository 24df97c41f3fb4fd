import type { Locale } from '../core/locale.ts'
import { findMessage } from '../core/messages.ts'
import type { MartRow } from '../warehouse/fill-mart.ts'
import { dimensionTitle, valueLabel } from './labels.ts'
import { count, number, percent, plain, say, text } from './row-words.ts'

/** What goes with dissatisfied answers, in one sentence: a row of `marts.driver`. Association, never cause. */
export function driverReading(locale: Locale, row: MartRow): string {
  const form = row['is_associated'] === true ? 'associated' : 'none'
  return say(locale, `driver.${form}`, {
    subject: driverSubject(locale, row),
    odds: plain(locale, number(row, 'odds_ratio'), 2),
    low: plain(locale, number(row, 'odds_low'), 2),
    high: plain(locale, number(row, 'odds_high'), 2),
  })
}

/** How well the model tells held-out answers, or why there is none: a row of `marts.driver_quality`. */
export function driverQualityReading(locale: Locale, row: MartRow): string {
  return say(locale, `driver.${text(row, 'obstacle') || 'quality'}`, {
    auc: percent(locale, number(row, 'auc')),
    low: percent(locale, number(row, 'auc_low')),
    high: percent(locale, number(row, 'auc_high')),
    terms: count(locale, number(row, 'term_count')),
    n: count(locale, number(row, row['obstacle'] === 'too_few' ? 'answers_total' : 'answers_fitted')),
    dissatisfied: count(locale, number(row, 'dissatisfied_total')),
    least: count(locale, number(row, 'least_events')),
  })
}

/** The feature and the step of it that a row of `marts.driver` is about. */
export function driverSubject(locale: Locale, row: MartRow): string {
  const name = text(row, 'feature')
  const feature = findMessage(locale, 'analyse', `driver.features.${name}`) ?? dimensionTitle(locale, name)
  const step = text(row, 'step')
  if (step !== 'member') return say(locale, `driver.${step}`, { feature })
  const [member, reference] = ['member', 'reference'].map((column) => memberLabel(locale, name, row[column] ?? null))
  return say(locale, 'driver.member', { feature, member: member ?? '', reference: reference ?? '' })
}

function memberLabel(locale: Locale, feature: string, member: MartRow[string]): string {
  if (member === 'true' || member === 'false') return say(locale, member === 'true' ? 'driver.yes' : 'driver.no')
  return valueLabel(locale, feature, member === null ? null : String(member))
}
