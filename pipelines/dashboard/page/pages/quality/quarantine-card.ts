import type { Meta } from '../../../api/heads.ts'
import type { PageRows } from '../../../api/tables.ts'
import { drawBarRows } from '../../charts/bar-rows.ts'
import { chartCard } from '../../charts/chart-card.ts'
import type { PageView } from '../../page-view.ts'
import type { Part } from '../../parts/part.ts'
import { sayer } from '../../sayer.ts'

type Reason = PageRows<'quality'>['quarantine'][number]

const MOST = 12

/** Why rows could not be loaded. */
export function quarantineCard(meta: Meta): Part {
  const say = sayer(meta)
  const card = chartCard(say, { name: 'quarantine', span: 6 })
  return {
    node: card.node,
    show(view) {
      const reasons = view.rows('quality', 'quarantine')
      const total = reasons.reduce((sum, { records }) => sum + records, 0)
      card.show(view, {
        title: say('quality.quarantine'),
        reading: total === 0 ? '' : say('quality.quarantine_reading', { rows: view.count(total) }),
        empty: total === 0 ? say('quality.no_quarantine') : undefined,
        draw: drawBarRows(
          reasons.slice(0, MOST).map((reason, index) => ({
            id: String(index),
            label: wordsOf(view, reason),
            value: reason.records,
            text: view.count(reason.records),
          })),
          'count',
        ),
        table: () => ({
          columns: [
            { label: say('quality.reason') },
            { label: say('quality.source') },
            { label: say('quality.field') },
            { label: say('quality.rows'), kind: 'number' },
          ],
          rows: reasons.map((reason) => [
            say(`quarantine.${reason.reason}`),
            reason.source,
            reason.field ?? '',
            { text: view.count(reason.records), sort: reason.records },
          ]),
        }),
      })
    },
    dispose: card.dispose,
  }
}

function wordsOf(view: PageView, { reason, field, source }: Reason): string {
  const words = view.say(`quarantine.${reason}`)
  return `${field === null ? words : `${words}: ${field}`} (${source})`
}
