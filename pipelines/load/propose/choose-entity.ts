import type { ColumnMatch, Matched } from './column-match.ts'
import type { Entity } from './entity-fields.ts'
import { hasGrainOf } from './event-log.ts'
import type { Look } from './look.ts'
import { matchColumns } from './match-columns.ts'

export interface EntityScore {
  readonly entity: Entity
  readonly matched: Matched
  /** Sum over the fields that are sure: 1 for a field that this entity alone has, less for others' too; 0 for another grain. */
  readonly score: number
  readonly fields: number
  /** Required fields, the number of the record aside, that no column gives for sure. */
  readonly missing: readonly string[]
}

export interface EntityChoice {
  /** Best first. */
  readonly scores: readonly EntityScore[]
  /** The first one stands out, and has what a record cannot be without. */
  readonly isSure: boolean
}

const SCORE_AT_LEAST = 2
const AHEAD = 1.5
/** Dates and ways of delivery stand in other files too: without one of these fields a file is no survey for sure. */
const SURVEY_PROOF = /_answer$|^survey_id$|^sent_at$/
/** Confidence of a match by a clear name. */
const CLEAR = 0.84

/** Which entity a file holds: the one for which most of its columns are fields that only this entity has. */
export function chooseEntity(look: Look, entities: readonly Entity[]): EntityChoice {
  const found = entities.map((entity) => ({ entity, matched: matchColumns(look, entity, new Map()) }))
  const contenders = found.filter(({ entity, matched }) => hasGrainOf(entity, matched, look))
  const owners = new Map<string, number>()
  for (const { entity } of contenders)
    for (const { name } of entity.fields) owners.set(name, (owners.get(name) ?? 0) + 1)
  const scores = found
    .map((candidate): EntityScore => {
      const { entity, matched } = candidate
      const score = [...matched.sure].reduce((sum, [name, match]) => sum + weight(match) / (owners.get(name) ?? 1), 0)
      return {
        entity,
        matched,
        score: contenders.includes(candidate) ? score : 0,
        fields: matched.sure.size,
        missing: missingFields(entity, matched),
      }
    })
    .sort((one, other) => other.score - one.score || (one.entity.name < other.entity.name ? -1 : 1))
  const [first, second] = scores
  const isSure =
    first !== undefined &&
    first.missing.length === 0 &&
    (first.entity.name !== 'survey' || [...first.matched.sure.keys()].some((field) => SURVEY_PROOF.test(field))) &&
    first.score >= SCORE_AT_LEAST &&
    first.score >= (second?.score ?? 0) * AHEAD
  return { scores, isSure }
}

/** A name that only may mean the field says little about the file. */
function weight({ confidence }: ColumnMatch): number {
  return confidence > CLEAR ? 1 : 0.5
}

/** The required fields without a column; a record without a number of its own can be identified by its content. */
export function missingFields(entity: Entity, matched: Matched): string[] {
  return entity.fields
    .filter(({ name, isRequired, isKey }) => isRequired && !isKey && !matched.sure.has(name))
    .map(({ name }) => name)
}
