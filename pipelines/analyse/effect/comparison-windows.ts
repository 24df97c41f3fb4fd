import { addDays, periodOf } from '../../metrics/periods.ts'

export interface ActionDates {
  readonly startedOn: string | null
  /** First day on which the action is in effect everywhere. */
  readonly effectiveOn: string
}

/** Days are local; all four are inside their window. */
export interface Windows {
  readonly beforeFrom: string
  readonly beforeTo: string
  readonly afterFrom: string
  readonly afterTo: string
  readonly washOutDays: number
}

export interface WindowOptions {
  /** First and last day of the data. */
  readonly dataFrom: string
  readonly dataTo: string
  /** Days after the start of the effect that are left out. */
  readonly washOutDays?: number
  /** At most so many days before. */
  readonly baselineDays?: number
}

/**
 * What is compared for an action (metric-spec M27). The baseline ends before the month in which the action was started:
 * an action that was started because of the worst month would otherwise seem to work when chance alone brings the next
 * month back. What lies between baseline and effect is left out. Null where no whole week is left on either side.
 */
export function comparisonWindows({ startedOn, effectiveOn }: ActionDates, options: WindowOptions): Windows | null {
  const { dataFrom, dataTo, washOutDays = 7, baselineDays = 365 } = options
  const trigger = startedOn === null || startedOn > effectiveOn ? effectiveOn : startedOn
  const beforeTo = addDays(periodOf(trigger, 'month').start, -1)
  const earliest = addDays(beforeTo, 1 - baselineDays)
  const beforeFrom = [earliest, dataFrom].sort().at(-1) ?? dataFrom
  const afterFrom = addDays(effectiveOn, washOutDays)
  if (addDays(beforeFrom, 6) > beforeTo || addDays(afterFrom, 6) > dataTo) return null
  return { beforeFrom, beforeTo, afterFrom, afterTo: dataTo, washOutDays }
}
