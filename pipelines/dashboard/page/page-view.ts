import { isLocale, type Locale } from '../../core/locale.ts'
import { formatCount, formatInterval, formatValue, type MetricFormat } from '../../metrics/format-value.ts'
import type { PeriodUnit } from '../../metrics/periods.ts'
import type { Meta, MetaDimension, MetaMetric, PageHead } from '../api/heads.ts'
import { type PageName, UNKNOWN } from '../api/pages.ts'
import type { FigureRow, PageRows } from '../api/tables.ts'
import type { Answer } from './fetch-page.ts'
import { rangeInWords } from './range-in-words.ts'
import { type Say, sayer } from './sayer.ts'
import type { CaseWish, PageAddress } from './state/page-address.ts'

/** Everything that a part of the page is drawn from, with the words to say it. */
export interface PageView {
  readonly locale: Locale
  readonly state: PageAddress
  readonly meta: Meta
  readonly head: PageHead
  readonly say: Say
  /** The rows of a table of the page that was answered; none where the answer is another page's. */
  rows<Page extends PageName, Table extends keyof PageRows<Page>>(page: Page, table: Table): PageRows<Page>[Table]
  metric(name: string): MetaMetric
  dimension(name: string): MetaDimension
  /** A dimension's value in words; null is blank. */
  label(dimension: string, value: string | null): string
  /** A metric's value with its unit. */
  value(metric: string, value: number | null): string
  interval(metric: string, low: number | null, high: number | null): string
  count(value: number): string
  share(value: number | null): string
  /** The range of days of the answer, in words. */
  range(): string
  unit(): PeriodUnit
}

/** How the parts of the page act: by changing the state, and nothing else. */
export interface Actions {
  go(change: Partial<PageAddress>): void
  /** Opens the cases behind a mark. */
  openCases(wish: Partial<CaseWish> & Pick<CaseWish, 'metric'>): void
}

export function pageView(state: PageAddress, meta: Meta, { head, tables }: Answer): PageView {
  const locale: Locale = isLocale(meta.locale) ? meta.locale : 'en'
  const metrics = new Map(meta.metrics.map((item) => [item.name, item]))
  const dimensions = new Map(meta.dimensions.map((item) => [item.name, item]))
  const labels = new Map(
    meta.dimensions.flatMap(({ name, values }) => values.map(({ value, label }) => [`${name} ${value}`, label])),
  )
  const say = sayer(meta)
  const metric = (name: string) => metrics.get(name) ?? undescribed(name)
  return {
    locale,
    state,
    meta,
    head,
    say,
    rows: ((page: PageName, table: string) => (head.page === page ? (tables[table] ?? []) : [])) as PageView['rows'],
    metric,
    dimension: (name) => dimensions.get(name) ?? { name, title: name, question: 'what', facts: [], values: [] },
    label: (name, value) =>
      labels.get(`${name} ${value ?? UNKNOWN}`) ??
      (value === null ? say('value.unknown') : codeLabel(say, name, value)),
    value: (name, value) => {
      const unit = unitOf({ metric, say }, name, value)
      const text = formatValue(locale, formatOf(metric(name)), value)
      return value === null || unit === '' ? text : `${text} ${unit}`
    },
    interval: (name, low, high) =>
      low === null || high === null
        ? ''
        : formatInterval(locale, formatOf(metric(name)), { low, high, method: 'wilson' }),
    count: (value) => formatCount(locale, value),
    share: (value) => formatValue(locale, { unit: 'share' }, value),
    range: () => rangeInWords(locale, head.from, head.to),
    unit: () => head.period as PeriodUnit,
  }
}

/** The word behind a metric's value; one case is a case. */
export function unitOf({ metric, say }: Pick<PageView, 'metric' | 'say'>, name: string, value: number | null): string {
  const { unit, unitLabel } = metric(name)
  return unit === 'count' && unitLabel !== '' && value === 1 ? say('value.case') : unitLabel
}

/** The word for a code that no case of the snapshot has; other text is itself. */
function codeLabel(say: Say, dimension: string, value: string): string {
  const key = `codes.${dimension}.${value}`
  const text = say(key)
  return text === key ? value : text
}

export function formatOf(metric: MetaMetric): MetricFormat {
  return metric as MetaMetric & MetricFormat
}

/** Whether there is a value that can be shown. */
export function isShown({ tier, suppressed }: Pick<FigureRow, 'tier' | 'suppressed'>): boolean {
  return suppressed === null && (tier === 'enough' || tier === 'small')
}

/** The value in words, or why there is none. */
export function shownValue(view: PageView, row: FigureRow): string {
  if (row.suppressed !== null) return view.say('tile.suppressed')
  if (row.tier === 'none') return view.say('tile.none')
  if (row.tier === 'too_few') return view.say('tile.too_few')
  return view.value(row.metric, row.value)
}

/** What to say where none of the rows has a value that can be shown. */
export function whyEmpty({ say, metric }: PageView, rows: readonly FigureRow[]): string | undefined {
  if (rows.every((row) => row.n === 0 && row.suppressed === null && metric(row.metric).kind === 'count'))
    return say('state.empty')
  if (rows.some(isShown)) return undefined
  if (rows.some(({ suppressed }) => suppressed !== null)) return say('tile.suppressed')
  return say(rows.some(({ tier }) => tier === 'too_few') ? 'tile.too_few' : 'tile.none')
}

function undescribed(name: string): never {
  throw new Error(`the server did not describe ${name}`)
}
