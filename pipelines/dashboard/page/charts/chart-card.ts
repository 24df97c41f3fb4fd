import type { PageView } from '../page-view.ts'
import { dataTable } from '../parts/data-table.ts'
import { element } from '../parts/element.ts'
import { emptyNote } from '../parts/empty.ts'
import { icon } from '../parts/icon.ts'
import { popover } from '../parts/popover.ts'
import type { Say } from '../sayer.ts'
import { isFiltered } from '../shell/filtered-pages.ts'
import { takeActions } from '../take/take-actions.ts'
import type { ChartContent } from './chart-content.ts'
import { type ChartEvents, chartView } from './chart-view.ts'

export interface ChartCard {
  readonly node: HTMLElement
  show(view: PageView, content: ChartContent): void
  dispose(): void
}

export interface ChartCardParts {
  readonly name: string
  /** Columns of twelve that it takes on a wide screen. */
  readonly span: number
  readonly heading?: HTMLElement
  readonly controls?: readonly HTMLElement[]
  readonly legend?: readonly HTMLElement[]
  readonly events?: ChartEvents
}

/** A card with a chart, the same numbers as a table for whoever prefers or needs it, and ways to take both away. */
export function chartCard(say: Say, parts: ChartCardParts): ChartCard {
  const { name, span, controls = [], legend = [] } = parts
  const title = element('h2', { id: `${name}-title` })
  const reading = element('p', { class: 'finding' })
  const notes = element('p', { class: 'notes' })
  const chart = chartView(parts.events ?? {})
  const other = element('div', { class: 'card-body' })
  let isTable = false
  let shown: { view: PageView; content: ChartContent } | undefined
  const toggle = element(
    'button',
    { type: 'button', class: 'tool', 'aria-pressed': 'false', title: say('chart.table'), onclick: () => flip() },
    icon('table'),
    element('span', { class: 'unseen' }, say('chart.table')),
  )
  const take = takeMenu(say, name, () => shown)
  const frame = element('div', { class: 'card-chart' }, ...legend, chart.node)

  function flip(): void {
    isTable = !isTable
    toggle.setAttribute('aria-pressed', String(isTable))
    draw()
  }

  function draw(): void {
    if (shown === undefined) return
    const { view, content } = shown
    const isEmpty = content.empty !== undefined
    frame.hidden = isEmpty || isTable
    other.hidden = !isEmpty && !isTable
    if (isEmpty) other.replaceChildren(emptyNote(content.empty ?? '', hintFor(view, content.empty ?? '')))
    else if (isTable) other.replaceChildren(dataTable(content.title, content.table()))
    else chart.show(content.draw, `${content.title}. ${content.reading}`)
    notes.hidden = isEmpty || isTable || (content.notes ?? []).length === 0
    notes.replaceChildren(...(content.notes ?? []).map((note) => element('span', {}, note)))
  }

  return {
    node: element(
      'section',
      { class: `card span-${span} ${name}`, 'aria-labelledby': `${name}-title` },
      element(
        'div',
        { class: 'card-head' },
        element(
          'div',
          { class: 'card-words' },
          title,
          ...(parts.heading === undefined ? [] : [parts.heading]),
          reading,
        ),
        element('div', { class: 'card-controls' }, ...controls, element('div', { class: 'tools' }, toggle, ...take)),
      ),
      frame,
      other,
      notes,
    ),
    show(view, content) {
      shown = { view, content }
      title.textContent = content.title
      reading.textContent = content.reading
      draw()
    },
    dispose: () => chart.dispose(),
  }
}

/** What would help, where it is the selection that leaves nothing. */
function hintFor({ say, head }: PageView, empty: string): string {
  const isSelection = empty === say('state.empty') || empty === say('tile.none')
  return isSelection && isFiltered(head.page) ? say('state.empty_hint') : ''
}

/** The button that opens what can be done with the chart. */
function takeMenu(
  say: Say,
  name: string,
  shown: () => { view: PageView; content: ChartContent } | undefined,
): HTMLElement[] {
  const panel = popover('menu take', {}, () => {
    const now = shown()
    return now === undefined ? [] : takeActions(now.view, now.content, () => panel.panel.hidePopover())
  })
  const button = element(
    'button',
    { type: 'button', class: 'tool', id: `take-${name}`, title: say('take.title') },
    icon('save'),
    element('span', { class: 'unseen' }, say('take.title')),
  )
  panel.open(button)
  return [button, panel.panel]
}
