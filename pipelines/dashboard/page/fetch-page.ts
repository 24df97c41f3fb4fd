import { type Table, tableFromIPC } from 'apache-arrow'
import { metaAddress, pageDataAddress, writeAddressState } from '../api/address-state.ts'
import { readFramedTables } from '../api/framed-tables.ts'
import type { CasesHead, Meta, PageHead } from '../api/heads.ts'
import type { CaseRow } from '../api/tables.ts'
import { type CaseWish, casesQuery, type PageAddress } from './state/page-address.ts'

/** A page's answer: its head, and the rows of each of its tables by name. */
export interface Answer {
  readonly head: PageHead
  readonly tables: Readonly<Record<string, readonly object[]>>
}

export interface CasesAnswer {
  readonly head: CasesHead
  readonly cases: readonly CaseRow[]
}

/** An answer that the server refused, in its own words, or that did not come at all (`code` is then empty). */
export class Failure extends Error {
  readonly code: string
  readonly fix: string

  constructor(code: string, what: string, fix: string) {
    super(what)
    this.code = code
    this.fix = fix
  }
}

export async function fetchMeta(lang: string | undefined, signal: AbortSignal): Promise<Meta> {
  const response = await ask(metaAddress(lang), signal)
  return (await response.json()) as Meta
}

/** All numbers of a page in one response, as it was sent. */
export async function fetchPage(state: PageAddress, signal: AbortSignal): Promise<Uint8Array> {
  const response = await ask(pageDataAddress(state), signal)
  return new Uint8Array(await response.arrayBuffer())
}

export async function fetchCases(state: PageAddress, cases: CaseWish, signal: AbortSignal): Promise<CasesAnswer> {
  const response = await ask(`/api/cases?${casesQuery(state, cases)}`, signal)
  const { head, tables } = readAnswer<CasesHead>(new Uint8Array(await response.arrayBuffer()))
  return { head, cases: (tables['cases'] ?? []) as readonly CaseRow[] }
}

/** The definition of a report that shows what the page shows. */
export async function fetchReport(state: PageAddress, signal: AbortSignal): Promise<string> {
  const response = await ask(`/api/report.yaml?${writeAddressState(state)}`, signal)
  return response.text()
}

/** Takes a response apart: its tables as rows. */
export function readAnswer<Head = PageHead>(bytes: Uint8Array): { head: Head; tables: Answer['tables'] } {
  const { head, tables } = readFramedTables<Head>(bytes)
  const rows = [...tables].map(([name, stream]) => [name, rowsOf(tableFromIPC(stream))])
  return { head, tables: Object.fromEntries(rows) as Answer['tables'] }
}

/** Column by column: Arrow's own rows look every cell up through several objects. */
function rowsOf(table: Table): object[] {
  const rows = Array.from({ length: table.numRows }, (): Record<string, unknown> => ({}))
  table.schema.fields.forEach(({ name }, place) => {
    const column = table.getChildAt(place)
    rows.forEach((row, index) => {
      row[name] = column?.get(index)
    })
  })
  return rows
}

async function ask(address: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(address, { signal }).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw new Failure('', '', '')
  })
  if (response.ok) return response
  // The session has ended: the server leads from this address to the login, and from there back to it.
  if (response.status === 401) location.reload()
  const body = (await response.json().catch(() => ({}))) as { error?: { code: string; message: string; fix: string } }
  throw new Failure(body.error?.code ?? String(response.status), body.error?.message ?? '', body.error?.fix ?? '')
}
