import type { Matched } from './column-match.ts'
import type { Entity } from './entity-fields.ts'
import type { Look } from './look.ts'

/** Records that are events of another one: many to a number, told apart by what happened. */
const WHAT_HAPPENED = 'event'
const OF = 'complaint_id'

/**
 * Whether a file can hold an entity as far as its grain goes: events need a column that says what happened, and numbers
 * that come again. A list with one row a complaint holds a number, an instant and a state as well.
 */
export function hasGrainOf(entity: Entity, matched: Matched, look: Look): boolean {
  if (!entity.fields.some(({ name }) => name === WHAT_HAPPENED)) return true
  const number = matched.sure.get(OF)?.column
  const comesAgain = number !== undefined && number.counts.size < number.filled
  return matched.sure.has(WHAT_HAPPENED) && (comesAgain || look.records === 0)
}
