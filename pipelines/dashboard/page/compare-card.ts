import { formatCount } from '../../metrics/format-value.ts'
import { COMPARED_DIMENSIONS, COMPARED_METRICS } from '../page-content.ts'
import type { PageMeta } from '../page-meta.ts'
import { chartCard, type Table } from './chart-card.ts'
import { comparedBy, comparedLines, compareTip, drawCompare, MOST_ROWS } from './compare-chart.ts'
import { legend } from './legend.ts'
import { type Actions, type PageView, sayer } from './page-view.ts'
import type { Part } from './part.ts'
import { segments } from './segments.ts'
import { shownValue, whyEmpty } from './trend-chart.ts'
import { clicked } from './view-state.ts'

/** Time limits kept by channel or department; a click on a line filters by it. */
export function compareCard(meta: PageMeta, actions: Actions): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const title = (name: string) => meta.metrics.find((metric) => metric.name === name)?.title ?? name
  const choices = COMPARED_DIMENSIONS.map((value) => ({
    value,
    label: meta.dimensions.find(({ name }) => name === value)?.title ?? value,
  }))
  const by = segments('by', say('compare.by'), choices, (value) => actions.go({ by: value }))
  const [first, second] = COMPARED_METRICS
  const marks = legend([
    ['accent', 'dot', title(first)],
    ['second', 'diamond', title(second)],
  ])
  const card = chartCard('compare', say('chart.table'), [by.node], [marks], {
    tip: (id) => (view === undefined ? undefined : compareTip(view, id)),
    click: (id, several) => {
      if (view !== undefined) actions.go(clicked(view.state, comparedBy(view), id, several))
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      by.choose(comparedBy(next))
      card.show({
        title: say('compare.title'),
        empty: whyEmpty(next, next.rows('compare')),
        notes: notes(next),
        draw: drawCompare(next),
        table: () => table(next),
      })
    },
    dispose: card.dispose,
  }
}

function notes(view: PageView): string[] {
  const { say } = view
  const values = new Set(view.rows('compare').map(({ key }) => key))
  const isCut = values.size > comparedLines(view).length
  return [...(isCut ? [say('compare.most', { count: MOST_ROWS })] : []), say('compare.hint')]
}

function table(view: PageView): Table {
  const titles = COMPARED_METRICS.flatMap((name) => [view.metric(name).title, 'n'])
  return {
    columns: [view.dimension(comparedBy(view)).title, ...titles],
    rows: comparedLines(view).map(({ label, rows }) => [
      label,
      ...COMPARED_METRICS.flatMap((name) => {
        const row = rows.find(({ metric }) => metric === name)
        return row === undefined ? ['—', '0'] : [shownValue(view, row), formatCount(view.locale, row.n)]
      }),
    ]),
  }
}
