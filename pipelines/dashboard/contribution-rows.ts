import { contributionReading } from '../metrics/reading.ts'
import type { RowOf } from './api/columns.ts'
import { CONTRIBUTION } from './api/tables.ts'
import type { Asking } from './asking.ts'
import { martRows } from './mart-rows.ts'

/**
 * The segments that moved the chosen metrics most between the last four complete weeks and the four before. They add up
 * to the change of all departments, so that a viewer of one gets none.
 */
export async function contributionRows(asking: Asking, most: number): Promise<RowOf<typeof CONTRIBUTION>[]> {
  if (asking.viewer.department !== null) return []
  const { metrics } = asking.state
  const names = metrics.map((_metric, index) => `$metric_${index}`)
  if (names.length === 0) return []
  const rest = `where metric in (${names.join(', ')}) and change <> 0
    qualify row_number() over (partition by metric order by abs(change) desc, contribution_no) <= ${Math.trunc(most)}
    order by contribution_no`
  const parameters = Object.fromEntries(metrics.map((metric, index) => [`metric_${index}`, metric]))
  const rows = await martRows(asking, 'marts.contribution', CONTRIBUTION, rest, parameters)
  return rows.map((row) => ({ ...row, reading: contributionReading(asking.locale, row) }))
}
