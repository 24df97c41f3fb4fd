import type { Meta } from '../../../api/heads.ts'
import { UNKNOWN } from '../../../api/pages.ts'
import type { PageRows } from '../../../api/tables.ts'
import type { Actions, PageView } from '../../page-view.ts'
import { card } from '../../parts/card.ts'
import { element } from '../../parts/element.ts'
import { emptyNote } from '../../parts/empty.ts'
import type { Part } from '../../parts/part.ts'
import { sayer } from '../../sayer.ts'
import { dimensionSelect, QUESTIONS } from '../../shell/dimension-select.ts'
import { clicked } from '../../state/page-address.ts'

type Cell = PageRows<'complaints'>['cells'][number]

const SHOWN = 8

/** What, why, when, where, who, how: the largest values of one dimension each, beside what was to be expected. */
export function questionsCard(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  const shell = card('questions', 12, say('questions.title'))
  return {
    node: shell.node,
    show(view) {
      const cells = view.rows('complaints', 'cells')
      const columns = QUESTIONS.flatMap((question) => {
        const own = cells.filter((cell) => cell.question === question)
        return own.length === 0 ? [] : [column(view, question, own, actions)]
      })
      const grid = element('div', { class: 'questions-grid' }, ...columns)
      shell.show({
        finding: columns.length === 0 ? undefined : readingOf(view, cells),
        body: [columns.length === 0 ? emptyNote(say('state.empty'), say('state.empty_hint')) : grid],
      })
    },
  }
}

/** The value that stands out most from what was to be expected. */
function readingOf(view: PageView, cells: readonly Cell[]): string {
  const [most] = cells
    .filter(({ stands_out: way, key }) => way === 'higher' && key !== null)
    .toSorted((a, b) => (b.n ?? 0) - (b.expected ?? 0) - (a.n ?? 0) + (a.expected ?? 0))
  if (most === undefined) return view.say('questions.even')
  return view.say('questions.reading', {
    title: view.dimension(most.dimension).title,
    label: view.label(most.dimension, most.key),
    n: view.count(most.n ?? 0),
    expected: view.count(Math.round(most.expected ?? 0)),
  })
}

function column(view: PageView, question: string, cells: readonly Cell[], actions: Actions): HTMLElement {
  const names = [...new Set(cells.map(({ dimension }) => dimension))]
  const wanted = view.state.view[question] ?? names[0] ?? ''
  const chosen = names.includes(wanted) ? wanted : (names[0] ?? '')
  const shown = cells.filter(({ dimension }) => dimension === chosen)
  const most = Math.max(1, ...shown.map(({ n }) => n ?? 0))
  const select = dimensionSelect(
    `question-${question}`,
    view.say(`question.${question}`),
    view.meta.dimensions.filter(({ name }) => names.includes(name)),
    view.say,
    (name) => actions.go({ view: { ...view.state.view, [question]: name } }),
  )
  select.value = chosen
  return element(
    'section',
    { class: 'question', 'aria-label': view.say(`question.${question}`) },
    element('div', { class: 'question-head' }, element('h3', {}, view.say(`question.${question}`)), select),
    element('ol', { class: 'values' }, ...shown.slice(0, SHOWN).map((cell) => valueItem(view, cell, most, actions))),
  )
}

function valueItem(view: PageView, cell: Cell, most: number, actions: Actions): HTMLElement {
  const { dimension, key, n, stands_out: way, expected } = cell
  const value = key ?? UNKNOWN
  const isChosen = (view.state.where[dimension] ?? []).includes(value)
  const fill = element('span', { class: 'value-fill' })
  fill.style.width = `${(100 * (n ?? 0)) / most}%`
  const sign = way === 'higher' ? '▲' : way === 'lower' ? '▼' : ''
  const hint =
    n === null || expected === null
      ? ''
      : view.say('questions.expected', { expected: view.count(Math.round(expected)) })
  const words = way === null ? '' : view.say(`questions.${way}`)
  return element(
    'li',
    { class: `value ${way === null ? '' : `is-${way}`}` },
    element(
      'button',
      {
        type: 'button',
        class: 'value-button',
        'aria-pressed': String(isChosen),
        title: [hint, words].filter((part) => part !== '').join('; '),
        onclick: (event) => {
          const { ctrlKey, metaKey, altKey } = event as MouseEvent
          if (altKey && view.meta.viewer.cases)
            actions.openCases({ metric: 'complaints_received', where: { [dimension]: [value] } })
          else actions.go(clicked(view.state, dimension, value, ctrlKey || metaKey))
        },
      },
      element('span', { class: 'value-label' }, view.label(dimension, key)),
      element('span', { class: 'value-sign' }, sign, element('span', { class: 'unseen' }, words)),
      element('span', { class: 'value-count' }, n === null ? view.say('tile.suppressed') : view.count(n)),
      element('span', { class: 'value-bar', 'aria-hidden': 'true' }, fill),
    ),
  )
}
