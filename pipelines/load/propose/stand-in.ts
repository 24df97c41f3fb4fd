import type { Claim, ColumnMatch } from './column-match.ts'
import type { EntityField } from './entity-fields.ts'

/** Instants next to the receipt, from which it is taken where the file has no other. */
const STAND_INS: Readonly<Record<string, readonly string[]>> = { received_at: ['accepted_at', 'registered_at'] }
const EARLIEST = 0.9
const CONFIDENCE = 0.7

/**
 * The column that stands in for a required instant: the only neighbour of it that is sure, where no other column reads as
 * the instant itself and hardly any other instant of the file is earlier. The neighbour's own field then goes without.
 */
export function standIn(
  field: EntityField,
  claims: readonly Claim[],
  sure: ReadonlyMap<string, ColumnMatch>,
): ColumnMatch | undefined {
  const isRead = claims.some((claim) => claim.field === field && claim.verdict.fits !== 'no')
  const neighbours = (STAND_INS[field.name] ?? []).flatMap((name) => sure.get(name) ?? [])
  const [only, second] = neighbours
  if (isRead || only === undefined || second !== undefined) return undefined
  const isChosen = only.evidence.some(({ kind }) => kind === 'chosen')
  if (isChosen || only.column.filled === 0 || (only.column.order?.earliest ?? 1) < EARLIEST) return undefined
  return {
    column: only.column,
    field,
    confidence: CONFIDENCE,
    evidence: [{ kind: 'stand_in', detail: only.field.name }, ...only.evidence],
  }
}
