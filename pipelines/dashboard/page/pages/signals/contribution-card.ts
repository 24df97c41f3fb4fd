import { formatValue } from '../../../../metrics/format-value.ts'
import type { Meta } from '../../../api/heads.ts'
import type { PageRows } from '../../../api/tables.ts'
import { type BarRow, drawBarRows } from '../../charts/bar-rows.ts'
import { chartCard } from '../../charts/chart-card.ts'
import { type Actions, formatOf, type PageView } from '../../page-view.ts'
import type { Part } from '../../parts/part.ts'
import type { Table } from '../../parts/table.ts'
import { rangeInWords } from '../../range-in-words.ts'
import { sayer } from '../../sayer.ts'
import { onPage } from '../../state/page-address.ts'

type Contribution = PageRows<'signals'>['contributions'][number]

const MOST = 14

/** What moved a total between the last four complete weeks and the four before, segment by segment. */
export function contributionCard(
  meta: Meta,
  actions: Actions,
  { span, rows }: { span: number; rows: (view: PageView) => readonly Contribution[] },
): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  let shown: readonly Contribution[] = []
  const card = chartCard(say, {
    name: 'contributions',
    span,
    events: {
      tip: (id) => {
        const row = shown[Number(id)]
        return row === undefined || view === undefined
          ? undefined
          : { title: labelOf(view, row), lines: [], note: row.reading }
      },
      click: (id) => {
        const row = shown[Number(id)]
        if (row?.member == null || view === undefined) return
        actions.go({
          ...onPage(view.state, 'complaints'),
          where: { ...view.state.where, [row.dimension]: [row.member] },
        })
      },
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      shown = rows(next)
        .toSorted((a, b) => Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0))
        .slice(0, MOST)
      const [first] = shown
      const title =
        first === undefined
          ? say('contribution.title')
          : say('contribution.title_of', { title: next.metric(first.metric).title })
      card.show(next, {
        title,
        reading: first === undefined ? '' : readingOf(next, first),
        empty: first === undefined ? say('contribution.none') : undefined,
        draw: drawBarRows(
          shown.map((row, index) => barOf(next, row, index)),
          first === undefined ? 'count' : next.metric(first.metric).unit,
        ),
        table: () => tableOf(next, shown),
      })
    },
    dispose: card.dispose,
  }
}

function readingOf(view: PageView, row: Contribution): string {
  return view.say('contribution.reading', {
    before: view.value(row.metric, row.total_before),
    before_range: rangeInWords(view.locale, row.before_from, row.before_to),
    after: view.value(row.metric, row.total_after),
    after_range: rangeInWords(view.locale, row.after_from, row.after_to),
  })
}

function labelOf(view: PageView, row: Contribution): string {
  return view.say('filter.chip', {
    title: view.dimension(row.dimension).title,
    label: view.label(row.dimension, row.member),
  })
}

function barOf(view: PageView, row: Contribution, index: number): BarRow {
  const { direction } = view.metric(row.metric)
  const change = row.change ?? 0
  const isWorse = direction === 'down' ? change > 0 : direction === 'up' ? change < 0 : false
  return {
    id: String(index),
    label: labelOf(view, row),
    value: change,
    text: signed(view, row),
    tone: isWorse ? 'bad' : 'plain',
  }
}

function signed(view: PageView, row: Contribution): string {
  const { unit, decimals } = formatOf(view.metric(row.metric))
  const size = Math.abs(row.change ?? 0)
  const number = formatValue(
    view.locale,
    unit === 'share' ? { unit: 'points' } : { unit, decimals },
    unit === 'share' ? size * 100 : size,
  )
  const text = unit === 'share' ? view.say('value.points', { number }) : number
  return `${(row.change ?? 0) < 0 ? '−' : '+'}${text}`
}

function tableOf(view: PageView, shown: readonly Contribution[]): Table {
  const { say } = view
  return {
    columns: [
      { label: say('contribution.segment') },
      { label: say('contribution.before'), kind: 'number' },
      { label: say('contribution.after'), kind: 'number' },
      { label: say('contribution.change'), kind: 'number' },
    ],
    rows: shown.map((row) => [
      labelOf(view, row),
      { text: view.value(row.metric, row.value_before), sort: row.value_before },
      { text: view.value(row.metric, row.value_after), sort: row.value_after },
      { text: signed(view, row), sort: row.change },
    ]),
  }
}
