import type { Meta } from '../../api/heads.ts'
import type { FigureRow } from '../../api/tables.ts'
import { isShown, type PageView, shownValue, whyEmpty } from '../page-view.ts'
import type { Part } from '../parts/part.ts'
import type { Table } from '../parts/table.ts'
import { sayer } from '../sayer.ts'
import { chartCard } from './chart-card.ts'
import { type DotRow, drawDotRows } from './dot-rows.ts'
import { comparatorSign, measuredLines } from './trend-chart.ts'

export interface RatesParts {
  readonly name: string
  readonly span: number
  readonly title: string
  /** One row a metric, all in the same unit. */
  readonly rows: (view: PageView) => readonly FigureRow[]
  /** What a click on a metric does. */
  readonly choose: (metric: string) => void
}

/** Several metrics of one unit under each other, each with interval and target. */
export function ratesCard(meta: Meta, parts: RatesParts): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const shownRows = (next: PageView) =>
    parts.rows(next).filter(({ tier, metric }) => tier !== 'none' && next.metric(metric).available)
  const card = chartCard(say, {
    name: parts.name,
    span: parts.span,
    events: {
      tip: (id) => {
        const row = view === undefined ? undefined : parts.rows(view).find(({ metric }) => metric === id)
        if (row === undefined || view === undefined) return undefined
        return { title: view.metric(id).title, lines: measuredLines(view, row), note: view.metric(id).definition }
      },
      click: (id) => parts.choose(id),
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      const rows = shownRows(next)
      const unit = next.metric(rows[0]?.metric ?? 'on_time_resolution').unit
      card.show(next, {
        title: parts.title,
        reading: readingOf(next, rows),
        empty: rows.length === 0 ? say('tile.none') : whyEmpty(next, rows),
        notes: [say('rates.marks')],
        draw: drawDotRows(
          rows.map((row) => dotOf(next, row)),
          { unit, rowHeight: 30 },
        ),
        table: () => table(next, rows, parts.choose),
      })
    },
    dispose: card.dispose,
  }
}

/** How many are below their target, and the lowest of all. */
function readingOf(view: PageView, rows: readonly FigureRow[]): string {
  const shown = rows.filter((row) => isShown(row) && row.value !== null)
  const lowest = shown.toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0))[0]
  if (lowest === undefined) return ''
  const below = shown.filter(({ verdict }) => verdict === 'below')
  const words = { title: view.metric(lowest.metric).title, value: view.value(lowest.metric, lowest.value) }
  return below.length > 0 ? view.say('rates.below', { ...words, count: below.length }) : view.say('rates.lowest', words)
}

function dotOf(view: PageView, row: FigureRow): DotRow {
  const metric = view.metric(row.metric)
  const shown = isShown(row)
  return {
    id: row.metric,
    label: metric.title,
    value: shown ? row.value : null,
    low: shown ? row.low : null,
    high: shown ? row.high : null,
    target: metric.target?.value ?? null,
    tone: row.verdict === 'below' ? 'bad' : 'plain',
    missing: shown ? '' : shownValue(view, row),
  }
}

function table(view: PageView, rows: readonly FigureRow[], choose: (metric: string) => void): Table {
  const { say } = view
  return {
    columns: [
      { label: say('rates.metric') },
      { label: say('rates.value'), kind: 'number' },
      { label: say('chart.interval'), kind: 'number' },
      { label: 'n', kind: 'number' },
      { label: say('rates.target'), kind: 'number' },
      { label: say('rates.verdict') },
    ],
    rows: rows.map((row) => {
      const metric = view.metric(row.metric)
      const target =
        metric.target === undefined ? '' : `${comparatorSign(metric)} ${view.value(row.metric, metric.target.value)}`
      return [
        metric.title,
        { text: shownValue(view, row), sort: isShown(row) ? row.value : null },
        isShown(row) ? view.interval(row.metric, row.low, row.high) : '',
        { text: view.count(row.n), sort: row.n },
        target,
        row.verdict === null ? '' : say(`verdict.${row.verdict}`),
      ]
    }),
    act: (index) => {
      const row = rows[index]
      return row === undefined ? undefined : { label: say('rates.choose'), run: () => choose(row.metric) }
    },
  }
}
