import { addDays, periodOf } from '../../metrics/periods.ts'

export interface ActionDates {
  readonly startedOn: string | null
  /** First day on which the action is in effect everywhere. */
  readonly effectiveOn: string
}

/** First and last day, both inside. */
export interface Span {
  readonly from: string
  readonly to: string
}

export interface Windows {
  /** One or two spans: what led to the action is cut out. */
  readonly before: readonly Span[]
  readonly after: Span
  readonly leftOut: Span
}

export interface WindowOptions {
  /** First and last day of the data. */
  readonly dataFrom: string
  readonly dataTo: string
  /** Days after the start of the effect that are left out. */
  readonly washOutDays?: number
}

/** Whoever starts an action has usually seen a bad month: the one before the start. */
const TRIGGER_DAYS = 31

/**
 * What is compared for an action (metric-spec M27). The month before the action was started, and the rest of that calendar
 * month, are no baseline: an action that was started because of the worst month would otherwise seem to work when chance
 * alone brings the next one back. There must be a baseline before it. Null where a side has no whole week.
 */
export function comparisonWindows({ startedOn, effectiveOn }: ActionDates, options: WindowOptions): Windows | null {
  const { dataFrom, dataTo, washOutDays = 7 } = options
  const lastBefore = addDays(effectiveOn, -1)
  const started = startedOn === null || startedOn > effectiveOn ? effectiveOn : startedOn
  const monthEnd = periodOf(started, 'month').end
  const leftOut = { from: addDays(started, -TRIGGER_DAYS), to: [monthEnd, lastBefore].sort()[0] ?? lastBefore }
  const early = { from: dataFrom, to: addDays(leftOut.from, -1) }
  const late = { from: addDays(leftOut.to, 1), to: lastBefore }
  const after = { from: addDays(effectiveOn, washOutDays), to: dataTo }
  const hasWeek = ({ from, to }: Span) => addDays(from, 6) <= to
  if (!hasWeek(early) || !hasWeek(after)) return null
  return { before: hasWeek(late) ? [early, late] : [early], after, leftOut }
}
