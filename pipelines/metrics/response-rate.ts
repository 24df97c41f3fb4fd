import { type Interval, wilsonInterval } from './intervals.ts'

/** What became of the invitations of a survey. */
export interface Invitations {
  readonly sent: number
  readonly undeliverable?: number
  /** Sent too short a time ago: the time to answer has not passed at the as-of. */
  readonly windowOpen?: number
  readonly complete: number
  /** Of the complete answers, those to invitations whose window is still open. */
  readonly completeInWindowOpen?: number
  readonly partial?: number
}

export interface ResponseRate {
  readonly eligible: number
  readonly complete: number
  /** Complete ÷ eligible, a fraction of 1 (AAPOR RR1); null where nobody was eligible. */
  readonly rate: number | null
  readonly interval: Interval | null
  /** With partial answers (AAPOR RR2). */
  readonly rateWithPartials: number | null
}

/** Response rate on matured, delivered invitations (metric-spec M4): those still open leave both parts. */
export function responseRate(invitations: Invitations): ResponseRate {
  const { sent, undeliverable = 0, windowOpen = 0, completeInWindowOpen = 0, partial = 0 } = invitations
  const eligible = sent - undeliverable - windowOpen
  const complete = invitations.complete - completeInWindowOpen
  if (eligible <= 0) return { eligible: 0, complete, rate: null, interval: null, rateWithPartials: null }
  return {
    eligible,
    complete,
    rate: complete / eligible,
    interval: wilsonInterval(complete, eligible),
    rateWithPartials: (complete + partial) / eligible,
  }
}
