import type { Meta } from '../../../api/heads.ts'
import { chartCard } from '../../charts/chart-card.ts'
import { metricHeading } from '../../charts/metric-heading.ts'
import type { Actions, PageView } from '../../page-view.ts'
import { legend } from '../../parts/legend.ts'
import type { Part } from '../../parts/part.ts'
import { sayer } from '../../sayer.ts'
import { controlNotes, controlTable, controlTip, drawControl, pointsOf } from './control-chart.ts'

/** The control chart of a metric, of the whole or of one slice, with a mark at every point that breaks a rule. */
export function controlCard(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const heading = metricHeading()
  const marks = legend([
    ['muted', 'dot', say('variation.common')],
    ['second', 'dot', say('variation.concern')],
    ['accent', 'dot', say('variation.improvement')],
    ['ink', 'dot', say('control.other')],
    ['muted', 'line', say('control.limits')],
    ['bad', 'line', say('control.target')],
  ])
  const card = chartCard(say, {
    name: 'control',
    span: 8,
    heading: heading.node,
    legend: [marks],
    events: {
      tip: (id) => (view === undefined ? undefined : controlTip(view, id)),
      click: (id) => {
        const point = view === undefined ? undefined : pointsOf(view).find(({ period_from: from }) => from === id)
        if (point === undefined || view === undefined || !meta.viewer.cases) return
        const { fact } = view.metric(point.metric)
        if (fact !== 'complaint' && fact !== 'survey') return
        actions.openCases({ metric: point.metric, from: point.period_from, to: point.period_to })
      },
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      const name = next.head.metrics[0] ?? 'complaints_received'
      const points = pointsOf(next)
      const last = points.findLast(({ is_latest: isLatest }) => isLatest)
      heading.show(next, name)
      card.show(next, {
        title: titleOf(next, name),
        reading: [last?.reading, last?.assurance_reading].filter((text) => text != null).join(' '),
        empty: points.length === 0 ? say('control.none') : undefined,
        notes: controlNotes(next),
        draw: drawControl(next),
        table: () => controlTable(next),
      })
    },
    dispose: card.dispose,
  }
}

function titleOf(view: PageView, name: string): string {
  const { title } = view.metric(name)
  const slices = Object.entries(view.state.where).flatMap(([dimension, values]) =>
    values.map((value) => view.label(dimension, value)),
  )
  return [title, ...slices].join(' · ')
}
