import { gammaCdf } from '../../metrics/distributions.ts'

/** One complaint that may belong to a batch. */
export interface BatchCase {
  readonly complaint: string
  /** Null where the customer is not known: counts as a complaint, not as a customer. */
  readonly customer: string | null
  /** Day of receipt, in days since any one day. */
  readonly day: number
  /** What the complaints of a batch have in common. */
  readonly key: string
}

export interface BatchRule {
  /** Complaints within so many calendar days. */
  readonly days: number
  readonly customers: number
  /** The greatest p-value of what is called a batch; 1 takes the rule alone. */
  readonly significance: number
}

export const BATCH_RULE: BatchRule = { days: 7, customers: 3, significance: 1 }

export interface BatchIncident {
  readonly key: string
  readonly cases: readonly BatchCase[]
  readonly customers: number
  readonly firstDay: number
  readonly lastDay: number
  /** Complaints expected in the days of the incident at the rate of the key's other days of the record. */
  readonly expected: number
  /**
   * P(X ≥ complaints) of that Poisson distribution, times the windows of all keys, at most 1; 1 where
   * the other days are fewer than those of the incident, too few to compare with.
   */
  readonly pValue: number
}

/**
 * Incidents of at least `customers` distinct customers within `days` days of each other about the same key; windows that
 * overlap make one incident. `recordDays` is the length of the record that the other days' rate is taken from.
 */
export function batchIncidents(
  cases: readonly BatchCase[],
  recordDays: number,
  rule: BatchRule = BATCH_RULE,
): BatchIncident[] {
  const groups = [...Map.groupBy(cases, (one) => one.key)].filter(([, members]) => members.length >= rule.customers)
  return groups
    .flatMap(([key, members]) => {
      const ordered = [...members].sort((a, b) => a.day - b.day || (a.complaint < b.complaint ? -1 : 1))
      return runsOf(ordered, rule).map((run) =>
        describe(key, run, { keyTotal: ordered.length, keys: groups.length, recordDays, rule }),
      )
    })
    .filter((incident) => incident.pValue <= rule.significance)
    .sort((a, b) => a.firstDay - b.firstDay || (a.key < b.key ? -1 : 1))
}

/** The runs of cases that are covered by overlapping windows with enough customers. */
function runsOf(ordered: readonly BatchCase[], rule: BatchRule): BatchCase[][] {
  const runs: BatchCase[][] = []
  const inWindow = new Map<string, number>()
  let covered = -1
  let to = 0
  for (const [from, first] of ordered.entries()) {
    for (let next = ordered[to]; next !== undefined && next.day - first.day < rule.days; next = ordered[to]) {
      if (next.customer !== null) inWindow.set(next.customer, (inWindow.get(next.customer) ?? 0) + 1)
      to += 1
    }
    if (inWindow.size >= rule.customers && to > covered) {
      if (from >= covered) runs.push([])
      runs.at(-1)?.push(...ordered.slice(Math.max(from, covered), to))
      covered = to
    }
    leave(inWindow, first.customer)
  }
  return runs
}

function leave(inWindow: Map<string, number>, customer: string | null): void {
  const count = customer === null ? undefined : inWindow.get(customer)
  if (customer === null || count === undefined) return
  if (count > 1) inWindow.set(customer, count - 1)
  else inWindow.delete(customer)
}

function describe(
  key: string,
  cases: readonly BatchCase[],
  { keyTotal, keys, recordDays, rule }: { keyTotal: number; keys: number; recordDays: number; rule: BatchRule },
): BatchIncident {
  const firstDay = cases[0]?.day ?? 0
  const lastDay = cases.at(-1)?.day ?? firstDay
  const span = Math.max(rule.days, lastDay - firstDay + 1)
  const otherDays = Math.max(recordDays - span, 0)
  const expected = otherDays === 0 ? 0 : ((keyTotal - cases.length) / otherDays) * span
  const windows = Math.max(1, recordDays / span) * keys
  // Half a complaint over the other days, where there was none: a rate of zero would make anything significant.
  const rate = Math.max(expected, (0.5 / Math.max(otherDays, span)) * span)
  return {
    key,
    cases,
    customers: customersOf(cases),
    firstDay,
    lastDay,
    expected,
    pValue: otherDays < span ? 1 : Math.min(1, gammaCdf(rate, cases.length) * windows),
  }
}

function customersOf(cases: readonly BatchCase[]): number {
  return new Set(cases.flatMap(({ customer }) => (customer === null ? [] : [customer]))).size
}
