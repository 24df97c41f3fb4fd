import type { Meta } from '../../../api/heads.ts'
import type { PageRows } from '../../../api/tables.ts'
import type { PageView } from '../../page-view.ts'
import { card } from '../../parts/card.ts'
import { dataTable } from '../../parts/data-table.ts'
import { emptyNote } from '../../parts/empty.ts'
import type { Part } from '../../parts/part.ts'
import { sayer } from '../../sayer.ts'

type Limit = PageRows<'timeliness'>['limits'][number]

/** The time limits in force that the clocks are held against. */
export function limitsCard(meta: Meta): Part {
  const say = sayer(meta)
  const shell = card('limits', 12, say('limits.title'))
  return {
    node: shell.node,
    show(view) {
      const limits = view.rows('timeliness', 'limits')
      shell.show({ body: [limits.length === 0 ? emptyNote(say('limits.none')) : limitsTable(view, limits)] })
    },
  }
}

export function limitsTable(view: PageView, limits: readonly Limit[]): HTMLElement {
  const { say } = view
  return dataTable(say('limits.title'), {
    columns: [
      { label: say('limits.clock') },
      { label: say('limits.applies') },
      { label: say('limits.limit'), kind: 'number' },
      { label: say('limits.requirement') },
    ],
    rows: limits.map((limit) => [
      say(`clocks.${limit.clock}`),
      appliesTo(view, limit),
      {
        text: say(`limits.unit_${limit.limit_unit}`, { amount: view.count(limit.limit_amount) }),
        sort: limit.limit_amount * (limit.limit_unit === 'hours' ? 1 : 24),
      },
      limit.requirement ?? '',
    ]),
  })
}

function appliesTo(view: PageView, limit: Limit): string {
  const parts = [
    limit.level === null ? '' : view.label('level', limit.level),
    limit.problem_type === null ? '' : view.label('problem_type', limit.problem_type),
    limit.nature === null ? '' : view.label('nature', limit.nature),
  ].filter((part) => part !== '')
  return parts.length === 0 ? view.say('limits.all') : parts.join(', ')
}
