import type { Meta } from '../../../api/heads.ts'
import { casesTable } from '../../cases/cases-panel.ts'
import type { Actions } from '../../page-view.ts'
import { card } from '../../parts/card.ts'
import { dataTable } from '../../parts/data-table.ts'
import { element } from '../../parts/element.ts'
import { emptyNote } from '../../parts/empty.ts'
import type { Part } from '../../parts/part.ts'
import { sayer } from '../../sayer.ts'

/** The cases beyond their limit and still open, the longest overdue first. */
export function overdueCard(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  const all = element(
    'button',
    {
      type: 'button',
      class: 'button',
      id: 'all-overdue',
      onclick: () => actions.openCases({ metric: 'overdue_open' }),
    },
    say('chart.cases'),
  )
  const shell = card('overdue', 12, say('overdue.title'), meta.viewer.cases ? [all] : [])
  return {
    node: shell.node,
    show(view) {
      const cases = view.rows('timeliness', 'overdue')
      const why = meta.viewer.cases ? say('overdue.none') : say('cases.not_allowed')
      shell.show({
        finding: cases.length === 0 ? undefined : say('overdue.finding', { count: view.count(cases.length) }),
        body: [cases.length === 0 ? emptyNote(why) : dataTable(say('overdue.title'), casesTable(view, cases))],
      })
    },
  }
}
