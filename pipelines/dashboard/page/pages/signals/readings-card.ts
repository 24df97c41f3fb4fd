import type { Meta } from '../../../api/heads.ts'
import { TOLD_MARTS } from '../../../api/pages.ts'
import type { Actions, PageView } from '../../page-view.ts'
import { card } from '../../parts/card.ts'
import { dataTable } from '../../parts/data-table.ts'
import { emptyNote } from '../../parts/empty.ts'
import type { Part } from '../../parts/part.ts'
import { segments } from '../../parts/segments.ts'
import { sayer } from '../../sayer.ts'

/** What the analysis says about what no chart of the page shows: batches, customers at risk, root causes, trainings. */
export function readingsCard(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const choices = TOLD_MARTS.map((mart) => ({ value: mart, label: say(`marts.${mart}`) }))
  const topics = segments('readings', say('readings.about'), choices, (about) => {
    if (view !== undefined) actions.go({ view: { ...view.state.view, about } })
  })
  const shell = card('readings', 12, say('readings.title'), [topics.node])
  return {
    node: shell.node,
    show(next) {
      view = next
      const rows = next.rows('signals', 'readings')
      const told = new Set(rows.map(({ mart }) => mart))
      const about = next.state.view['about'] ?? TOLD_MARTS.find((mart) => told.has(mart)) ?? TOLD_MARTS[0]
      const own = rows.filter(({ mart }) => mart === about)
      const title = say(`marts.${about}`)
      topics.choose(about)
      topics.allow((mart) => told.has(mart))
      shell.show({
        finding:
          own.length === 0 ? undefined : say('readings.finding', { shown: own.length, total: own[0]?.total ?? 0 }),
        body:
          own.length === 0
            ? [emptyNote(say('readings.none'))]
            : [
                dataTable(title, {
                  columns: [{ label: title }],
                  rows: own.map(({ sentence }) => [sentence]),
                }),
              ],
      })
    },
  }
}
