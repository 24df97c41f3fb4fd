import type { Meta } from '../../../api/heads.ts'
import type { Actions, PageView } from '../../page-view.ts'
import { card } from '../../parts/card.ts'
import { dataTable } from '../../parts/data-table.ts'
import { element } from '../../parts/element.ts'
import { emptyNote } from '../../parts/empty.ts'
import { icon } from '../../parts/icon.ts'
import type { Part } from '../../parts/part.ts'
import { statusMark, type Tone } from '../../parts/status-mark.ts'
import type { Cell, Table } from '../../parts/table.ts'
import { type Say, sayer } from '../../sayer.ts'
import { tableCsv } from '../../take/csv.ts'
import { fileName, saveFile } from '../../take/save-file.ts'
import { type Clause, chosenClauses, STATES, sectionsOf, VERDICTS } from './clause-filter.ts'
import { sectionTitle } from './coverage-card.ts'

/** The requirements one by one, with filters for section, state, verdict and words. */
export function clausesCard(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const choose = (name: string, value: string) => {
    if (view === undefined) return
    const { [name]: _before, ...others } = view.state.view
    actions.go({ view: value === '' ? others : { ...others, [name]: value } })
  }
  const section = choice('norms-section', say('norms.section'), (value) => choose('section', value))
  const state = choice('norms-state', say('norms.state'), (value) => choose('state', value))
  const verdict = choice('norms-verdict', say('norms.verdict'), (value) => choose('verdict', value))
  const text = element('input', {
    type: 'search',
    id: 'norms-text',
    placeholder: say('filter.search'),
    'aria-label': say('filter.search'),
    onchange: () => choose('text', text.value),
  })
  const csv = element(
    'button',
    {
      type: 'button',
      class: 'button',
      id: 'norms-csv',
      onclick: () =>
        view !== undefined &&
        saveFile(
          fileName([say('nav.norms'), meta.run.id], 'csv'),
          new Blob([tableCsv(table(view, chosenClauses(view)))], { type: 'text/csv;charset=utf-8' }),
        ),
    },
    icon('save'),
    'CSV',
  )
  const shell = card('clauses', 12, say('norms.clauses'), [section, state, verdict, text, csv])
  return {
    node: shell.node,
    show(next) {
      view = next
      fill(
        section,
        say('norms.all_sections'),
        sectionsOf(next).map((value) => [value, sectionTitle(next, value)]),
      )
      fill(
        state,
        say('norms.all_states'),
        STATES.map((value) => [value, say(`norms.${value}`)]),
      )
      fill(
        verdict,
        say('norms.all_verdicts'),
        VERDICTS.map((value) => [value, say(`verdict.${value}`)]),
      )
      section.value = next.state.view['section'] ?? ''
      state.value = next.state.view['state'] ?? ''
      verdict.value = next.state.view['verdict'] ?? ''
      if (document.activeElement !== text) text.value = next.state.view['text'] ?? ''
      const clauses = chosenClauses(next)
      shell.show({
        finding: say('norms.shown', { shown: clauses.length, all: next.rows('norms', 'clauses').length }),
        body: [
          clauses.length === 0 ? emptyNote(say('norms.none')) : dataTable(say('norms.clauses'), table(next, clauses)),
        ],
      })
    },
  }
}

function choice(id: string, label: string, chosen: (value: string) => void): HTMLSelectElement {
  const select: HTMLSelectElement = element('select', { id, 'aria-label': label, onchange: () => chosen(select.value) })
  return select
}

function fill(select: HTMLSelectElement, all: string, options: readonly (readonly [string, string])[]): void {
  if (select.childElementCount > 0) return
  const nodes = [['', all] as const, ...options].map(([value, label]) => element('option', { value }, label))
  select.replaceChildren(...nodes)
}

function table(view: PageView, clauses: readonly Clause[]): Table {
  const { say } = view
  return {
    columns: [
      { label: say('norms.id') },
      { label: say('norms.requirement') },
      { label: say('norms.state') },
      { label: say('norms.figure'), kind: 'number' },
      { label: 'n', kind: 'number' },
      { label: say('norms.verdict') },
      { label: say('norms.reason') },
    ],
    rows: clauses.map((clause) => [
      clause.id,
      {
        text: clause.title,
        node: element(
          'span',
          {},
          element('b', {}, clause.title),
          element('span', { class: 'clause-content' }, clause.content),
        ),
      },
      mark(say, `norms.${clause.state}`, clause.state === 'measured' ? 'good' : 'plain'),
      {
        text: clause.figure,
        node: element('span', {}, clause.figure, element('span', { class: 'clause-content' }, clause.interval)),
        sort: clause.value,
      },
      { text: clause.n === null ? '' : view.count(clause.n), sort: clause.n },
      clause.verdict_code === null
        ? clause.verdict
        : mark(say, `verdict.${clause.verdict_code}`, toneOf(clause.verdict_code)),
      { text: clause.reason, node: element('span', { class: 'clause-reason' }, clause.reason) },
    ]),
  }
}

function toneOf(verdict: string): Tone {
  return verdict === 'met' ? 'good' : verdict === 'below' ? 'bad' : 'plain'
}

function mark(say: Say, key: string, tone: Tone): Cell {
  return { text: say(key), node: statusMark(say(key), tone) }
}
