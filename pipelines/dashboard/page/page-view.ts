import type { Locale } from '../../core/locale.ts'
import { formatDay, formatValue } from '../../metrics/format-value.ts'
import type { PeriodUnit } from '../../metrics/periods.ts'
import { BLANK, type FilterDimension } from '../page-content.ts'
import type { MetaDimension, MetaMetric, PageMeta } from '../page-meta.ts'
import type { Block, TidyRow } from '../tidy-row.ts'
import type { Answer } from './fetch-page.ts'
import type { ViewState } from './view-state.ts'

/** Everything that a part of the page is drawn from, with the words to say it. */
export interface PageView {
  readonly locale: Locale
  readonly state: ViewState
  readonly meta: PageMeta
  readonly answer: Answer
  say: Say
  rows(block: Block): TidyRow[]
  metric(name: string): MetaMetric
  dimension(name: FilterDimension): MetaDimension
  /** A dimension's value in words; null is blank. */
  label(dimension: FilterDimension, value: string | null): string
  /** A metric's value with its unit. */
  value(metric: string, value: number | null): string
  /** The range of days of the answer, in words. */
  range(): string
  unit(): PeriodUnit
}

export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string

/** How the parts of the page act: by changing the state, and nothing else. */
export interface Actions {
  go(change: Partial<ViewState>): void
}

export function pageView(state: ViewState, meta: PageMeta, answer: Answer): PageView {
  const { locale } = meta
  const metric = (name: string) => found(meta.metrics, name)
  const dimension = (name: FilterDimension) => found(meta.dimensions, name)
  const labels = new Map<string, string>()
  for (const { name, values } of meta.dimensions) {
    for (const { value, label } of values) labels.set(`${name} ${value}`, label)
  }
  return {
    locale,
    state,
    meta,
    answer,
    say: sayer(meta),
    rows: (block) => answer.rows.filter((row) => row.block === block),
    metric,
    dimension,
    label: (name, value) => labels.get(`${name} ${value ?? BLANK}`) ?? value ?? '',
    value: (name, value) => {
      const format = metric(name)
      const text = formatValue(locale, format, value)
      return value === null || format.unitLabel === '' ? text : `${text} ${format.unitLabel}`
    },
    range: () => rangeInWords(locale, answer.facts.from, answer.facts.to),
    unit: () => answer.facts.period as PeriodUnit,
  }
}

export function sayer(meta: PageMeta): Say {
  return (key, values = {}) => {
    let node: PageMeta['messages'] | string | undefined = meta.messages
    for (const part of key.split('.')) node = typeof node === 'object' ? node[part] : undefined
    if (typeof node !== 'string') return key
    return node.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
  }
}

/** `17–23 Nov 2025`, `2025年11月17日至23日`: what both days share is said once. */
export function rangeInWords(locale: Locale, from: string, to: string): string {
  if (from === to) return formatDay(locale, from)
  if (locale === 'en') {
    const options = { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' } as const
    const [first, last] = [from, to].map((day) => new Date(`${day}T00:00:00Z`))
    return new Intl.DateTimeFormat('en-GB', options).formatRange(first ?? 0, last ?? 0)
  }
  const [first, last] = [formatDay(locale, from), formatDay(locale, to)]
  const shared = [/^.*?月/, /^.*?年/].map((part) => part.exec(first)?.[0] ?? '').find((part) => last.startsWith(part))
  return `${first}至${last.slice(shared?.length ?? 0)}`
}

function found<Item extends { readonly name: string }>(items: readonly Item[], name: string): Item {
  const item = items.find((candidate) => candidate.name === name)
  if (item === undefined) throw new Error(`the server did not describe ${name}`)
  return item
}
