import type { Matched } from './column-match.ts'
import type { Entity } from './entity-fields.ts'
import { fieldVerdict } from './field-verdict.ts'
import { foldName } from './fold-name.ts'
import type { ColumnLook } from './look.ts'
import { LONGEST_NAME } from './match-name.ts'

const ALIKE = 0.6
const SHOWN = 5

/**
 * The fields that a column may be, likeliest first: those that its name claims, then free ones with a similar name whose
 * values agree.
 */
export function likelyFields(column: ColumnLook, entity: Entity, matched: Matched): string[] {
  if (column.name.length > LONGEST_NAME) return []
  const claimed = matched.open.filter((claim) => claim.column === column && !matched.sure.has(claim.field.name))
  const folded = foldName(column.name)
  const similar = entity.fields
    .filter(({ name }) => !matched.sure.has(name) && !claimed.some((claim) => claim.field.name === name))
    .map((field) => ({ field, likeness: likenessOf(folded, entity.names.namesOf.get(field.name) ?? []) }))
    .filter(
      ({ field, likeness }) => likeness >= ALIKE && column.filled > 0 && fieldVerdict(field, column).fits === 'yes',
    )
    .sort((one, other) => other.likeness - one.likeness)
  return [...claimed.map((claim) => claim.field.name), ...similar.map(({ field }) => field.name)].slice(0, SHOWN)
}

/** Share of the pairs of characters that two folded names have in common (Dice), 0 to 1. */
export function likeness(one: string, other: string): number {
  const [first, second] = [pairs(one), pairs(other)]
  const common = [...first].filter((pair) => second.has(pair)).length
  return first.size + second.size === 0 ? 0 : (2 * common) / (first.size + second.size)
}

function likenessOf(folded: string, names: readonly string[]): number {
  return Math.max(0, ...names.map((name) => likeness(folded, name)))
}

const known = new Map<string, ReadonlySet<string>>()

/** The pairs of characters of a name, kept: each name is compared with many. */
function pairs(name: string): ReadonlySet<string> {
  const made = known.get(name)
  if (made !== undefined) return made
  const text = ` ${name} `
  const found = new Set(Array.from({ length: text.length - 1 }, (_pair, index) => text.slice(index, index + 2)))
  known.set(name, found)
  return found
}
