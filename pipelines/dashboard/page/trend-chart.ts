import { formatCount, formatInterval, formatValue } from '../../metrics/format-value.ts'
import type { TidyRow } from '../tidy-row.ts'
import type { Datum, Drawing } from './chart-view.ts'
import type { PageView } from './page-view.ts'
import { rangeInWords } from './page-view.ts'
import { axisLabels } from './period-label.ts'
import { currentTheme } from './theme.ts'
import type { Tip } from './tooltip.ts'
import { type Density, trendSpec } from './trend-spec.ts'

const HEIGHT = 268
/** Pixels that the labels of the vertical axis take, roughly. */
const AXIS = 48

export function drawTrend(view: PageView): (width: number) => Drawing {
  const metric = view.metric(view.answer.facts.metric)
  const rows = view.rows('trend')
  const starts = rows.map((row) => row.period ?? '')
  return (width) => ({
    spec: trendSpec(metric, currentTheme(), densityOf(rows.length, width)),
    height: HEIGHT,
    rows: rows.map(trendDatum),
    signals: { labels: axisLabels(view.locale, view.unit(), starts, width - AXIS) },
    description: view.say('chart.of', { title: metric.title, range: view.range() }),
  })
}

function densityOf(periods: number, width: number): Density {
  if (periods * 9 > width) return 'dense'
  return periods < 8 ? 'sparse' : 'normal'
}

export function trendTip(view: PageView, id: string): Tip | undefined {
  const row = view.rows('trend').find(({ period }) => period === id)
  if (row === undefined) return undefined
  const title = rangeInWords(view.locale, row.period ?? '', row.period_end ?? '')
  const note = partialNote(view, row)
  return { title, lines: measuredLines(view, row), ...(note === undefined ? {} : { note }) }
}

/** Name and value of a number's parts: value, interval, n; "too few" instead of a value that rests on too little. */
export function measuredLines(view: PageView, row: TidyRow): [string, string][] {
  const { locale, say } = view
  const metric = view.metric(row.metric)
  const lines: [string, string][] = [[metric.title, shownValue(view, row)]]
  const { low, high } = row
  if (isShown(row) && low !== null && high !== null) {
    lines.push([say('chart.interval'), formatInterval(locale, metric, { low, high, method: 'wilson' })])
  }
  if (metric.kind === 'share' || metric.kind === 'mean' || metric.kind === 'nps') {
    lines.push(['n', formatCount(locale, row.n)])
  }
  return lines
}

/** The value in words, or why there is none. */
export function shownValue(view: PageView, row: TidyRow): string {
  if (row.tier === 'none') return view.say('tile.none')
  if (row.tier === 'too_few') return view.say('tile.too_few')
  return view.metric(row.metric).unitLabel === ''
    ? formatValue(view.locale, view.metric(row.metric), row.value)
    : view.value(row.metric, row.value)
}

/** Why a period is drawn hollow, or undefined where it is whole. */
export function partialNote(view: PageView, row: TidyRow): string | undefined {
  const period = view.say(`period.${view.unit()}`).toLocaleLowerCase('en')
  if (!row.complete) return view.say('trend.open', { period })
  return row.cut ? view.say('trend.cut', { period }) : undefined
}

/** What to say where none of the rows has a value that can be shown. */
export function whyEmpty({ say }: PageView, rows: readonly TidyRow[]): string | undefined {
  if (rows.some(isShown)) return undefined
  return say(rows.some(({ tier }) => tier === 'too_few') ? 'tile.too_few' : 'tile.none')
}

export function isShown({ tier }: TidyRow): boolean {
  return tier === 'enough' || tier === 'small'
}

function trendDatum(row: TidyRow): Datum {
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
