import type { EntityField } from './entity-fields.ts'
import type { Evidence, Verdict } from './evidence.ts'
import type { ColumnLook } from './look.ts'
import type { NameMatch } from './match-name.ts'

/** A column that may give a field, by its name, and what its values say to that. */
export interface Claim {
  readonly column: ColumnLook
  readonly field: EntityField
  readonly how: NameMatch
  readonly verdict: Verdict
}

/** A claim that was taken; confidence is 0 to 1, and is no probability that was measured. */
export interface ColumnMatch {
  readonly column: ColumnLook
  readonly field: EntityField
  readonly confidence: number
  readonly evidence: readonly Evidence[]
}

export interface Matched {
  /** Field → its column. */
  readonly sure: ReadonlyMap<string, ColumnMatch>
  /** Field → the column of its time of day, where its own holds days alone. */
  readonly times: ReadonlyMap<string, ColumnLook>
  /** Claims that were not taken. */
  readonly open: readonly Claim[]
}
