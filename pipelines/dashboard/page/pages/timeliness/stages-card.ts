import type { Meta } from '../../../api/heads.ts'
import type { FigureRow } from '../../../api/tables.ts'
import { drawBarRows } from '../../charts/bar-rows.ts'
import { chartCard } from '../../charts/chart-card.ts'
import { measuredLines } from '../../charts/trend-chart.ts'
import { isShown, type PageView, shownValue } from '../../page-view.ts'
import type { Part } from '../../parts/part.ts'
import type { Table } from '../../parts/table.ts'
import { sayer } from '../../sayer.ts'

/** How long the stages of handling take. */
export function stagesCard(meta: Meta): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const rowsOf = (next: PageView) =>
    next.rows('timeliness', 'stages').filter((row) => isShown(row) && row.value !== null)
  const card = chartCard(say, {
    name: 'stages',
    span: 7,
    events: {
      tip: (id) => {
        const row = view === undefined ? undefined : rowsOf(view).find(({ metric }) => metric === id)
        if (row === undefined || view === undefined) return undefined
        return { title: view.metric(id).title, lines: measuredLines(view, row), note: view.metric(id).definition }
      },
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      const rows = rowsOf(next)
      const longest = rows.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))[0]
      card.show(next, {
        title: say('stages.title'),
        reading:
          longest === undefined
            ? ''
            : say('stages.reading', { title: next.metric(longest.metric).title, value: shownValue(next, longest) }),
        empty: rows.length === 0 ? say('tile.none') : undefined,
        draw: drawBarRows(
          rows.map((row) => ({
            id: row.metric,
            label: next.metric(row.metric).title,
            value: row.value ?? 0,
            text: shownValue(next, row),
          })),
          'hours',
        ),
        table: () => tableOf(next, rows),
      })
    },
    dispose: card.dispose,
  }
}

function tableOf(view: PageView, rows: readonly FigureRow[]): Table {
  const { say } = view
  return {
    columns: [
      { label: say('rates.metric') },
      { label: say('rates.value'), kind: 'number' },
      { label: 'n', kind: 'number' },
    ],
    rows: rows.map((row) => [
      view.metric(row.metric).title,
      { text: shownValue(view, row), sort: row.value },
      { text: view.count(row.n), sort: row.n },
    ]),
  }
}
