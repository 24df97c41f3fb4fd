import { dayNumber } from './periods.ts'

/** A case as the repeat rate sees it; days are local `YYYY-MM-DD`, a blank customer key is null or empty. */
export interface CaseSpan {
  readonly customer: string | null
  readonly issue: string
  readonly openedOn: string
  readonly closedOn: string | null
}

export interface RepeatCount {
  /** Closed cases with a customer key whose window has passed at the as-of. */
  readonly eligible: number
  /** Of these, those followed by a new record of the same customer and issue in (close, close + window]. */
  readonly followed: number
  readonly share: number | null
  readonly windowNotElapsed: number
  readonly withoutCustomer: number
  readonly stillOpen: number
  /** Pairs of records of the same customer and issue, the second opened while the first was open: duplicates. */
  readonly duplicatePairs: number
}

/** Repeat rate with a stated window (metric-spec M12). A blank key never matches a blank key. */
export function countRepeats(cases: readonly CaseSpan[], windowDays: number, asOf: string): RepeatCount {
  const known = cases.filter(({ customer }) => (customer ?? '').trim() !== '').map(numbered)
  const closed = known.filter((item) => item.closed !== null)
  const now = dayNumber(asOf)
  const elapsed = closed.filter((item) => (item.closed ?? 0) + windowDays <= now)
  const followed = elapsed.filter((item) =>
    known.some((other) => {
      const wait = other.opened - (item.closed ?? 0)
      return other.key === item.key && wait > 0 && wait <= windowDays
    }),
  )
  return {
    eligible: elapsed.length,
    followed: followed.length,
    share: elapsed.length === 0 ? null : followed.length / elapsed.length,
    windowNotElapsed: closed.length - elapsed.length,
    withoutCustomer: cases.length - known.length,
    stillOpen: known.length - closed.length,
    duplicatePairs: duplicatePairs(known),
  }
}

type Numbered = ReturnType<typeof numbered>

function numbered({ customer, issue, openedOn, closedOn }: CaseSpan) {
  return {
    key: JSON.stringify([customer, issue]),
    opened: dayNumber(openedOn),
    closed: closedOn === null || closedOn === '' ? null : dayNumber(closedOn),
  }
}

function duplicatePairs(cases: readonly Numbered[]): number {
  const sorted = [...cases].sort((a, b) => a.opened - b.opened)
  return sorted.reduce(
    (pairs, first, index) =>
      pairs +
      sorted.slice(index + 1).filter((later) => {
        const isOpen = first.closed === null || first.closed > later.opened
        return later.key === first.key && isOpen
      }).length,
    0,
  )
}
