import type { AddressState } from '../../pipelines/dashboard/api/address-state.ts'
import type { Meta } from '../../pipelines/dashboard/api/heads.ts'
import type { PageName } from '../../pipelines/dashboard/api/pages.ts'
import { addDays, dayNumber } from '../../pipelines/metrics/periods.ts'
import { seededRandom } from '../crash/random.ts'

/** Draws what a person who explores may choose next. */
export interface Clicker {
  next(): AddressState
}

/** Pages, as often as they are looked at; those whose numbers follow the filters come most. */
const PAGES: readonly (readonly [PageName, number])[] = [
  ['overview', 4],
  ['complaints', 5],
  ['timeliness', 3],
  ['satisfaction', 3],
  ['explore', 4],
  ['signals', 2],
  ['improvement', 1],
  ['norms', 1],
  ['quality', 1],
]
const FILTERED = ['channel', 'category', 'department', 'region', 'level', 'product', 'tier', 'nature']
const EXPLORED = ['complaints_received', 'on_time_resolution', 'first_response_on_time', 'csat_top2', 'nps', 'backlog']
const PERIODS = ['', '', 'week', 'month', 'quarter']

/**
 * A person's clicks from a seed: mostly one change of the state before (a filter set, changed or taken away, a range
 * brushed, a dimension or metric chosen), now and then another page or everything reset.
 */
export function clicker(meta: Meta, seed: number, pages: readonly PageName[] = PAGES.map(([page]) => page)): Clicker {
  const { between, pick: one } = seededRandom(seed)
  const chance = (percent: number) => between(1, 100) <= percent
  const wheel = PAGES.filter(([page]) => pages.includes(page)).flatMap(([page, weight]) =>
    Array<PageName>(weight).fill(page),
  )
  const values = (dimension: string) =>
    meta.dimensions.find(({ name }) => name === dimension)?.values.map((item) => item.value) ?? []
  let state: AddressState = { page: one(wheel) }

  function changed(): AddressState {
    const die = between(1, 100)
    if (die <= 20) return { ...state, page: one(wheel), by: [], metrics: [] }
    if (die <= 55) return { ...state, where: filters() }
    if (die <= 72) return { ...state, ...range() }
    if (die <= 90)
      return {
        ...state,
        by: chosenDimensions(),
        metrics: state.page === 'explore' ? [one(EXPLORED), one(EXPLORED)] : [],
      }
    return { page: state.page }
  }

  function filters(): Record<string, readonly string[]> {
    const dimension = one(FILTERED.filter((name) => values(name).length > 0))
    const { [dimension]: before, ...others } = state.where ?? {}
    if (before !== undefined && chance(50)) return others
    const chosen = chance(70) ? [one(values(dimension))] : [one(values(dimension)), one(values(dimension))]
    return Object.keys(others).length >= 3 ? { [dimension]: chosen } : { ...others, [dimension]: chosen }
  }

  function range(): Pick<AddressState, 'from' | 'to' | 'period'> {
    const { first, last } = meta.days
    const days = dayNumber(last) - dayNumber(first)
    const from = addDays(first, between(0, Math.floor(days * 0.8)))
    const to = addDays(from, between(0, dayNumber(last) - dayNumber(from)))
    return { from, to, period: one(PERIODS) || undefined }
  }

  function chosenDimensions(): string[] {
    if (state.page !== 'complaints' && state.page !== 'explore') return [one(['channel', 'department', 'region'])]
    return chance(60) ? [one(FILTERED)] : [...new Set([one(FILTERED), one(FILTERED)])]
  }

  return {
    next() {
      state = changed()
      return state
    },
  }
}
