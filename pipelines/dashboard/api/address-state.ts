import { PAGES, type PageName } from './pages.ts'

/** All that a person has chosen, as it stands in the address; what is left out, the server decides. */
export interface AddressState {
  readonly page: PageName
  readonly lang?: string | undefined
  /** Local days `YYYY-MM-DD`, both inside. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly period?: string | undefined
  readonly metrics?: readonly string[]
  /** At most two dimensions. */
  readonly by?: readonly string[]
  /** Dimension → values, any of which may hold; `unknown` stands for a blank. In the address `where.channel=app`. */
  readonly where?: Readonly<Record<string, readonly string[]>>
}

const FILTER = 'where.'

/** Where the description of the snapshot is asked for. */
export function metaAddress(lang: string | undefined): string {
  return `/api/meta${lang === undefined ? '' : `?${new URLSearchParams({ lang })}`}`
}

/** Where a state's numbers are asked for. */
export function pageDataAddress(state: AddressState): string {
  return `/api/page?${writeAddressState(state)}`
}

/** Reads an address; values are judged by the server, unknown parameters (of mail programs, say) are left out. */
export function readAddressState(search: string): AddressState {
  const parameters = new URLSearchParams(search)
  const one = (name: string) => parameters.get(name) ?? undefined
  const list = (name: string) => (one(name) ?? '').split(',').filter((part) => part !== '')
  const where: Record<string, string[]> = Object.create(null)
  for (const [name, value] of parameters) {
    if (!name.startsWith(FILTER)) continue
    const dimension = name.slice(FILTER.length)
    where[dimension] = [...(where[dimension] ?? []), value]
  }
  return {
    page: PAGES.find((name) => name === one('page')) ?? 'overview',
    lang: one('lang'),
    from: one('from'),
    to: one('to'),
    period: one('period'),
    metrics: list('metrics'),
    by: list('by'),
    where,
  }
}

/** The state as a query string, without `?`; the same state always gives the same text. */
export function writeAddressState(state: AddressState): string {
  const parameters = new URLSearchParams({ page: state.page })
  for (const name of ['lang', 'from', 'to', 'period'] as const) {
    const value = state[name]
    if (value !== undefined) parameters.set(name, value)
  }
  if ((state.metrics ?? []).length > 0) parameters.set('metrics', (state.metrics ?? []).join(','))
  if ((state.by ?? []).length > 0) parameters.set('by', (state.by ?? []).join(','))
  for (const [dimension, values] of Object.entries(state.where ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const value of [...new Set(values)].sort()) parameters.append(`${FILTER}${dimension}`, value)
  return parameters.toString()
}
