import type { Meta } from '../../../api/heads.ts'
import { drawBarRows } from '../../charts/bar-rows.ts'
import { chartCard } from '../../charts/chart-card.ts'
import { type Actions, isShown, type PageView, shownValue } from '../../page-view.ts'
import type { Part } from '../../parts/part.ts'
import type { Table } from '../../parts/table.ts'
import { sayer } from '../../sayer.ts'

/** From the surveys that were sent to the answers that came: who speaks at all. */
export function responseCard(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const rowOf = (next: PageView, name: string) =>
    next.rows('satisfaction', 'response').find(({ metric }) => metric === name)
  const card = chartCard(say, {
    name: 'response',
    span: 5,
    events: {
      tip: (id) => {
        const row = view === undefined ? undefined : rowOf(view, id)
        if (row === undefined || view === undefined) return undefined
        return { title: view.metric(id).title, lines: [['', shownValue(view, row)]], note: view.metric(id).definition }
      },
      click: (id) => meta.viewer.cases && actions.openCases({ metric: id }),
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      const counts = ['surveys_sent', 'surveys_answered'].flatMap((name) => rowOf(next, name) ?? [])
      const rate = rowOf(next, 'response_rate')
      card.show(next, {
        title: say('satisfaction.response'),
        reading:
          rate === undefined || !isShown(rate)
            ? ''
            : say('satisfaction.response_reading', {
                value: shownValue(next, rate),
                interval: next.interval(rate.metric, rate.low, rate.high),
                n: next.count(rate.n),
              }),
        empty: counts.every(({ value }) => value === null || value === 0) ? say('satisfaction.no_surveys') : undefined,
        notes: (rate?.pending ?? 0) > 0 ? [say('tile.pending', { count: next.count(rate?.pending ?? 0) })] : [],
        draw: drawBarRows(
          counts.map((row) => ({
            id: row.metric,
            label: next.metric(row.metric).title,
            value: row.value ?? 0,
            text: next.count(row.value ?? 0),
          })),
          'count',
        ),
        table: () => tableOf(next),
      })
    },
    dispose: card.dispose,
  }
}

function tableOf(view: PageView): Table {
  const { say } = view
  return {
    columns: [
      { label: say('rates.metric') },
      { label: say('rates.value'), kind: 'number' },
      { label: say('chart.interval'), kind: 'number' },
      { label: 'n', kind: 'number' },
    ],
    rows: view
      .rows('satisfaction', 'response')
      .map((row) => [
        view.metric(row.metric).title,
        { text: shownValue(view, row), sort: row.value },
        isShown(row) ? view.interval(row.metric, row.low, row.high) : '',
        { text: view.count(row.n), sort: row.n },
      ]),
  }
}
