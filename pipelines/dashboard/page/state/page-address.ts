import { type AddressState, readAddressState, writeAddressState } from '../../api/address-state.ts'
import { PARTS, type PageName, type Part } from '../../api/pages.ts'

type Values = Readonly<Record<string, readonly string[]>>

/** Everything that a person has chosen: what the server answers, and what only the page needs. All of it is in the address. */
export interface PageAddress extends AddressState {
  readonly where: Values
  /** Choices inside a page, such as the kind of a chart; in the address `view.chart=bar`. */
  readonly view: Readonly<Record<string, string>>
  /** The cases that lie open beside the page. */
  readonly cases?: CaseWish | undefined
}

/** Which cases: of a metric, which part, within days and values of dimensions that go before the page's own filters. */
export interface CaseWish {
  readonly metric: string
  readonly part: Part
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly where: Values
  /** Page of the list, from 1. */
  readonly number: number
}

const VIEW = 'view.'
const CASES = 'cases.'

/** Reads an address; values are judged by the server, unknown parameters (of mail programs, say) are left out. */
export function readPageAddress(search: string): PageAddress {
  const parameters = new URLSearchParams(search)
  const view: Record<string, string> = {}
  for (const [name, value] of parameters) if (name.startsWith(VIEW)) view[name.slice(VIEW.length)] = value
  const state = readAddressState(search)
  return { ...state, where: state.where ?? {}, view, cases: readCases(parameters) }
}

/** The state as a query string, without `?`; the same state always gives the same text. */
export function writePageAddress(state: PageAddress): string {
  const parameters = new URLSearchParams(writeAddressState(state))
  for (const [name, value] of Object.entries(state.view).sort(([a], [b]) => (a < b ? -1 : 1)))
    parameters.set(`${VIEW}${name}`, value)
  const { cases } = state
  if (cases !== undefined) {
    parameters.set('cases', [cases.metric, cases.part, cases.from ?? '', cases.to ?? '', cases.number].join('~'))
    for (const [name, values] of Object.entries(cases.where))
      for (const value of values) parameters.append(`${CASES}${name}`, value)
  }
  return parameters.toString()
}

/** The query string of `/api/cases` for the cases that lie open. */
export function casesQuery(state: PageAddress, cases: CaseWish): string {
  const { lang } = state
  const [from, to] = [cases.from ?? state.from, cases.to ?? state.to]
  const where = { ...state.where, ...cases.where }
  const query = new URLSearchParams(
    writeAddressState({ page: state.page, lang, from, to, metrics: [cases.metric], where }),
  )
  query.set('part', cases.part)
  query.set('number', String(cases.number))
  return query.toString()
}

/** The same person's view of another page: range, filters and language stay, what belongs to the page goes. */
export function onPage(state: PageAddress, page: PageName): PageAddress {
  const { lang, from, to, period, where } = state
  return { page, lang, from, to, period, where, metrics: [], by: [], view: {} }
}

export function withFilter(state: PageAddress, dimension: string, values: readonly string[]): PageAddress {
  const { [dimension]: _before, ...others } = state.where
  return { ...state, where: values.length === 0 ? others : { ...others, [dimension]: values } }
}

/**
 * A click on a mark: alone it chooses this value only, or none if it was the only one; with a key held down it adds
 * the value to the others or takes it away.
 */
export function clicked(state: PageAddress, dimension: string, value: string, several: boolean): PageAddress {
  const chosen = state.where[dimension] ?? []
  const isChosen = chosen.includes(value)
  if (several)
    return withFilter(state, dimension, isChosen ? chosen.filter((other) => other !== value) : [...chosen, value])
  return withFilter(state, dimension, isChosen && chosen.length === 1 ? [] : [value])
}

function readCases(parameters: URLSearchParams): CaseWish | undefined {
  const [metric, part, from, to, number] = (parameters.get('cases') ?? '').split('~')
  if (metric === undefined || metric === '') return undefined
  const where: Record<string, string[]> = {}
  for (const [name, value] of parameters)
    if (name.startsWith(CASES)) where[name.slice(CASES.length)] = [...(where[name.slice(CASES.length)] ?? []), value]
  return {
    metric,
    part: PARTS.find((known) => known === part) ?? 'all',
    from: from === '' ? undefined : from,
    to: to === '' ? undefined : to,
    where,
    number: Math.max(1, Math.floor(Number(number)) || 1),
  }
}
