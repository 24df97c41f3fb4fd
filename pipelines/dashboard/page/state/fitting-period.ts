import { type PeriodUnit, periodsBetween } from '../../../metrics/periods.ts'
import { MOST_PERIODS } from '../../api/pages.ts'
import type { PageAddress } from './page-address.ts'

/** Whether a range can be shown in this unit. */
export function fits(unit: PeriodUnit, from: string, to: string): boolean {
  return periodsBetween(from, to, unit).length <= MOST_PERIODS
}

/** Gives the choice of the unit back to the server where the range has become too long for it. */
export function withFittingPeriod(
  state: PageAddress,
  days: { readonly first: string; readonly last: string } | undefined,
): PageAddress {
  if (days === undefined) return state
  const { period, from = days.first, to = days.last } = state
  const isUnfit = period !== undefined && !fits(period as PeriodUnit, from, to)
  return isUnfit ? { ...state, period: undefined } : state
}
