/** A case against its limit (metric-spec M8): the states that the facts' `*_status` columns hold. */
export type ClockStatus =
  | 'met'
  | 'missed'
  | 'overdue_open'
  | 'pending'
  | 'not_assessable'
  | 'invalid_order'
  | 'no_limit'

export interface Clock {
  readonly start: Date | null
  readonly done: Date | null
  readonly asOf: Date
  /** Null where no limit is set. */
  readonly limitHours: number | null
  /** Spans of waiting for the customer that stop the clock; an open one lasts until the end. Overlaps are merged. */
  readonly pauses?: readonly (readonly [from: Date, to: Date | null])[]
}

export interface ClockReading {
  readonly status: ClockStatus
  /** Hours on instants from the start to the end, or to the as-of; null where the clock cannot be read. */
  readonly grossHours: number | null
  readonly pausedHours: number
  /** Gross less paused hours: what is held against the limit. */
  readonly netHours: number | null
}

const HOUR_MS = 3_600_000

/** Reads one clock. An instant that is none is not known. What lies after the as-of has not happened; exactly the limit is met, a millisecond more is missed. */
export function readClock({ start, done, asOf, limitHours, pauses = [] }: Clock): ClockReading {
  const unread = (status: ClockStatus): ClockReading => ({ status, grossHours: null, pausedHours: 0, netHours: null })
  if (start === null || isInvalid(start) || isInvalid(asOf) || start > asOf) return unread('not_assessable')
  if (done !== null && isInvalid(done)) return unread('not_assessable')
  if (done !== null && done < start) return unread('invalid_order')
  const isDone = done !== null && done <= asOf
  const end = isDone ? done : asOf
  const pausedHours = mergedHours(pauses, start, end)
  const grossHours = (end.getTime() - start.getTime()) / HOUR_MS
  const netHours = grossHours - pausedHours
  const isInside = limitHours !== null && netHours <= limitHours
  const inside: ClockStatus = isDone ? 'met' : 'pending'
  const beyond: ClockStatus = isDone ? 'missed' : 'overdue_open'
  return { status: limitHours === null ? 'no_limit' : isInside ? inside : beyond, grossHours, pausedHours, netHours }
}

function isInvalid(instant: Date): boolean {
  return Number.isNaN(instant.getTime())
}

/** Compliance of many clocks: met ÷ (met + missed + overdue open); pending and what cannot be assessed stand beside it. */
export interface Compliance {
  readonly met: number
  readonly missed: number
  readonly overdueOpen: number
  readonly pending: number
  /** Not assessable, out of order, or without a limit. */
  readonly excluded: number
  readonly denominator: number
  /** A fraction of 1; null where the denominator is 0. */
  readonly share: number | null
}

export function compliance(statuses: readonly ClockStatus[]): Compliance {
  const count = (status: ClockStatus) => statuses.filter((item) => item === status).length
  const [met, missed, overdueOpen, pending] = [count('met'), count('missed'), count('overdue_open'), count('pending')]
  const denominator = met + missed + overdueOpen
  return {
    met,
    missed,
    overdueOpen,
    pending,
    excluded: statuses.length - denominator - pending,
    denominator,
    share: denominator === 0 ? null : met / denominator,
  }
}

/** Hours that the spans cover together inside start … end. */
function mergedHours(spans: NonNullable<Clock['pauses']>, start: Date, end: Date): number {
  const clipped = spans
    .map(
      ([from, to]) =>
        [Math.max(from.getTime(), start.getTime()), Math.min((to ?? end).getTime(), end.getTime())] as const,
    )
    .filter(([from, to]) => to > from)
    .sort(([a], [b]) => a - b)
  let [covered, until] = [0, Number.NEGATIVE_INFINITY]
  for (const [from, to] of clipped) {
    if (to > until) covered += to - Math.max(from, until)
    until = Math.max(until, to)
  }
  return covered / HOUR_MS
}
