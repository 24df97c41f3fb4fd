import { tableFromIPC } from 'apache-arrow'
import type { PageMeta } from '../page-meta.ts'
import type { TidyFacts, TidyRow } from '../tidy-row.ts'
import { type ViewState, writeAddress } from './view-state.ts'

export interface Answer {
  readonly facts: TidyFacts
  readonly rows: readonly TidyRow[]
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

export async function fetchMeta(lang: string | undefined, signal: AbortSignal): Promise<PageMeta> {
  const response = await ask(`/api/data/meta${lang === undefined ? '' : `?lang=${lang}`}`, signal)
  return (await response.json()) as PageMeta
}

/** The one table with all numbers of the page. */
export async function fetchAnswer(state: ViewState, signal: AbortSignal): Promise<Answer> {
  const response = await ask(`/api/data?${writeAddress(state)}`, signal)
  const table = tableFromIPC(new Uint8Array(await response.arrayBuffer()))
  return {
    facts: Object.fromEntries(table.schema.metadata) as unknown as TidyFacts,
    rows: table.toArray().map((row) => row.toJSON() as TidyRow),
  }
}

async function ask(address: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(address, { signal }).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw new Failure('', '', '')
  })
  if (response.ok) return response
  const body = (await response.json().catch(() => ({}))) as { error?: { code: string; message: string; fix: string } }
  throw new Failure(body.error?.code ?? String(response.status), body.error?.message ?? '', body.error?.fix ?? '')
}
