import type { Meta } from '../../../api/heads.ts'
import { UNKNOWN } from '../../../api/pages.ts'
import type { FigureRow } from '../../../api/tables.ts'
import { chartCard } from '../../charts/chart-card.ts'
import { metricHeading } from '../../charts/metric-heading.ts'
import { measuredLines } from '../../charts/trend-chart.ts'
import { type Actions, isShown, type PageView, shownValue, whyEmpty } from '../../page-view.ts'
import type { Part } from '../../parts/part.ts'
import type { Table } from '../../parts/table.ts'
import type { Tip } from '../../parts/tooltip.ts'
import { rangeInWords } from '../../range-in-words.ts'
import { sayer } from '../../sayer.ts'
import { clicked } from '../../state/page-address.ts'
import { withinRange } from '../../state/within-range.ts'
import { kindOf } from './choices-card.ts'
import { drawFigures, drawnRows } from './draw-figures.ts'
import { groupOf, rowId } from './row-id.ts'

/** One metric in the chosen slices. */
export function figureCard(meta: Meta, actions: Actions, metric: string, span: number): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const heading = metricHeading()
  const card = chartCard(say, {
    name: `figure-${metric}`,
    span,
    heading: heading.node,
    events: {
      tip: (id) => (view === undefined ? undefined : tipOf(view, metric, id)),
      click: (id, { several, cases }) => {
        const row = view === undefined ? undefined : rowsOf(view, metric).find((one) => rowId(one) === id)
        if (row !== undefined && view !== undefined) act(view, row, actions, several, cases)
      },
      brush: (ids) => {
        const chosen = view === undefined ? [] : rowsOf(view, metric).filter(({ period }) => ids.includes(period ?? ''))
        const [from, to] = [chosen[0]?.period, chosen.at(-1)?.period_end]
        if (view !== undefined && from != null && to != null) actions.go(withinRange(view.head, from, to))
      },
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      heading.show(next, metric)
      const rows = rowsOf(next, metric)
      card.show(next, {
        title: titleOf(next, metric),
        reading: readingOf(next, metric),
        notes: notesOf(next, metric, rows),
        empty: next.head.left_out.includes(metric) ? say('explore.no_such_dimension') : whyEmpty(next, rows),
        draw: drawFigures(next, metric, rows, kindOf(next)),
        table: () => table(next, metric, listedRows(next, metric)),
      })
    },
    dispose: card.dispose,
  }
}

/** The rows that the kind of chart shows. */
function rowsOf(view: PageView, metric: string): readonly FigureRow[] {
  const isGroups = kindOf(view) === 'groups' && view.head.by.length === 1
  return view.rows('explore', isGroups ? 'groups' : 'figures').filter((row) => row.metric === metric)
}

/** The rows of the table: of two dimensions more groups than can be drawn. */
function listedRows(view: PageView, metric: string): readonly FigureRow[] {
  if (view.head.by.length < 2) return rowsOf(view, metric)
  return view.rows('explore', 'groups').filter((row) => row.metric === metric)
}

function act(view: PageView, row: FigureRow, actions: Actions, several: boolean, cases: boolean): void {
  const where: Record<string, string[]> = {}
  if (row.dimension !== null) where[row.dimension] = [row.key ?? UNKNOWN]
  if (row.dimension_2 !== null) where[row.dimension_2] = [row.key_2 ?? UNKNOWN]
  const { fact } = view.metric(row.metric)
  const canOpen = view.meta.viewer.cases && (fact === 'complaint' || fact === 'survey')
  if (row.period !== null) {
    if (canOpen && row.period_end !== null)
      actions.openCases({ metric: row.metric, from: row.period, to: row.period_end })
  } else if ((cases || row.dimension_2 !== null) && canOpen) actions.openCases({ metric: row.metric, where })
  else if (row.dimension !== null) actions.go(clicked(view.state, row.dimension, row.key ?? UNKNOWN, several))
}

function titleOf(view: PageView, metric: string): string {
  const dimensions = view.head.by.map((name) => view.dimension(name).title)
  return [view.metric(metric).title, ...dimensions].join(' · ')
}

function readingOf(view: PageView, metric: string): string {
  const total = view.rows('explore', 'totals').find((row) => row.metric === metric)
  return [
    ...(total === undefined || !isShown(total) ? [] : [totalInWords(view, metric, total)]),
    ...leftOutOfTable(view, metric),
  ].join(' · ')
}

function totalInWords(view: PageView, metric: string, total: FigureRow): string {
  const interval = view.interval(metric, total.low, total.high)
  const value = shownValue(view, total)
  return interval === ''
    ? view.say('explore.total', { value })
    : view.say('explore.total_interval', { value, interval, n: view.count(total.n) })
}

/** Of very many groups, how many the table has. */
function leftOutOfTable(view: PageView, metric: string): string[] {
  const { count: all } = view.head.groups?.[metric] ?? {}
  const listed = groupsOf(listedRows(view, metric)).size
  if (all === undefined || listed >= all) return []
  return [view.say('explore.listed', { listed: view.count(listed), all: view.count(all) })]
}

/** How much of all groups the chart shows, where it does not show all. */
function notesOf(view: PageView, metric: string, rows: readonly FigureRow[]): string[] {
  const all = view.head.groups?.[metric]
  const drawn = groupsOf(drawnRows(view, rows, kindOf(view)))
  if (all === undefined || drawn.size >= all.count) return []
  const whole = view.rows('explore', view.head.by.length === 2 ? 'figures' : 'groups')
  const n = whole.reduce((sum, row) => sum + (row.metric === metric && drawn.has(groupOf(row)) ? row.n : 0), 0)
  const share = view.share(all.n === 0 ? null : n / all.n)
  return [view.say('explore.drawn', { drawn: view.count(drawn.size), all: view.count(all.count), share })]
}

function groupsOf(rows: readonly FigureRow[]): ReadonlySet<string> {
  return new Set(rows.map(groupOf))
}

function tipOf(view: PageView, metric: string, id: string): Tip | undefined {
  const rows = rowsOf(view, metric).filter((row) => rowId(row) === id)
  const [first] = rows
  if (first === undefined) return undefined
  if (first.period === null) {
    const title = [first.dimension, first.dimension_2]
      .map((name, place) => (name === null ? '' : view.label(name, place === 0 ? first.key : first.key_2)))
      .filter((text) => text !== '')
    return { title: title.join(' × '), lines: measuredLines(view, first), note: view.say('chart.click_filter') }
  }
  const title = rangeInWords(view.locale, first.period, first.period_end ?? first.period)
  if (first.dimension === null) return { title, lines: measuredLines(view, first) }
  const ranked = rows.toSorted((a, b) => b.n - a.n).slice(0, 6)
  return { title, lines: ranked.map((row) => [view.label(row.dimension ?? '', row.key), shownValue(view, row)]) }
}

function table(view: PageView, metric: string, rows: readonly FigureRow[]): Table {
  const { say } = view
  const { by } = view.head
  const hasPeriod = rows.some(({ period }) => period !== null)
  const slices = by.map((name) => ({ label: view.dimension(name).title }))
  return {
    columns: [
      ...(hasPeriod ? [{ label: say(`period.${view.unit()}`) }] : []),
      ...slices,
      { label: view.metric(metric).title, kind: 'number' },
      { label: say('chart.interval'), kind: 'number' },
      { label: 'n', kind: 'number' },
    ],
    rows: rows.map((row) => [
      ...(hasPeriod
        ? [{ text: rangeInWords(view.locale, row.period ?? '', row.period_end ?? ''), sort: row.period ?? '' }]
        : []),
      ...by.map((name, place) => view.label(name, place === 0 ? row.key : row.key_2)),
      { text: shownValue(view, row), sort: isShown(row) ? row.value : null },
      isShown(row) ? view.interval(metric, row.low, row.high) : '',
      { text: view.count(row.n), sort: row.n },
    ]),
  }
}
