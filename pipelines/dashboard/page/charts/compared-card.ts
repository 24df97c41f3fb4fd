import type { Meta } from '../../api/heads.ts'
import { UNKNOWN } from '../../api/pages.ts'
import type { FigureRow } from '../../api/tables.ts'
import { type Actions, isShown, type PageView, shownValue, whyEmpty } from '../page-view.ts'
import type { Part } from '../parts/part.ts'
import type { Table } from '../parts/table.ts'
import { sayer } from '../sayer.ts'
import { dimensionSelect } from '../shell/dimension-select.ts'
import { clicked } from '../state/page-address.ts'
import { chartCard } from './chart-card.ts'
import { type DotRow, drawDotRows } from './dot-rows.ts'
import { measuredLines } from './trend-chart.ts'

const MOST = 14
/** Dimensions that pages open with: they are in the list even where the data have nothing to compare. */
const OPENING = ['department', 'channel']

/** The page's metric by one dimension, largest groups first, each with its interval; a click filters. */
export function comparedCard(
  meta: Meta,
  actions: Actions,
  { span, rows }: { span: number; rows: (view: PageView) => readonly FigureRow[] },
): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const dimensions = meta.dimensions.filter(({ name, values }) => values.length > 1 || OPENING.includes(name))
  const select = dimensionSelect('compared-by', say('compare.by'), dimensions, say, (name) =>
    actions.go({ by: [name] }),
  )
  const shown = (next: PageView) =>
    rows(next)
      .filter(({ metric, tier }) => metric === next.head.metrics[0] && tier !== 'none')
      .toSorted((a, b) => b.n - a.n)
      .slice(0, MOST)
  const act = (id: string, several: boolean) => {
    const dimension = view?.head.by[0]
    if (view !== undefined && dimension !== undefined) actions.go(clicked(view.state, dimension, id, several))
  }
  const card = chartCard(say, {
    name: 'compared',
    span,
    controls: [select],
    events: {
      tip: (id) => {
        const row = view === undefined ? undefined : shown(view).find(({ key }) => (key ?? UNKNOWN) === id)
        if (row === undefined || view === undefined) return undefined
        return {
          title: view.label(row.dimension ?? '', row.key),
          lines: measuredLines(view, row),
          note: say('chart.click_filter'),
        }
      },
      click: (id, { several }) => act(id, several),
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      const [dimension = ''] = next.head.by
      const list = shown(next)
      const metric = next.metric(next.head.metrics[0] ?? '')
      select.value = dimension
      card.show(next, {
        title: say('compare.title', { metric: metric.title, dimension: next.dimension(dimension).title }),
        reading: readingOf(next, list),
        empty: next.head.left_out.includes(metric.name) ? say('compare.none') : whyEmpty(next, list),
        notes: [say('compare.hint')],
        draw: drawDotRows(
          list.map((row) => dotOf(next, dimension, row)),
          { unit: metric.unit, reference: metric.target?.value ?? null },
        ),
        table: () => table(next, list, act),
      })
    },
    dispose: card.dispose,
  }
}

function dotOf(view: PageView, dimension: string, row: FigureRow): DotRow {
  const id = row.key ?? UNKNOWN
  const chosen = view.state.where[dimension] ?? []
  const isKnown = isShown(row)
  return {
    id,
    label: view.label(dimension, row.key),
    value: isKnown ? row.value : null,
    low: isKnown ? row.low : null,
    high: isKnown ? row.high : null,
    tone: row.verdict === 'below' ? 'bad' : 'plain',
    faded: chosen.length > 0 && !chosen.includes(id),
    missing: isKnown ? '' : shownValue(view, row),
  }
}

/** The best and the worst, where their intervals do not overlap. */
function readingOf(view: PageView, rows: readonly FigureRow[]): string {
  const ranked = rows
    .filter((row) => isShown(row) && row.value !== null)
    .toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0))
  const [low, high] = [ranked[0], ranked.at(-1)]
  if (low === undefined || high === undefined || low === high) return ''
  const isApart = low.high !== null && high.low !== null && low.high < high.low
  if (!isApart) return view.say('compare.even')
  return view.say('compare.reading', {
    low: view.label(low.dimension ?? '', low.key),
    low_value: view.value(low.metric, low.value),
    high: view.label(high.dimension ?? '', high.key),
    high_value: view.value(high.metric, high.value),
  })
}

function table(view: PageView, rows: readonly FigureRow[], act: (id: string, several: boolean) => void): Table {
  const { say } = view
  return {
    columns: [
      { label: view.dimension(view.head.by[0] ?? '').title },
      { label: view.metric(view.head.metrics[0] ?? '').title, kind: 'number' },
      { label: say('chart.interval'), kind: 'number' },
      { label: 'n', kind: 'number' },
    ],
    rows: rows.map((row) => [
      view.label(row.dimension ?? '', row.key),
      { text: shownValue(view, row), sort: isShown(row) ? row.value : null },
      isShown(row) ? view.interval(row.metric, row.low, row.high) : '',
      { text: view.count(row.n), sort: row.n },
    ]),
    act: (index) => {
      const row = rows[index]
      if (row === undefined) return undefined
      const label = say('chart.filter_by', { label: view.label(row.dimension ?? '', row.key) })
      return { label, run: (several) => act(row.key ?? UNKNOWN, several) }
    },
  }
}
