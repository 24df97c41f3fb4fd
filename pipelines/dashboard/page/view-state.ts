import { isLocale, type Locale } from '../../core/locale.ts'
import { type PeriodUnit, periodsBetween } from '../../metrics/periods.ts'
import { FILTER_DIMENSIONS, type FilterDimension, MOST_PERIODS } from '../page-content.ts'

/** What a person has chosen; what is left out, the server decides. All of it stands in the address. */
export interface ViewState {
  readonly lang: Locale | undefined
  readonly from: string | undefined
  readonly to: string | undefined
  readonly period: string | undefined
  readonly metric: string | undefined
  readonly by: string | undefined
  readonly where: Readonly<Record<FilterDimension, readonly string[]>>
}

export const NO_FILTERS: ViewState['where'] = { channel: [], category: [], department: [] }

/** Reads an address; values are judged by the server, unknown parameters (of mail programs, say) are left out. */
export function readAddress(search: string): ViewState {
  const parameters = new URLSearchParams(search)
  const one = (name: string) => parameters.get(name) ?? undefined
  const lang = one('lang')
  return {
    lang: lang !== undefined && isLocale(lang) ? lang : undefined,
    from: one('from'),
    to: one('to'),
    period: one('period'),
    metric: one('metric'),
    by: one('by'),
    where: {
      channel: parameters.getAll('channel'),
      category: parameters.getAll('category'),
      department: parameters.getAll('department'),
    },
  }
}

/** The state as a query string, without `?`; the same state always gives the same text. */
export function writeAddress(state: ViewState): string {
  const parameters = new URLSearchParams()
  for (const name of ['lang', 'from', 'to', 'period', 'metric', 'by'] as const) {
    const value = state[name]
    if (value !== undefined) parameters.set(name, value)
  }
  for (const name of FILTER_DIMENSIONS) for (const value of state.where[name]) parameters.append(name, value)
  return parameters.toString()
}

export function withValues(state: ViewState, dimension: FilterDimension, values: readonly string[]): ViewState {
  return { ...state, where: { ...state.where, [dimension]: values } }
}

/** Whether a range can be shown in this unit. */
export function fits(unit: PeriodUnit, from: string, to: string): boolean {
  return periodsBetween(from, to, unit).length <= MOST_PERIODS
}

/** Gives the choice of the unit back to the server where the range has become too long for it. */
export function withFittingPeriod(
  state: ViewState,
  days: { readonly first: string; readonly last: string },
): ViewState {
  const { period, from = days.first, to = days.last } = state
  const isUnfit = period !== undefined && !fits(period as PeriodUnit, from, to)
  return isUnfit ? { ...state, period: undefined } : state
}

/**
 * A click on a mark: alone it chooses this value only, or none if it was the only one; with a key held down it adds
 * the value to the others or takes it away.
 */
export function clicked(state: ViewState, dimension: FilterDimension, value: string, several: boolean): ViewState {
  const chosen = state.where[dimension]
  const isChosen = chosen.includes(value)
  if (several)
    return withValues(state, dimension, isChosen ? chosen.filter((other) => other !== value) : [...chosen, value])
  return withValues(state, dimension, isChosen && chosen.length === 1 ? [] : [value])
}
