/** A case by its local days `YYYY-MM-DD`; `resolvedOn` is null while it is open. */
export interface CaseDays {
  readonly openedOn: string
  readonly resolvedOn: string | null
}

/** Three views of resolution that are never mixed, and the flow between them (metric-spec M6). Shares are fractions of 1. */
export interface ResolutionViews {
  readonly opened: number
  readonly openedResolvedByPeriodEnd: number
  readonly openedResolvedByAsOf: number
  readonly closed: number
  readonly closedOpenedEarlier: number
  readonly cohortShareAtPeriodEnd: number | null
  readonly cohortShareAtAsOf: number | null
  /** Closed in the period ÷ opened in it: work flow, can exceed 1, no resolution rate. */
  readonly clearanceRatio: number | null
  readonly openAtStart: number
  readonly openAtEnd: number
}

/** Views of the period from `from` to `to`, both days inside, as of a later day. */
export function resolutionViews(cases: readonly CaseDays[], from: string, to: string, asOf: string): ResolutionViews {
  const known = cases
    .filter(({ openedOn }) => openedOn <= asOf)
    .map(({ openedOn, resolvedOn }) => ({
      openedOn,
      resolvedOn: resolvedOn !== null && resolvedOn !== '' && resolvedOn <= asOf ? resolvedOn : '9999',
    }))
  const inPeriod = (day: string) => day >= from && day <= to
  const cohort = known.filter(({ openedOn }) => inPeriod(openedOn))
  const closed = known.filter(({ resolvedOn }) => inPeriod(resolvedOn))
  const byEnd = cohort.filter(({ resolvedOn }) => resolvedOn <= to).length
  const byAsOf = cohort.filter(({ resolvedOn }) => resolvedOn <= asOf).length
  const share = (part: number) => (cohort.length === 0 ? null : part / cohort.length)
  return {
    opened: cohort.length,
    openedResolvedByPeriodEnd: byEnd,
    openedResolvedByAsOf: byAsOf,
    closed: closed.length,
    closedOpenedEarlier: closed.filter(({ openedOn }) => openedOn < from).length,
    cohortShareAtPeriodEnd: share(byEnd),
    cohortShareAtAsOf: share(byAsOf),
    clearanceRatio: share(closed.length),
    openAtStart: known.filter(({ openedOn, resolvedOn }) => openedOn < from && resolvedOn >= from).length,
    openAtEnd: known.filter(({ openedOn, resolvedOn }) => openedOn <= to && resolvedOn > to).length,
  }
}
