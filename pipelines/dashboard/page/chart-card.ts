import { type ChartEvents, type ChartView, chartView, type Drawing } from './chart-view.ts'
import { element } from './element.ts'

export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface CardContent {
  readonly title: string
  readonly finding?: string
  /** Why nothing can be drawn, where that is so. */
  readonly empty?: string | undefined
  readonly notes: readonly string[]
  readonly draw: (width: number) => Drawing
  table(): Table
}

export interface ChartCard {
  readonly node: HTMLElement
  show(content: CardContent): void
  dispose(): void
}

/** A card with heading, controls, chart, notes, and the same numbers as a table for whoever prefers or needs it. */
export function chartCard(
  name: string,
  tableLabel: string,
  controls: readonly HTMLElement[],
  legend: readonly HTMLElement[],
  events: ChartEvents,
): ChartCard {
  const title = element('h2', { id: `${name}-title` })
  const finding = element('p', { class: 'finding' })
  const nothing = element('p', { class: 'nothing', hidden: true })
  const notes = element('p', { class: 'notes' })
  const chart: ChartView = chartView(element('div', { class: 'chart', role: 'img' }), events)
  const table = element('div', { class: 'table' })
  let content: CardContent | undefined
  const fillTable = () =>
    table.replaceChildren(...(details.open && content !== undefined ? [tableNode(content.table())] : []))
  const details = element('details', { ontoggle: fillTable }, element('summary', {}, tableLabel), table)
  const head = element(
    'div',
    { class: 'card-head' },
    element('div', {}, title, finding),
    element('div', { class: 'card-controls' }, ...controls),
  )
  return {
    node: element(
      'section',
      { class: `card ${name}`, 'aria-labelledby': `${name}-title` },
      head,
      ...legend,
      chart.node,
      nothing,
      notes,
      details,
    ),
    show(next) {
      content = next
      title.textContent = next.title
      finding.textContent = next.finding ?? ''
      finding.hidden = next.finding === undefined
      notes.replaceChildren(...next.notes.map((note) => element('span', {}, note)))
      chart.node.hidden = next.empty !== undefined
      nothing.hidden = next.empty === undefined
      nothing.textContent = next.empty ?? ''
      if (next.empty === undefined) chart.show(next.draw)
      fillTable()
    },
    dispose: () => chart.dispose(),
  }
}

function tableNode({ columns, rows }: Table): HTMLElement {
  const head = element('tr', {}, ...columns.map((column) => element('th', { scope: 'col' }, column)))
  const body = rows.map(([first = '', ...rest]) =>
    element('tr', {}, element('th', { scope: 'row' }, first), ...rest.map((cell) => element('td', {}, cell))),
  )
  return element('table', {}, element('thead', {}, head), element('tbody', {}, ...body))
}
