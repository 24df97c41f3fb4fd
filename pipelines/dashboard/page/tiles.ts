import { formatCount, formatDay, formatInterval, formatValue, NO_VALUE } from '../../metrics/format-value.ts'
import { HEADLINE_METRICS } from '../page-content.ts'
import type { MetaMetric, PageMeta } from '../page-meta.ts'
import type { TidyRow } from '../tidy-row.ts'
import { element } from './element.ts'
import { type Actions, type PageView, sayer } from './page-view.ts'
import type { Part } from './part.ts'
import { isShown } from './trend-chart.ts'

/** The headline numbers; a tile pressed is the metric of the trend. */
export function headlineTiles(meta: PageMeta, actions: Actions): Part {
  const say = sayer(meta)
  const tiles = HEADLINE_METRICS.map((name) => tile(name, meta, actions))
  return {
    node: element('section', { class: 'tiles', 'aria-label': say('tile.title') }, ...tiles.map(({ node }) => node)),
    show(view) {
      for (const part of tiles) part.show(view)
    },
  }
}

function tile(name: string, meta: PageMeta, actions: Actions): Part {
  const say = sayer(meta)
  const found = meta.metrics.find((metric) => metric.name === name)
  const title = found?.title ?? name
  const body = element('span', { class: 'tile-body' })
  const button = element(
    'button',
    { type: 'button', class: 'tile-main', id: `tile-${name}`, onclick: () => actions.go({ metric: name }) },
    element('span', { class: 'tile-title' }, title),
    body,
  )
  return {
    node: element('article', { class: 'tile' }, button, ...definition(name, say('tile.definition', { title }), found)),
    show(view) {
      const row = view.rows('headline').find(({ metric }) => metric === name)
      if (row !== undefined) body.replaceChildren(...tileBody(view, knownOnly(row, found)))
      button.setAttribute('aria-pressed', String(view.answer.facts.metric === name))
    },
  }
}

/** A count of what the source never says is not 0 but unknown. */
function knownOnly(row: TidyRow, metric: MetaMetric | undefined): TidyRow {
  return metric?.available === false ? { ...row, value: null, tier: 'none' } : row
}

/** A small button that opens what the metric means. */
function definition(name: string, label: string, metric: MetaMetric | undefined): HTMLElement[] {
  const id = `definition-${name}`
  const panel = element('div', { id, class: 'definition', popover: 'auto' }, metric?.definition ?? '')
  const button = element('button', { type: 'button', class: 'info', popovertarget: id, 'aria-label': label }, 'i')
  panel.addEventListener('toggle', () => {
    const anchor = button.getBoundingClientRect()
    const left = Math.min(anchor.right - panel.offsetWidth, innerWidth - panel.offsetWidth - 12)
    panel.style.left = `${Math.max(12, left)}px`
    panel.style.top = `${anchor.bottom + 8}px`
  })
  return [button, panel]
}

function tileBody(view: PageView, row: TidyRow): HTMLElement[] {
  const lines = basis(view, row).map((text) => element('span', {}, text))
  return [
    element('span', { class: 'tile-value' }, ...bigNumber(view, row)),
    element('span', { class: 'tile-basis' }, ...lines),
    element('span', { class: 'marks' }, ...marks(view, row)),
  ]
}

/** The value; `k / n` instead where n is below the metric's smallest. */
function bigNumber(view: PageView, row: TidyRow): (Node | string)[] {
  const { locale, say } = view
  const metric = view.metric(row.metric)
  if (row.tier === 'too_few') {
    if (metric.kind !== 'share') return [NO_VALUE]
    const parts = { numerator: formatCount(locale, row.numerator ?? 0), n: formatCount(locale, row.n) }
    return [element('span', { class: 'tile-few' }, say('tile.too_few_parts', parts))]
  }
  const text = formatValue(locale, metric, row.value)
  return metric.unitLabel === '' || row.value === null ? [text] : [text, element('small', {}, metric.unitLabel)]
}

/** What the value rests on: interval and n, or the days of a count. */
function basis(view: PageView, row: TidyRow): string[] {
  const { locale, say } = view
  const metric = view.metric(row.metric)
  if (row.tier === 'none') return [say('tile.n', { n: '0' })]
  if (metric.kind === 'stock') return [say('tile.at', { day: formatDay(locale, view.answer.facts.to) })]
  if (metric.kind === 'count') return [view.range()]
  const { low, high } = row
  const n = say('tile.n', { n: formatCount(locale, row.n) })
  if (!isShown(row) || low === null || high === null) return [n]
  const interval = formatInterval(locale, metric, { low, high, method: 'wilson' })
  return [say('tile.interval', { interval }), n]
}

/** Warnings and the verdict against the target, as small labels. */
function marks(view: PageView, row: TidyRow): HTMLElement[] {
  const { locale, say } = view
  const metric = view.metric(row.metric)
  const mark = (kind: string, text: string) => element('span', { class: `mark is-${kind}` }, text)
  const found: HTMLElement[] = []
  if (row.tier === 'none') found.push(mark('few', say('tile.none')))
  if (row.tier === 'too_few') found.push(mark('few', say('tile.too_few')))
  if (row.tier === 'small') found.push(mark('few', say('tile.small')))
  if (metric.target !== undefined && row.verdict !== null && isShown(row)) {
    const { comparator, value } = metric.target
    const sign = { '>=': '≥', '<=': '≤', '>': '>', '<': '<' }[comparator]
    const target = `${sign} ${formatValue(locale, { unit: metric.unit, decimals: 0 }, value)}`
    found.push(mark(row.verdict, say('tile.verdict', { target, verdict: say(`verdict.${row.verdict}`) })))
  }
  if ((row.pending ?? 0) > 0)
    found.push(mark('pending', say('tile.pending', { count: formatCount(locale, row.pending ?? 0) })))
  return found
}
