import type { MetaMetric } from '../../api/heads.ts'
import type { FigureRow } from '../../api/tables.ts'
import { isShown, type PageView, shownValue } from '../page-view.ts'
import type { Table } from '../parts/table.ts'
import type { Tip } from '../parts/tooltip.ts'
import { rangeInWords } from '../range-in-words.ts'
import type { Datum, Draw } from './chart-view.ts'
import { axisLabels } from './period-label.ts'
import { type Density, trendSpec } from './trend-spec.ts'

const HEIGHT = 250
/** Pixels that the labels of the vertical axis take, roughly. */
const AXIS = 48

export function drawTrend(view: PageView, metric: MetaMetric, rows: readonly FigureRow[]): Draw {
  const starts = rows.map((row) => row.period ?? '')
  return (width, theme) => ({
    spec: trendSpec(metric, theme, densityOf(rows.length, width)),
    height: HEIGHT,
    rows: rows.map(trendDatum),
    signals: { labels: axisLabels(view.locale, view.unit(), starts, width - AXIS) },
  })
}

function densityOf(periods: number, width: number): Density {
  if (periods * 9 > width) return 'dense'
  return periods < 8 ? 'sparse' : 'normal'
}

export function trendTip(view: PageView, rows: readonly FigureRow[], id: string): Tip | undefined {
  const row = rows.find(({ period }) => period === id)
  if (row === undefined) return undefined
  const title = rangeInWords(view.locale, row.period ?? '', row.period_end ?? '')
  return { title, lines: measuredLines(view, row), note: partialNote(view, row) ?? view.say('chart.click_cases') }
}

/** Name and value of a number's parts: value, interval, n; "too few" instead of a value that rests on too little. */
export function measuredLines(view: PageView, row: FigureRow): [string, string][] {
  const metric = view.metric(row.metric)
  const lines: [string, string][] = [[metric.title, shownValue(view, row)]]
  const interval = view.interval(row.metric, row.low, row.high)
  if (isShown(row) && interval !== '') lines.push([view.say('chart.interval'), interval])
  if (metric.kind === 'share' || metric.kind === 'mean' || metric.kind === 'nps') lines.push(['n', view.count(row.n)])
  return lines
}

/** What is to be seen: the latest whole period, and the highest and lowest. */
export function trendReading(view: PageView, rows: readonly FigureRow[]): string {
  const whole = rows.filter((row) => isShown(row) && row.complete && !row.cut && row.value !== null)
  const last = whole.at(-1)
  if (last === undefined) return view.say('trend.nothing')
  const by = [...whole].sort((a, b) => (a.value ?? 0) - (b.value ?? 0))
  const words = (row: FigureRow | undefined) =>
    row === undefined ? '' : rangeInWords(view.locale, row.period ?? '', row.period_end ?? '')
  const value = (row: FigureRow | undefined) => view.value(last.metric, row?.value ?? null)
  return view.say('trend.reading', {
    when: words(last),
    value: value(last),
    low: value(by[0]),
    low_when: words(by[0]),
    high: value(by.at(-1)),
    high_when: words(by.at(-1)),
  })
}

export function trendNotes(view: PageView, metric: MetaMetric, rows: readonly FigureRow[]): string[] {
  const { say } = view
  const partial = rows.map((row) => partialNote(view, row)).filter((note) => note !== undefined)
  const target =
    metric.target === undefined
      ? []
      : [
          say('trend.target', {
            target: view.value(metric.name, metric.target.value),
            comparator: comparatorSign(metric),
          }),
        ]
  return [
    ...(rows.some(({ low }) => low !== null) ? [say('trend.band')] : []),
    ...target,
    ...new Set(partial),
    ...(rows.some(({ tier }) => tier === 'too_few') ? [say('trend.too_few', { n: metric.smallest_n })] : []),
    say('trend.hint'),
  ]
}

export function trendTable(view: PageView, metric: MetaMetric, rows: readonly FigureRow[]): Table {
  const { say } = view
  return {
    columns: [
      { label: say(`period.${view.unit()}`) },
      { label: metric.title, kind: 'number' },
      { label: say('chart.interval'), kind: 'number' },
      { label: 'n', kind: 'number' },
    ],
    rows: rows.map((row) => [
      { text: rangeInWords(view.locale, row.period ?? '', row.period_end ?? ''), sort: row.period ?? '' },
      { text: shownValue(view, row), sort: isShown(row) ? row.value : null },
      isShown(row) ? view.interval(row.metric, row.low, row.high) : '',
      { text: view.count(row.n), sort: row.n },
    ]),
  }
}

export function comparatorSign({ target }: MetaMetric): string {
  return target?.comparator === '>=' ? '≥' : target?.comparator === '<=' ? '≤' : (target?.comparator ?? '')
}

/** Why a period is drawn hollow, or undefined where it is whole. */
function partialNote(view: PageView, row: FigureRow): string | undefined {
  const period = view.say(`period.${view.unit()}`).toLocaleLowerCase('en')
  if (!row.complete) return view.say('trend.open', { period })
  return row.cut ? view.say('trend.cut', { period }) : undefined
}

function trendDatum(row: FigureRow): Datum {
  const hollow = !row.complete || row.cut
  const shown = isShown(row)
  const value = shown ? row.value : null
  const [low, high] = shown ? [row.low, row.high] : [null, null]
  const solid = (part: number | null) => (hollow ? null : part)
  return {
    id: row.period ?? '',
    value,
    low,
    high,
    hollow,
    few: row.tier === 'too_few',
    solid: solid(value),
    solid_low: solid(low),
    solid_high: solid(high),
  }
}
