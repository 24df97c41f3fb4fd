/** A case by its recorded contacts with the customer. */
export interface ContactedCase {
  readonly contacts: number | null
  readonly isResolved: boolean
}

/** Resolved in exactly one contact ÷ cases with at least one recorded (metric-spec M12); the share is null without any. */
export function firstContactResolution(cases: readonly ContactedCase[]): {
  assessable: number
  resolved: number
  share: number | null
} {
  const assessable = cases.filter(({ contacts }) => contacts !== null && contacts >= 1)
  const resolved = assessable.filter(({ contacts, isResolved }) => contacts === 1 && isResolved).length
  return {
    assessable: assessable.length,
    resolved,
    share: assessable.length === 0 ? null : resolved / assessable.length,
  }
}
