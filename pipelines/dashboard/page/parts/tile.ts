import type { FigureRow, PageRows } from '../../api/tables.ts'
import { type ChartView, chartView } from '../charts/chart-view.ts'
import { drawSpark } from '../charts/spark.ts'
import { comparatorSign } from '../charts/trend-chart.ts'
import { type Actions, isShown, type PageView, shownValue, unitOf } from '../page-view.ts'
import { metricName } from './definition.ts'
import { element } from './element.ts'
import { assuranceIcon, variationIcon } from './spc-icons.ts'
import { statusMark } from './status-mark.ts'

type Point = PageRows<'overview'>['verdicts'][number]

export interface TileContent {
  readonly row: FigureRow
  readonly course?: readonly FigureRow[]
  readonly point?: Point | undefined
}

export interface Tile {
  readonly node: HTMLElement
  show(view: PageView, content: TileContent): void
  dispose(): void
}

/** A headline number: what it is, how sure, against its target, its course, and what its control chart says. */
export function tile(metric: string, actions: Actions): Tile {
  const head = element('div', { class: 'tile-head' })
  const value = element('p', { class: 'tile-value' })
  const basis = element('p', { class: 'tile-basis' })
  const spark: ChartView = chartView({})
  spark.node.classList.add('spark')
  const foot = element('div', { class: 'tile-foot' })
  let named = false
  return {
    node: element('article', { class: 'tile', id: `tile-${metric}` }, head, value, basis, spark.node, foot),
    show(view, { row, course = [], point }) {
      if (!named) head.replaceChildren(metricName(view.say, view.meta, metric), element('span', { class: 'spcs' }))
      named = true
      head.lastElementChild?.replaceChildren(...icons(view, point))
      value.replaceChildren(...bigNumber(view, row))
      basis.textContent = basisWords(view, row)
      foot.replaceChildren(...footMarks(view, row, actions))
      spark.node.hidden = course.length < 3
      const centre = point?.centre ?? null
      if (course.length >= 3) spark.show(drawSpark(course, centre), sparkReading(view, metric))
    },
    dispose: () => spark.dispose(),
  }
}

function sparkReading(view: PageView, metric: string): string {
  return view.say('tile.course', { title: view.metric(metric).title, period: view.say(`period.${view.unit()}`) })
}

function icons(view: PageView, point: Point | undefined): SVGElement[] {
  if (point === undefined) return []
  const variation = variationIcon(point.variation, point.direction ?? 0, point.reading ?? spcWords(view, point))
  if (point.assurance === 'unknown') return [variation]
  const words = point.assurance_reading ?? view.say(`assurance.${point.assurance}`)
  return [variation, assuranceIcon(point.assurance, words)]
}

function spcWords(view: PageView, point: Point): string {
  return view.say(`variation.${point.variation}`)
}

/** The value; `k / n` instead where n is below the metric's smallest. */
function bigNumber(view: PageView, row: FigureRow): (Node | string)[] {
  if (row.tier === 'too_few' && row.numerator !== null && row.suppressed === null)
    return [`${view.count(row.numerator)} / ${view.count(row.n)}`]
  if (!isShown(row)) return [element('span', { class: 'tile-none' }, shownValue(view, row))]
  const text = view.value(row.metric, row.value)
  const unitLabel = unitOf(view, row.metric, row.value)
  if (unitLabel === '' || !text.endsWith(` ${unitLabel}`)) return [text]
  return [text.slice(0, -unitLabel.length - 1), element('small', {}, unitLabel)]
}

function basisWords(view: PageView, row: FigureRow): string {
  const { kind } = view.metric(row.metric)
  const interval = isShown(row) ? view.interval(row.metric, row.low, row.high) : ''
  const parts = [
    ...(row.tier === 'too_few' ? [view.say('tile.too_few')] : []),
    ...(interval === '' ? [] : [view.say('tile.interval', { interval })]),
    ...(kind === 'count' || kind === 'stock' ? [] : [`n\u00a0=\u00a0${view.count(row.n)}`]),
    ...(row.tier === 'small' ? [view.say('tile.small')] : []),
    ...(kind === 'stock' ? [view.say('tile.at')] : []),
  ]
  return parts.join(' · ')
}

function footMarks(view: PageView, row: FigureRow, actions: Actions): HTMLElement[] {
  const metric = view.metric(row.metric)
  const { verdict } = row
  const target = metric.target?.value
  const marks =
    verdict === null || target === undefined || !isShown(row)
      ? []
      : [
          statusMark(
            view.say('tile.verdict', {
              target: `${comparatorSign(metric)} ${view.value(row.metric, target)}`,
              verdict: view.say(`verdict.${verdict}`),
            }),
            verdict === 'met' ? 'good' : verdict === 'below' ? 'bad' : 'plain',
          ),
        ]
  const pending = (row.pending ?? 0) > 0 ? [view.say('tile.pending', { count: view.count(row.pending ?? 0) })] : []
  return [...marks, ...pending.map((text) => element('span', { class: 'muted' }, text)), ...missed(view, row, actions)]
}

/** Opens the cases that did not make it, where the metric says which those are. */
function missed(view: PageView, row: FigureRow, actions: Actions): HTMLElement[] {
  const { fact, kind, direction } = view.metric(row.metric)
  const hasCases = fact === 'complaint' || fact === 'survey'
  if (!view.meta.viewer.cases || kind !== 'share' || !hasCases || row.numerator === null || !isShown(row)) return []
  const part = direction === 'down' ? 'numerator' : 'missed'
  const count = part === 'missed' ? (row.denominator ?? 0) - row.numerator : row.numerator
  if (count <= 0 || direction === 'none') return []
  const open = () => actions.openCases({ metric: row.metric, part })
  return [
    element(
      'button',
      { type: 'button', class: 'link', onclick: open },
      view.say(`tile.${part}`, { count: view.count(count) }),
    ),
  ]
}
