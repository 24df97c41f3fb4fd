import type { ColumnMatch } from './column-match.ts'
import type { Entity } from './entity-fields.ts'

const UNITS: readonly (readonly [unit: string, least: number, most: number])[] = [
  ['day', 1, 1],
  ['week', 7, 7],
  ['month', 28, 31],
  ['quarter', 90, 92],
  ['year', 365, 366],
]
const DAY_MS = 86_400_000

/**
 * The length of the periods of a file that gives only their first days, by the days between them; undefined where the
 * entity has no such field, a column gives it, or the distances do not agree.
 */
export function choosePeriod(entity: Entity, sure: ReadonlyMap<string, ColumnMatch>): string | undefined {
  const start = sure.get('period_start_on')
  if (start === undefined || sure.has('period_end_on') || sure.has('period_unit')) return undefined
  if (!entity.fields.some(({ name }) => name === 'period_unit')) return undefined
  const days = [...(start.column.order?.days.keys() ?? [])].sort().map((day) => Date.parse(day) / DAY_MS)
  const gaps = days.slice(1).map((day, index) => day - (days[index] ?? day))
  return UNITS.find(([, least, most]) => gaps.length > 0 && gaps.every((gap) => gap >= least && gap <= most))?.[0]
}
