import type { Locale } from '../core/locale.ts'
import { message } from '../core/messages.ts'
import { metricCatalogue } from './catalogue.ts'
import { formatDay, formatValue, NO_VALUE } from './format-value.ts'
import { dimensionTitle, metricTitle, valueLabel } from './labels.ts'

/** A row of a mart of the analysis, as read from it: days as `YYYY-MM-DD`. */
type Row = Readonly<Record<string, string | number | boolean | null>>
type Values = Readonly<Record<string, string | number>>

/** What the latest point of a control chart says, in one sentence: a row of `marts.signal`. */
export function signalReading(locale: Locale, row: Row): string {
  const value = (name: string) => formatted(locale, row, name)
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
  if (variation === 'common' || variation === 'unknown') return say(locale, `signal.${variation}`, values)
  const names = text(row, 'rules').split(',')
  const rules = names.map((rule) => say(locale, `rules.${rule}`)).join(say(locale, 'rule_separator'))
  const form =
    row['stage'] === 'trial'
      ? 'trial'
      : row['since'] !== null
        ? 'shift'
        : names.every((rule) => rule === 'outside_limits')
          ? 'point'
          : 'run'
  return say(locale, `signal.${form}`, { ...values, rules, side: say(locale, `sides.${variation}`) })
}

/** Whether the process meets its target by itself; null without target or limits: a row of `marts.signal`. */
export function assuranceReading(locale: Locale, row: Row): string | null {
  const assurance = text(row, 'assurance')
  if (assurance === '' || assurance === 'unknown') return null
  return say(locale, `assurance.${assurance}`, { target: formatted(locale, row, 'target') })
}

/** What a comparison of the scan says: a row of `marts.scan`. Only what is flagged is said to stand out. */
export function scanReading(locale: Locale, row: Row): string {
  const isPart = row['is_share_of_all'] === true
  const side = (name: 'before' | 'after') => {
    const [x, n] = [number(row, `numerator_${name}`), number(row, `denominator_${name}`)]
    const value = x === null || n === null || n === 0 ? null : x / n
    return isPart ? formatValue(locale, { unit: 'share' }, value) : formatted(locale, { ...row, value }, 'value', 1)
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
export function contributionReading(locale: Locale, row: Row): string {
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
export function effectReading(locale: Locale, row: Row): string {
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
    scale: say(locale, `scale.${isRatio ? 'ratio' : 'difference'}`),
    low: end('effect_low'),
    high: end('effect_high'),
  })
}

function subjectOf(locale: Locale, row: Row): string {
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
function formatted(locale: Locale, row: Row, name: string, decimals?: number): string {
  const definition = metricCatalogue().get(text(row, 'metric'))
  const value = number(row, name)
  if (definition === undefined) return plain(locale, value, 2)
  const { unit } = definition
  return formatValue(locale, { unit, decimals: unit === 'count' ? decimals : definition.decimals }, value)
}

/** A difference of shares is told in percentage points, others in their unit. */
function difference(locale: Locale, row: Row, name: string, isPart = false): string {
  const value = number(row, name)
  const unit = metricCatalogue().get(text(row, 'metric'))?.unit
  if (!isPart && unit !== 'share') return formatted(locale, row, name, 1)
  return say(locale, 'points', { number: plain(locale, value === null ? null : 100 * value, 1) })
}

function plain(locale: Locale, value: number | null, decimals: number): string {
  if (value === null) return NO_VALUE
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return new Intl.NumberFormat(locale, digits).format(value)
}

function day(locale: Locale, row: Row, name: string): string {
  return text(row, name) === '' ? NO_VALUE : formatDay(locale, text(row, name))
}

function text(row: Row, name: string): string {
  return String(row[name] ?? '')
}

function number(row: Row, name: string): number | null {
  const value = row[name] ?? null
  return typeof value === 'number' ? value : null
}

function say(locale: Locale, key: string, values: Values = {}): string {
  return message(locale, 'analyse', key, values)
}
