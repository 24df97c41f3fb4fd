import type { Locale } from '../core/locale.ts'
import type { MartRow } from '../warehouse/fill-mart.ts'
import { metricCatalogue } from './catalogue.ts'
import { formatValue, NO_VALUE } from './format-value.ts'
import { day, difference, formatted, number, plain, say, subjectOf, text } from './row-words.ts'

/** What the latest point of a control chart says, in one sentence: a row of `marts.signal`. */
export function signalReading(locale: Locale, row: MartRow): string {
  const isGap = row['chart'] === 't'
  const value = (name: string) =>
    isGap ? formatValue(locale, { unit: 'days', decimals: 0 }, number(row, name)) : formatted(locale, row, name)
  const variation = text(row, 'variation')
  const values = {
    subject: subjectOf(locale, row),
    value: value('metric_value'),
    from: day(locale, row, 'period_from'),
    lower: value('lower_limit'),
    upper: value('upper_limit'),
    since: day(locale, row, 'since'),
    before: value('level_before'),
    after: value('level_after'),
  }
  const area = isGap ? 'gap' : 'signal'
  if (variation === 'common' || variation === 'unknown') return say(locale, `${area}.${variation}`, values)
  const names = text(row, 'rules').split(',')
  const rules = names.map((rule) => say(locale, `rules.${rule}`)).join(say(locale, 'rule_separator'))
  const side = say(locale, `sides.${variation}`)
  if (isGap) return say(locale, 'gap.special', { ...values, rules, side })
  const form =
    row['stage'] === 'trial' && row['lower_limit'] !== null
      ? 'trial'
      : row['since'] !== null
        ? 'shift'
        : names.every((rule) => rule === 'outside_limits')
          ? 'point'
          : 'run'
  return say(locale, `signal.${form}`, { ...values, rules, side })
}

/** Whether the process meets its target by itself; null without target or limits: a row of `marts.signal`. */
export function assuranceReading(locale: Locale, row: MartRow): string | null {
  const assurance = text(row, 'assurance')
  if (assurance === '' || assurance === 'unknown') return null
  return say(locale, `assurance.${assurance}`, { target: formatted(locale, row, 'target') })
}

/** What a comparison of the scan says: a row of `marts.scan`. Only what is flagged is said to stand out. */
export function scanReading(locale: Locale, row: MartRow): string {
  const isPart = row['is_share_of_all'] === true
  const side = (name: 'before' | 'after') => {
    const [x, n] = [number(row, `numerator_${name}`), number(row, `denominator_${name}`)]
    const value = x === null || n === null || n === 0 ? null : x / n
    if (isPart) return formatValue(locale, { unit: 'share' }, value)
    return formatted(locale, { ...row, value: value === null ? null : unitsOf(row) * value }, 'value', 1)
  }
  const values = {
    subject: subjectOf(locale, row),
    before: side('before'),
    after: side('after'),
    from: day(locale, row, 'after_from'),
    tests: number(row, 'tests') ?? 0,
    low: difference(locale, row, 'effect_low', isPart),
    high: difference(locale, row, 'effect_high', isPart),
  }
  const form =
    row['is_flagged'] !== true ? 'quiet' : row['comparison'] === 'step' ? 'step' : isPart ? 'recent_part' : 'recent'
  return say(locale, `scan.${form}`, values)
}

/** What a segment adds to a change: a row of `marts.contribution`. */
export function contributionReading(locale: Locale, row: MartRow): string {
  const subject = subjectOf(locale, row)
  if (row['rate_effect'] === null) {
    const total = (number(row, 'total_after') ?? 0) - (number(row, 'total_before') ?? 0)
    const counted = (value: number | null) => formatValue(locale, { unit: 'count' }, value)
    const [before, after, change] = ['size_before', 'size_after', 'change'].map((name) => counted(number(row, name)))
    return say(locale, 'contribution.count', {
      subject,
      before: before ?? NO_VALUE,
      after: after ?? NO_VALUE,
      change: change ?? NO_VALUE,
      total: counted(total),
    })
  }
  return say(locale, 'contribution.ratio', {
    subject,
    change: difference(locale, row, 'change'),
    rate: difference(locale, row, 'rate_effect'),
    mix: difference(locale, row, 'mix_effect'),
  })
}

/** What an improvement action did, as far as the data show: a row of `marts.improvement_effect`. */
export function effectReading(locale: Locale, row: MartRow): string {
  const title = text(row, 'title') || text(row, 'improvement_id')
  const [first = ''] = text(row, 'slice').split(';')
  const [dimension = '', member = ''] = first.split('=')
  const slice = dimension === '' ? { dimension: null, member: null } : { dimension, member }
  const comparison = text(row, 'comparison')
  if (row['obstacle'] === 'no_metric') return say(locale, 'effect.no_metric', { title })
  const subject = say(locale, `comparison.${comparison}`, { subject: subjectOf(locale, { ...row, ...slice }) })
  if (row['verdict'] === null) return say(locale, `effect.${text(row, 'obstacle')}`, { title, subject })
  const isRatio = row['scale'] === 'ratio'
  const isPart = comparison === 'share_of_all'
  const isAgainstOthers = row['method'] === 'difference_in_differences'
  const side = (name: 'before' | 'after') => {
    const [x, n] = [number(row, `numerator_${name}`), number(row, `denominator_${name}`)]
    const value = x === null || n === null || n === 0 ? null : x / n
    return isPart ? formatValue(locale, { unit: 'share' }, value) : formatted(locale, { ...row, value }, 'value', 1)
  }
  const end = (name: string) => (isRatio ? plain(locale, number(row, name), 2) : difference(locale, row, name, isPart))
  const form = row['verdict'] === 'no_evidence' && row['effect'] === null ? 'unestimated' : text(row, 'verdict')
  return say(locale, `effect.${form}`, {
    title,
    subject,
    before: side('before'),
    after: side('after'),
    scale: say(locale, `scale.${isRatio ? 'ratio' : 'difference'}${isAgainstOthers ? '_elsewhere' : ''}`),
    low: end('effect_low'),
    high: end('effect_high'),
  })
}

/** What numerator by denominator is to be multiplied with: an NPS is told in points, a rate by so many units. */
function unitsOf(row: MartRow): number {
  const definition = metricCatalogue().get(text(row, 'metric'))
  return definition?.kind === 'nps' ? 100 : definition?.kind === 'rate' ? definition.per : 1
}
