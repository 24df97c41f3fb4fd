import { formatCount, formatInterval, formatValue } from '../../metrics/format-value.ts'
import type { PageMeta } from '../page-meta.ts'
import { type CardContent, chartCard, type Table } from './chart-card.ts'
import { element } from './element.ts'
import { type Actions, type PageView, rangeInWords, sayer } from './page-view.ts'
import type { Part } from './part.ts'
import { drawTrend, isShown, partialNote, shownValue, trendTip, whyEmpty } from './trend-chart.ts'

/** The chosen metric by period; a brush chooses the range of days. */
export function trendCard(meta: PageMeta, actions: Actions): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const select = element('select', {
    id: 'trend-metric',
    'aria-label': say('trend.metric'),
    onchange: () => actions.go({ metric: select.value }),
  })
  const card = chartCard('trend', say('chart.table'), [select], [], {
    tip: (id) => (view === undefined ? undefined : trendTip(view, id)),
    brush: (ids) => {
      if (view !== undefined) actions.go(rangeOf(view, ids))
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      select.replaceChildren(...options(next))
      card.show(content(next))
    },
    dispose: card.dispose,
  }
}

/** From the first day of the first brushed period to the last of the last, within the range that is shown. */
function rangeOf(view: PageView, ids: readonly string[]): { from: string; to: string } {
  const { from, to } = view.answer.facts
  const chosen = view.rows('trend').filter(({ period }) => ids.includes(period ?? ''))
  const [first = from] = [from, chosen.at(0)?.period ?? from].sort().slice(-1)
  const [last = to] = [to, chosen.at(-1)?.period_end ?? to].sort()
  return { from: first, to: last }
}

function options(view: PageView): HTMLOptionElement[] {
  const { metric: chosen } = view.answer.facts
  return view.meta.metrics
    .filter(({ name, available }) => available || name === chosen)
    .map(({ name, title }) => element('option', { value: name, selected: name === chosen }, title))
}

function content(view: PageView): CardContent {
  const { say, locale } = view
  const metric = view.metric(view.answer.facts.metric)
  const rows = view.rows('trend')
  const partial = new Set(rows.filter(({ n }) => n > 0).flatMap((row) => partialNote(view, row) ?? []))
  const notes = [...partial, say('trend.hint')]
  if (rows.some(({ tier }) => tier === 'too_few')) {
    notes.unshift(say('trend.too_few', { n: formatCount(locale, metric.smallest_n) }))
  }
  if (metric.target !== undefined) {
    const { value, comparator } = metric.target
    const target = `${comparator === '>=' ? '≥' : comparator === '<=' ? '≤' : comparator} ${formatValue(locale, { unit: metric.unit, decimals: 0 }, value)}`
    notes.unshift(say('trend.target', { target }))
  }
  if (rows.some(({ low }) => low !== null)) notes.unshift(say('trend.band'))
  return {
    title: metric.title,
    finding: metric.definition,
    empty: whyEmpty(view, rows),
    notes,
    draw: drawTrend(view),
    table: () => table(view),
  }
}

function table(view: PageView): Table {
  const { say, locale } = view
  const metric = view.metric(view.answer.facts.metric)
  const rows = view.rows('trend').map((row) => {
    const { low, high } = row
    const interval = isShown(row) && low !== null && high !== null ? { low, high, method: 'wilson' as const } : null
    return [
      rangeInWords(locale, row.period ?? '', row.period_end ?? ''),
      shownValue(view, row),
      formatInterval(locale, metric, interval),
      formatCount(locale, row.n),
    ]
  })
  return { columns: [say(`period.${view.unit()}`), metric.title, say('chart.interval'), 'n'], rows }
}
