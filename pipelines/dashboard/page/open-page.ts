import type { PageMeta } from '../page-meta.ts'
import { type Answer, fetchAnswer, fetchMeta } from './fetch-page.ts'
import { pageDrawing } from './page-drawing.ts'
import { readAddress, type ViewState, withFittingPeriod, writeAddress } from './view-state.ts'

/** Long enough that a quick answer never flickers. */
const PATIENCE_MS = 180

/** Runs the page: the address is the state, every change of it fetches one answer and redraws what it changes. */
export function openPage(root: HTMLElement): void {
  let state = readAddress(location.search)
  let asking = new AbortController()
  const drawing = pageDrawing(root, { go })

  function go(change: Partial<ViewState>): void {
    const days = drawing.known()?.days
    const next = days === undefined ? { ...state, ...change } : withFittingPeriod({ ...state, ...change }, days)
    if (writeAddress(next) === writeAddress(state)) return
    history.pushState(null, '', addressOf(next))
    state = next
    refresh()
  }

  async function refresh(): Promise<void> {
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    const busy = setTimeout(() => root.setAttribute('aria-busy', 'true'), PATIENCE_MS)
    try {
      const [meta, answer] = await ask(state, drawing.known(), signal)
      if (!signal.aborted) drawing.show(state, meta, answer)
    } catch (error) {
      if (!signal.aborted) drawing.fail(error, refresh)
    } finally {
      clearTimeout(busy)
      if (!signal.aborted) root.removeAttribute('aria-busy')
    }
  }

  addEventListener('popstate', () => {
    state = readAddress(location.search)
    refresh()
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawing.redraw())
  refresh()
}

/** The answer to a state, and the description of the snapshot where language or snapshot is not the one known. */
async function ask(state: ViewState, known: PageMeta | undefined, signal: AbortSignal): Promise<[PageMeta, Answer]> {
  const fits = known !== undefined && (state.lang === undefined || state.lang === known.locale)
  const [meta, answer] = await Promise.all([fits ? known : fetchMeta(state.lang, signal), fetchAnswer(state, signal)])
  return [meta.run.id === answer.facts.run_id ? meta : await fetchMeta(state.lang, signal), answer]
}

function addressOf(state: ViewState): string {
  const query = writeAddress(state)
  return query === '' ? location.pathname : `?${query}`
}
