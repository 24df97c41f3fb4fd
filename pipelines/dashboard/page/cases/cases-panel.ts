import { formatInstant } from '../../../metrics/format-value.ts'
import type { Meta } from '../../api/heads.ts'
import type { CaseRow } from '../../api/tables.ts'
import { type CasesAnswer, Failure, fetchCases } from '../fetch-page.ts'
import type { Actions, PageView } from '../page-view.ts'
import { dataTable } from '../parts/data-table.ts'
import { element } from '../parts/element.ts'
import { emptyNote } from '../parts/empty.ts'
import { icon } from '../parts/icon.ts'
import type { Part } from '../parts/part.ts'
import { statusMark } from '../parts/status-mark.ts'
import type { Cell, Table } from '../parts/table.ts'
import { rangeInWords } from '../range-in-words.ts'
import { type Say, sayer } from '../sayer.ts'
import { type CaseWish, casesQuery } from '../state/page-address.ts'
import { tableCsv } from '../take/csv.ts'
import { fileName, saveFile } from '../take/save-file.ts'

/** The masked cases behind a mark, in a panel that the address opens and Escape or the back button closes. */
export function casesPanel(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  const title = element('h2', { id: 'cases-title' })
  const scope = element('p', { class: 'finding' })
  const body = element('div', { class: 'panel-body' })
  const close = () => actions.go({ cases: undefined })
  const closer = element(
    'button',
    { type: 'button', class: 'tool', id: 'close-cases', onclick: close },
    icon('close'),
    element('span', { class: 'unseen' }, say('state.close')),
  )
  const head = element('div', { class: 'panel-head' }, element('div', {}, title, scope), closer)
  const panel = panelDialog(title.id, close, [head, body])
  let asked = ''
  let asking = new AbortController()

  async function fill(view: PageView, wish: CaseWish): Promise<void> {
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    body.replaceChildren(element('p', { class: 'muted', role: 'status' }, say('state.loading')))
    try {
      const answer = await fetchCases(view.state, wish, signal)
      if (signal.aborted) return
      scope.textContent = scopeWords(view, answer)
      body.replaceChildren(...casesNodes(view, wish, answer, actions))
    } catch (error) {
      if (!signal.aborted) body.replaceChildren(failed(error, say))
    }
  }

  return {
    node: panel,
    show(view) {
      const wish = view.state.cases
      if (wish === undefined) {
        asked = ''
        asking.abort()
        panel.close()
        return
      }
      if (!panel.open) panel.showModal()
      title.textContent = say(`cases.part_${wish.part}`, { title: view.metric(wish.metric).title })
      const query = `${meta.run.id} ${casesQuery(view.state, wish)}`
      if (query === asked) return
      asked = query
      void fill(view, wish)
    },
    dispose() {
      asking.abort()
      panel.close()
    },
  }
}

/** A dialog that Escape and a click beside it ask to close. */
function panelDialog(labelledBy: string, close: () => void, children: readonly HTMLElement[]): HTMLDialogElement {
  const panel: HTMLDialogElement = element(
    'dialog',
    {
      class: 'panel',
      id: 'cases',
      'aria-labelledby': labelledBy,
      oncancel: (event) => {
        event.preventDefault()
        close()
      },
      onclick: (event) => {
        if (event.target === panel) close()
      },
    },
    ...children,
  )
  return panel
}

function scopeWords(view: PageView, { head }: CasesAnswer): string {
  const filters = Object.entries(head.where)
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => {
      const label = values.map((value) => view.label(name, value)).join(', ')
      return view.say('filter.chip', { title: view.dimension(name).title, label })
    })
  const total = view.say('cases.total', { count: view.count(head.total) })
  return [total, rangeInWords(view.locale, head.from, head.to), ...filters].join(' · ')
}

function casesNodes(view: PageView, wish: CaseWish, answer: CasesAnswer, actions: Actions): HTMLElement[] {
  const { say } = view
  const { head, cases } = answer
  if (cases.length === 0) return [emptyNote(say('cases.none'))]
  const table = casesTable(view, cases)
  const turn = (id: string, number: number, label: string, name: 'left' | 'right') =>
    element(
      'button',
      {
        type: 'button',
        class: 'button',
        id,
        disabled: number < 1 || number > head.pages,
        onclick: () => actions.go({ cases: { ...wish, number } }),
      },
      icon(name),
      element('span', { class: 'unseen' }, label),
    )
  const csv = () =>
    saveFile(
      fileName([say('nav.complaints'), head.from, head.to, String(head.number)], 'csv'),
      new Blob([tableCsv(table)], { type: 'text/csv;charset=utf-8' }),
    )
  return [
    dataTable(say('cases.caption'), table),
    element(
      'div',
      { class: 'panel-foot' },
      element('p', { class: 'muted' }, say('cases.masked')),
      element('button', { type: 'button', class: 'button', id: 'cases-csv', onclick: csv }, icon('save'), 'CSV'),
      turn('cases-before', head.number - 1, say('cases.before'), 'left'),
      element('span', {}, say('cases.page', { number: head.number, pages: head.pages })),
      turn('cases-after', head.number + 1, say('cases.after'), 'right'),
    ),
  ]
}

/** The list of cases, also for the overdue ones of a page of its own. */
export function casesTable(view: PageView, cases: readonly CaseRow[]): Table {
  const { say, locale, meta } = view
  const instant = (at: string | null) => (at === null ? '' : formatInstant(locale, at, meta.run.timezone))
  const value = (name: keyof CaseRow & string, row: CaseRow) => {
    const text = row[name] as string | null
    return text === null ? '' : view.label(name, text)
  }
  const hours = (row: CaseRow): Cell => {
    const known = row.resolution_hours ?? row.open_hours
    return { text: known === null ? '' : view.count(Math.round(known)), sort: known }
  }
  return {
    columns: [
      { label: say('cases.id') },
      { label: say('cases.received') },
      { label: view.dimension('category').title },
      { label: view.dimension('level').title },
      { label: view.dimension('channel').title },
      { label: view.dimension('department').title },
      { label: view.dimension('status').title },
      { label: say('cases.hours'), kind: 'number' },
      { label: say('cases.resolution') },
      { label: say('cases.body') },
    ],
    rows: cases.map((row) => [
      row.complaint_id,
      { text: instant(row.received_at), sort: row.received_at ?? '' },
      value('category', row),
      value('level', row),
      value('channel', row),
      value('department', row),
      value('status', row),
      hours(row),
      statusCell(say, row.resolution_status),
      { text: row.body ?? '', node: element('span', { class: 'case-body' }, row.body ?? '') },
    ]),
  }
}

function statusCell(say: Say, status: string | null): Cell {
  if (status === null) return ''
  return { text: say(`clock.${status}`), node: statusMark(say(`clock.${status}`), toneOf(status)) }
}

function toneOf(status: string): 'good' | 'bad' | 'plain' {
  if (status === 'met') return 'good'
  return status === 'missed' || status === 'overdue_open' ? 'bad' : 'plain'
}

function failed(error: unknown, say: Say): HTMLElement {
  const known = error instanceof Failure && error.message !== '' ? error : undefined
  return emptyNote(known?.message ?? say('state.offline'), known?.fix ?? say('state.offline_fix'))
}
