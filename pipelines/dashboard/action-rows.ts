import { effectReading } from '../metrics/reading.ts'
import { identifier, queryRows } from '../warehouse/query.ts'
import { ACTION } from './api/case-tables.ts'
import type { RowOf } from './api/columns.ts'
import type { Asking } from './asking.ts'
import { scopeOf } from './viewer.ts'

type Action = RowOf<typeof ACTION>
/** Columns of the action itself; the others are those of its effect. */
const OF_ACTION = new Set<string>([
  'improvement_id',
  'title',
  'phase',
  'improvement_kind',
  'improvement_status',
  'department',
  'owner',
  'planned_start_on',
  'due_on',
  'effective_on',
  'closed_on',
  'is_overdue',
  'overdue_days',
])
const MOST_ACTIONS = 500

/** All actions of the register that the viewer may see, each with its effect where one was measured. */
export async function actionRows(asking: Asking): Promise<Action[]> {
  const department = scopeOf(asking.viewer)['department']?.[0]
  const selected = Object.entries(ACTION)
    .filter(([name]) => name !== 'reading')
    .map(([name, kind]) => {
      const column = `${OF_ACTION.has(name) ? 'improvement' : 'improvement_effect'}.${identifier(name)}`
      if (kind.startsWith('flag') || kind.startsWith('count')) return `${column} as ${name}`
      return `cast(${column} as ${kind.startsWith('number') ? 'double' : 'varchar'}) as ${name}`
    })
  const rows = await queryRows<Omit<Action, 'reading'>>(
    asking.connection,
    `select ${selected.join(', ')}
     from facts.improvement
     left join marts.improvement_effect on improvement_effect.improvement_id = improvement.improvement_id
     ${department === undefined ? '' : 'where improvement.department = $department'}
     order by improvement.due_on, improvement.improvement_id limit ${MOST_ACTIONS}`,
    department === undefined ? {} : { department },
    'dashboard: actions',
  )
  return rows.map((row) => {
    const isJudged = row.comparison !== null || row.obstacle !== null
    return { ...row, reading: isJudged ? effectReading(asking.locale, row) : null }
  })
}
