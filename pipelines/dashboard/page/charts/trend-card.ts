import type { FigureRow } from '../../api/tables.ts'
import { type Actions, type PageView, whyEmpty } from '../page-view.ts'
import type { Part } from '../parts/part.ts'
import type { Say } from '../sayer.ts'
import { withinRange } from '../state/within-range.ts'
import { chartCard } from './chart-card.ts'
import { metricHeading } from './metric-heading.ts'
import { metricSelect } from './metric-select.ts'
import { drawTrend, trendNotes, trendReading, trendTable, trendTip } from './trend-chart.ts'

export interface TrendParts {
  readonly span: number
  readonly rows: (view: PageView) => readonly FigureRow[]
  /** Metrics to choose from; one is no choice. */
  readonly metrics: readonly string[]
}

/** A metric by period: dragging chooses a range, a click opens the cases of a period. */
export function trendCard(say: Say, actions: Actions, { span, rows, metrics }: TrendParts): Part {
  let view: PageView | undefined
  const heading = metricHeading()
  const select = metricSelect('trend-metric', say('trend.metric'), metrics, actions)
  const card = chartCard(say, {
    name: 'trend',
    span,
    heading: heading.node,
    controls: metrics.length > 1 ? [select.node] : [],
    events: {
      tip: (id) => (view === undefined ? undefined : trendTip(view, rows(view), id)),
      brush: (ids) => {
        const chosen = view === undefined ? [] : rows(view).filter(({ period }) => ids.includes(period ?? ''))
        const [first, last] = [chosen[0]?.period, chosen.at(-1)?.period_end]
        if (view !== undefined && first != null && last != null) actions.go(withinRange(view.head, first, last))
      },
      click: (id) => {
        const row = view === undefined ? undefined : rows(view).find(({ period }) => period === id)
        if (row?.period_end == null || view === undefined || !view.meta.viewer.cases) return
        const { metric } = row
        actions.openCases({ metric, ...withinRange(view.head, id, row.period_end) })
      },
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      const shown = rows(next)
      const metric = next.metric(shown[0]?.metric ?? next.head.metrics[0] ?? metrics[0] ?? '')
      heading.show(next, metric.name)
      select.show(next, metric.name)
      card.show(next, {
        title: metric.title,
        reading: trendReading(next, shown),
        empty: whyEmpty(next, shown),
        notes: trendNotes(next, metric, shown),
        draw: drawTrend(next, metric, shown),
        table: () => trendTable(next, metric, shown),
      })
    },
    dispose: card.dispose,
  }
}
