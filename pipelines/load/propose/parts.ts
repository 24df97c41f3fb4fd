import type { DateChoices } from './choose-dates.ts'
import type { EntityChoice } from './choose-entity.ts'
import type { Matched } from './column-match.ts'
import type { Entity } from './entity-fields.ts'
import type { Look } from './look.ts'
import type { Answers } from './proposal.ts'

/** The parts of a proposal, as they are found one after the other. */
export interface Parts {
  readonly look: Look
  readonly entity: Entity
  readonly choice: EntityChoice
  readonly matched: Matched
  readonly dates: DateChoices
  readonly answers: Answers
}
