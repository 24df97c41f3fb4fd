import type { Locale } from '../core/locale.ts'
import type { MartRow } from '../warehouse/fill-mart.ts'
import { metricCatalogue } from './catalogue.ts'
import { formatValue, NO_VALUE } from './format-value.ts'
import { dimensionTitle, metricTitle, valueLabel } from './labels.ts'
import { count, day, number, percent, plain, say, text } from './row-words.ts'

/** What a Pareto of one dimension and weighting says: its rows of `marts.pareto`, in their order. Null without rows. */
export function paretoReading(locale: Locale, rows: readonly MartRow[]): string | null {
  const [first] = rows
  if (first === undefined) return null
  const vital = rows.filter((row) => row['is_vital_few'] === true)
  const weighting = text(first, 'weighting')
  const values = {
    dimension: dimensionTitle(locale, text(first, 'dimension')),
    number: count(locale, vital.length),
    all: count(locale, rows.filter((row) => row['is_other'] !== true).length),
    total: count(
      locale,
      rows.reduce((sum, row) => sum + (number(row, 'case_count') ?? 0), 0),
    ),
    share: percent(locale, number(vital.at(-1) ?? {}, 'cumulative_share')),
    other: percent(locale, number(first, 'other_share')),
    first: memberOf(locale, first),
  }
  if (weighting === 'rate') return rateReading(locale, rows, first, values)
  if (first['flag'] === 'other_exceeds_threshold') return say(locale, 'pareto.recode', values)
  if (first['flag'] === 'no_concentration') return say(locale, 'pareto.even', values)
  return say(locale, `pareto.${vital.length === 0 ? 'none' : weighting === 'level' ? 'weighted' : 'vital'}`, values)
}

/** What a cell of the six questions says: a row of `marts.five_w1h`. Only what is flagged is said to stand out. */
export function fiveW1hReading(locale: Locale, row: MartRow): string {
  const values = {
    subject: memberSubject(locale, text(row, 'dimension'), row['member'] ?? null),
    dimension: dimensionTitle(locale, text(row, 'dimension')),
    share: percent(locale, number(row, 'share')),
    before: percent(locale, number(row, 'reference_share')),
    coverage: percent(locale, number(row, 'coverage')),
    count: count(locale, number(row, 'case_count')),
    reference: count(locale, number(row, 'reference_count')),
    total: count(locale, number(row, 'total_count')),
    tests: count(locale, number(row, 'tests')),
    index: plain(locale, number(row, 'over_index'), 2),
    low: plain(locale, number(row, 'over_low'), 2),
    high: plain(locale, number(row, 'over_high'), 2),
  }
  if (row['member'] === null) return say(locale, 'five_w1h.unknown', values)
  if (row['p_value'] === null) return say(locale, 'five_w1h.untested', values)
  if (row['is_flagged'] !== true) return say(locale, 'five_w1h.quiet', values)
  return say(locale, `five_w1h.${row['over_index'] === null ? 'new' : 'over'}`, values)
}

/** What is more or less frequent within a cell than elsewhere: a row of `marts.five_w1h_pair`. */
export function pairReading(locale: Locale, row: MartRow): string {
  return say(locale, `five_w1h.${row['is_flagged'] === true ? 'pair' : 'pair_quiet'}`, {
    subject: memberSubject(locale, text(row, 'dimension'), row['member'] ?? null),
    other: memberSubject(locale, text(row, 'by_dimension'), row['by_member'] ?? null),
    share: percent(locale, number(row, 'share')),
    elsewhere: percent(locale, number(row, 'elsewhere_share')),
    tests: count(locale, number(row, 'tests')),
  })
}

/** Where a unit or a member of staff lies on a funnel plot: a row of `marts.funnel`. */
export function funnelReading(locale: Locale, row: MartRow): string {
  const value = (name: string) => percent(locale, number(row, name))
  const form = row['is_too_small'] === true ? 'too_small' : row['is_outside'] === true ? 'outside' : 'inside'
  return say(locale, `funnel.${form}`, {
    unit:
      text(row, 'unit') === 'owner'
        ? say(locale, 'funnel.staff', { code: text(row, 'staff') })
        : memberSubject(locale, text(row, 'unit'), row['member'] ?? null),
    metric: metricTitle(locale, text(row, 'metric')),
    share: value('share'),
    k: count(locale, number(row, 'numerator')),
    n: count(locale, number(row, 'denominator')),
    low: value('low_998'),
    high: value('high_998'),
    centre: value('centre'),
    side: row['judgement'] === null ? '' : say(locale, `sides.${text(row, 'judgement')}`),
  })
}

/** What a course did to the scores of those who took it: a row of `marts.training_effect`. */
export function trainingReading(locale: Locale, row: MartRow): string {
  const value = (name: string) => percent(locale, number(row, name))
  const points = (name: string) =>
    say(locale, 'points', { number: plain(locale, 100 * (number(row, name) ?? Number.NaN), 1) })
  return say(locale, `training.${text(row, 'verdict')}`, {
    course: text(row, 'course') || valueLabel(locale, 'training_topic', text(row, 'training_topic') || null),
    n: count(locale, number(row, 'pair_count')),
    dropped: count(locale, number(row, 'dropped_count')),
    before: value('mean_before'),
    after: value('mean_after'),
    low: points('change_low'),
    high: points('change_high'),
  })
}

/** By which rules a customer is at risk: a row of `marts.at_risk_customer`. */
export function atRiskReading(locale: Locale, row: MartRow): string {
  const rules = [
    row['is_dissatisfied'] === true ? say(locale, 'at_risk.dissatisfied') : null,
    row['is_repeated'] === true ? say(locale, 'at_risk.repeated', { n: number(row, 'recent_complaints') ?? 0 }) : null,
    row['is_overdue'] === true ? say(locale, 'at_risk.overdue', { n: number(row, 'overdue_open') ?? 0 }) : null,
  ].filter((rule) => rule !== null)
  return say(locale, 'at_risk.sentence', {
    customer: text(row, 'customer_id'),
    rules: rules.join(say(locale, 'at_risk.separator')),
  })
}

/** How often a term is met in the latest weeks: a row of `marts.keyness`. */
export function keynessReading(locale: Locale, row: MartRow): string {
  const ratio = number(row, 'log_ratio')
  const form = (number(row, 'reference_count') ?? 0) === 0 ? 'new' : (ratio ?? 0) > 0 ? 'more' : 'less'
  return say(locale, `keyness.${form}`, {
    term: text(row, 'term'),
    focus: count(locale, number(row, 'focus_count')),
    focus_total: count(locale, number(row, 'focus_total')),
    reference: count(locale, number(row, 'reference_count')),
    reference_total: count(locale, number(row, 'reference_total')),
    ratio: plain(locale, ratio === null ? null : 2 ** ratio, 1),
    tests: count(locale, number(row, 'tested_count')),
  })
}

/** What a batch of complaints is: a row of `marts.batch_incident`. Each customer is counted once. */
export function batchReading(locale: Locale, row: MartRow): string {
  return say(locale, `batch.${text(row, 'kind')}`, {
    lot: text(row, 'lot'),
    product: text(row, 'product') || say(locale, 'batch.unspecified'),
    complaints: count(locale, number(row, 'complaint_count')),
    customers: count(locale, number(row, 'customer_count')),
    expected: plain(locale, number(row, 'expected_count'), 1),
    from: day(locale, row, 'first_on'),
    to: day(locale, row, 'last_on'),
  })
}

/** Complaints in nearly the same words: the row of a group's first complaint in `marts.near_duplicate`. */
export function nearDuplicateReading(locale: Locale, row: MartRow): string {
  return say(locale, 'near_duplicate.group', {
    complaint: text(row, 'group_id'),
    complaints: count(locale, number(row, 'complaint_count')),
    customers: count(locale, number(row, 'customer_count')),
  })
}

/** Which bone of the fishbone holds most, and how much is coded at all: the rows of `marts.fishbone`. Null without rows. */
export function fishboneReading(locale: Locale, rows: readonly MartRow[]): string | null {
  const largest = rows.find((row) => row['bone'] !== null)
  if (largest === undefined) return null
  const [coded, total] = [number(largest, 'coded_count') ?? 0, number(largest, 'total_count') ?? 0]
  const own = number(largest, 'bone_count') ?? 0
  const label = (dimension: string, name: string) => valueLabel(locale, dimension, text(largest, name) || null)
  return say(locale, `fishbone.${coded === 0 || own === 0 ? 'none' : 'largest'}`, {
    bone: label(text(largest, 'bone_dimension'), 'bone'),
    cause: label('cause', 'cause'),
    share: percent(locale, coded === 0 ? null : own / coded),
    count: count(locale, own),
    coded: count(locale, coded),
    total: count(locale, total),
    unknown: count(locale, total - coded),
  })
}

function rateReading(
  locale: Locale,
  rows: readonly MartRow[],
  first: MartRow,
  values: Readonly<Record<string, string>>,
): string {
  const definition = metricCatalogue().get(text(first, 'rate_metric'))
  const told = (name: string) =>
    definition === undefined ? NO_VALUE : formatValue(locale, definition, number(first, name))
  const size = (row: MartRow) => number(row, 'case_count') ?? 0
  const largest = rows.reduce((most, row) => (size(row) > size(most) ? row : most), first)
  return say(locale, 'pareto.rate', {
    ...values,
    value: told('weight'),
    low: told('rate_low'),
    high: told('rate_high'),
    count: count(locale, size(first)),
    largest: memberOf(locale, largest),
  })
}

function memberOf(locale: Locale, row: MartRow): string {
  return valueLabel(locale, text(row, 'dimension'), row['member'] === null ? null : text(row, 'member'))
}

function memberSubject(locale: Locale, dimension: string, member: MartRow[string]): string {
  return say(locale, 'member', {
    dimension: dimensionTitle(locale, dimension),
    member: valueLabel(locale, dimension, member === null ? null : String(member)),
  })
}
