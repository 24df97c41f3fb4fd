import type { Locale } from '../core/locale.ts'
import type { MartRow } from '../warehouse/fill-mart.ts'
import { dimensionTitle } from './labels.ts'
import { count, number, percent, plain, say, text } from './row-words.ts'

/** How good the codes proposed for a field are: a row of `marts.attribution_quality`. */
export function attributionReading(locale: Locale, row: MartRow): string {
  const form = row['accuracy'] === null ? 'unvalidated' : row['is_suggestion_only'] === true ? 'suggested' : 'trusted'
  const share = (name: string) => percent(locale, number(row, name))
  return say(locale, `text.${form}`, {
    field: dimensionTitle(locale, text(row, 'field')),
    n: count(locale, number(row, 'validated_count')),
    share: share('accuracy'),
    low: share('accuracy_low'),
    high: share('accuracy_high'),
    baseline: share('baseline'),
    stated: share('stated_accuracy'),
  })
}

/** How far two coders agree: a row of `marts.coder_agreement`. */
export function agreementReading(locale: Locale, row: MartRow): string {
  const kappa = (name: string) => plain(locale, number(row, name), 2)
  return say(locale, `agreement.${text(row, 'verdict')}`, {
    field: dimensionTitle(locale, text(row, 'field')),
    first: text(row, 'first_source'),
    second: text(row, 'second_source'),
    n: count(locale, number(row, 'case_count')),
    agreed: count(locale, number(row, 'agreed_count')),
    kappa: kappa('kappa'),
    low: kappa('kappa_low'),
    high: kappa('kappa_high'),
    least: kappa('least_kappa'),
    least_cases: count(locale, number(row, 'least_cases')),
  })
}
