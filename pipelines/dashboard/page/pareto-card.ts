import { formatCount, formatValue } from '../../metrics/format-value.ts'
import type { PageMeta } from '../page-meta.ts'
import { chartCard, type Table } from './chart-card.ts'
import { legend } from './legend.ts'
import { type Actions, type PageView, sayer } from './page-view.ts'
import { barLabel, drawPareto, paretoFinding, paretoTip, paretoValue } from './pareto-chart.ts'
import type { Part } from './part.ts'
import { clicked } from './view-state.ts'

/** Categories by number of complaints; a click filters by one. */
export function paretoCard(meta: PageMeta, actions: Actions): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const marks = legend([
    ['accent', 'bar', say('pareto.vital')],
    ['second', 'line', say('pareto.cumulative')],
  ])
  const card = chartCard('pareto', say('chart.table'), [], [marks], {
    tip: (id) => (view === undefined ? undefined : paretoTip(view, id)),
    click: (id, several) => {
      const value = paretoValue(id)
      if (view !== undefined && value !== undefined) actions.go(clicked(view.state, 'category', value, several))
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      card.show({
        title: say('pareto.title'),
        finding: paretoFinding(next),
        notes: [say('pareto.hint')],
        draw: drawPareto(next),
        table: () => table(next),
      })
    },
    dispose: card.dispose,
  }
}

function table(view: PageView): Table {
  const { say, locale } = view
  const share = (value: number | null) => formatValue(locale, { unit: 'share' }, value)
  return {
    columns: [view.dimension('category').title, say('chart.count'), say('pareto.share'), say('pareto.cumulative')],
    rows: view
      .rows('pareto')
      .map((row) => [barLabel(view, row), formatCount(locale, row.n), share(row.share), share(row.cumulative)]),
  }
}
