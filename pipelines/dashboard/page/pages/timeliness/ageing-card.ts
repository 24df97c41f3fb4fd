import type { Meta } from '../../../api/heads.ts'
import type { FigureRow } from '../../../api/tables.ts'
import { drawBarRows } from '../../charts/bar-rows.ts'
import { chartCard } from '../../charts/chart-card.ts'
import type { Actions, PageView } from '../../page-view.ts'
import { legend } from '../../parts/legend.ts'
import type { Part } from '../../parts/part.ts'
import type { Table } from '../../parts/table.ts'
import type { Tip } from '../../parts/tooltip.ts'
import { sayer } from '../../sayer.ts'
import { clicked } from '../../state/page-address.ts'

const BUCKETS = ['0-1', '2-3', '4-7', '8-30', '31+']

interface AgeCount {
  readonly bucket: string
  readonly open: number
  readonly overdue: number
}

/** Open complaints by their age, and how many of them are beyond their limit. */
export function ageingCard(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const marks = legend([
    ['accent', 'bar', say('ageing.open')],
    ['second', 'bar', say('ageing.overdue')],
  ])
  const act = (id: string, several: boolean, cases: boolean) => {
    if (view === undefined) return
    if (cases && meta.viewer.cases) actions.openCases({ metric: 'open_complaints', where: { age_bucket: [id] } })
    else actions.go(clicked(view.state, 'age_bucket', id, several))
  }
  const card = chartCard(say, {
    name: 'ageing',
    span: 5,
    legend: [marks],
    events: {
      tip: (id) => {
        if (view === undefined) return undefined
        return tipOf(view, id)
      },
      click: (id, { several, cases }) => act(id, several, cases),
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      const chosen = next.state.where['age_bucket'] ?? []
      const counts = BUCKETS.map((bucket) => ({ bucket, ...countsOf(next, bucket) }))
      const total = counts.reduce((sum, { open }) => sum + open, 0)
      const overdue = counts.reduce((sum, one) => sum + one.overdue, 0)
      card.show(next, {
        title: say('ageing.title'),
        reading: say('ageing.reading', { open: next.count(total), overdue: next.count(overdue) }),
        empty: total === 0 ? say('ageing.none') : undefined,
        draw: drawBarRows(
          counts.map(({ bucket, open, overdue: late }) => ({
            id: bucket,
            label: next.label('age_bucket', bucket),
            value: open,
            part: late > 0 ? late : null,
            text: next.count(open),
            faded: chosen.length > 0 && !chosen.includes(bucket),
          })),
          'count',
        ),
        table: () => tableOf(next, counts, (id, several) => act(id, several, false)),
      })
    },
    dispose: card.dispose,
  }
}

function countsOf(view: PageView, bucket: string): { open: number; overdue: number } {
  const rows: readonly FigureRow[] = view.rows('timeliness', 'ageing').filter(({ key }) => key === bucket)
  const count = (metric: string) => rows.find((row) => row.metric === metric)?.value ?? 0
  return { open: count('open_complaints'), overdue: count('overdue_open') }
}

function tableOf(view: PageView, counts: readonly AgeCount[], act: (id: string, several: boolean) => void): Table {
  const { say } = view
  return {
    columns: [
      { label: view.dimension('age_bucket').title },
      { label: say('ageing.open'), kind: 'number' },
      { label: say('ageing.overdue'), kind: 'number' },
    ],
    rows: counts.map(({ bucket, open, overdue: late }) => [
      view.label('age_bucket', bucket),
      { text: view.count(open), sort: open },
      { text: view.count(late), sort: late },
    ]),
    act: (index) => {
      const bucket = BUCKETS[index]
      if (bucket === undefined) return undefined
      const label = say('chart.filter_by', { label: view.label('age_bucket', bucket) })
      return { label, run: (several) => act(bucket, several) }
    },
  }
}

function tipOf(view: PageView, id: string): Tip {
  const { say } = view
  return {
    title: view.label('age_bucket', id),
    lines: [
      [say('ageing.open'), view.count(countsOf(view, id).open)],
      [say('ageing.overdue'), view.count(countsOf(view, id).overdue)],
    ],
    note: say('chart.click_filter'),
  }
}
