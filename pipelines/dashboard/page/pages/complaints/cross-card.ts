import type { Meta } from '../../../api/heads.ts'
import { largestGrid } from '../../../api/largest-keys.ts'
import { UNKNOWN } from '../../../api/pages.ts'
import type { PageRows } from '../../../api/tables.ts'
import { chartCard } from '../../charts/chart-card.ts'
import { drawHeat, type HeatCell } from '../../charts/heat.ts'
import type { Actions, PageView } from '../../page-view.ts'
import type { Part } from '../../parts/part.ts'
import type { Table } from '../../parts/table.ts'
import type { Tip } from '../../parts/tooltip.ts'
import { sayer } from '../../sayer.ts'
import { dimensionSelect } from '../../shell/dimension-select.ts'

type Cross = PageRows<'complaints'>['cross'][number]

const COUNTED = 'complaints_received'
const GRID = { rows: 12, columns: 6 } as const
/** The colour is full at this standardised residual; three is hardly chance. */
const FULL = 25
const STRIKING = 3

/** The drill-down: the Pareto's dimension against a second one; a cell opens its cases. */
export function crossCard(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const dimensions = meta.dimensions.filter(
    ({ name, facts, values }) => facts.includes('complaint') && (values.length > 1 || name === 'category'),
  )
  const choose = (name: string) => {
    const [first = 'category'] = view?.head.by ?? []
    actions.go({ by: name === '' || name === first ? [first] : [first, name] })
  }
  const select = dimensionSelect('cross-by', say('cross.by'), dimensions, say, choose, say('cross.choose'))
  const open = (cell: Cross) =>
    meta.viewer.cases &&
    actions.openCases({
      metric: COUNTED,
      where: { [cell.dimension]: [cell.key ?? UNKNOWN], [cell.dimension_2]: [cell.key_2 ?? UNKNOWN] },
    })
  const card = chartCard(say, {
    name: 'cross',
    span: 5,
    controls: [select],
    events: {
      tip: (id) => {
        const cell = view === undefined ? undefined : cells(view)[Number(id)]
        if (cell === undefined || view === undefined) return undefined
        return tipOf(view, cell)
      },
      click: (id) => {
        const cell = view === undefined ? undefined : cells(view)[Number(id)]
        if (cell !== undefined) open(cell)
      },
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      const [first = 'category', second] = next.head.by
      select.value = second ?? ''
      const shown = cells(next)
      card.show(next, {
        title: second === undefined ? say('cross.title') : say('cross.title_of', titlesOf(next, first, second)),
        reading: readingOf(next, shown),
        empty: second === undefined ? say('cross.none') : shown.length === 0 ? say('tile.none') : undefined,
        notes: [say('cross.colours')],
        draw: drawHeat(shown.map((cell, index) => heatCell(next, cell, index))),
        table: () => tableOf(next, shown, open),
      })
    },
    dispose: card.dispose,
  }
}

/** The largest rows and columns, in the order of their totals. */
function cells(view: PageView): Cross[] {
  return largestGrid(view.rows('complaints', 'cross'), GRID)
}

function titlesOf(view: PageView, first: string, second: string) {
  return { first: view.dimension(first).title, second: view.dimension(second).title }
}

function readingOf(view: PageView, shown: readonly Cross[]): string {
  const [most] = shown
    .filter(({ residual }) => (residual ?? 0) >= STRIKING)
    .toSorted((a, b) => (b.residual ?? 0) - (a.residual ?? 0))
  if (most === undefined) return shown.length === 0 ? '' : view.say('cross.even')
  return view.say('cross.reading', {
    first: view.label(most.dimension, most.key),
    second: view.label(most.dimension_2, most.key_2),
    n: view.count(most.n ?? 0),
    expected: (most.expected ?? 0).toFixed(0),
  })
}

function heatCell(view: PageView, cell: Cross, index: number): HeatCell {
  return {
    id: String(index),
    row: view.label(cell.dimension, cell.key),
    column: view.label(cell.dimension_2, cell.key_2),
    value: cell.n,
    text: cell.n === null ? '<' : view.count(cell.n),
    excess: Math.sign(cell.residual ?? 0) * Math.min(1, Math.sqrt(Math.abs(cell.residual ?? 0) / FULL)),
  }
}

function tableOf(view: PageView, shown: readonly Cross[], open: (cell: Cross) => void): Table {
  const { say } = view
  return {
    columns: [
      { label: view.dimension(view.head.by[0] ?? 'category').title },
      { label: view.dimension(view.head.by[1] ?? 'category').title },
      { label: say('chart.count'), kind: 'number' },
      { label: say('cross.expected'), kind: 'number' },
    ],
    rows: shown.map((cell) => [
      view.label(cell.dimension, cell.key),
      view.label(cell.dimension_2, cell.key_2),
      { text: cell.n === null ? say('tile.suppressed') : view.count(cell.n), sort: cell.n },
      { text: cell.expected?.toFixed(1) ?? '', sort: cell.expected },
    ]),
    act: (index) => {
      const cell = shown[index]
      return cell === undefined ? undefined : { label: say('chart.cases'), run: () => open(cell) }
    },
  }
}

function tipOf(view: PageView, cell: Cross): Tip {
  const { say } = view
  return {
    title: `${view.label(cell.dimension, cell.key)} × ${view.label(cell.dimension_2, cell.key_2)}`,
    lines: [
      [say('chart.count'), cell.n === null ? '' : view.count(cell.n)],
      [say('cross.expected'), cell.expected === null ? '' : cell.expected.toFixed(1)],
    ],
    note: say('chart.click_cell'),
  }
}
