import type { PageMeta } from '../page-meta.ts'
import { failureNotice } from './failure-notice.ts'
import { type Answer, fetchAnswer, fetchMeta } from './fetch-page.ts'
import { buildLayout, type Layout } from './layout.ts'
import { type Actions, type PageView, pageView } from './page-view.ts'
import { hideTip } from './tooltip.ts'
import { readAddress, type ViewState, withFittingPeriod, writeAddress } from './view-state.ts'

interface Shown {
  readonly layout: Layout
  readonly meta: PageMeta
}

/** Long enough that a quick answer never flickers. */
const PATIENCE_MS = 180

/** Runs the page: the address is the state, every change of it fetches one answer and redraws what it changes. */
export function openPage(root: HTMLElement): void {
  let state = readAddress(location.search)
  let shown: Shown | undefined
  let last: PageView | undefined
  let asking = new AbortController()

  const actions: Actions = {
    go(change) {
      const changed = { ...state, ...change }
      const next = shown === undefined ? changed : withFittingPeriod(changed, shown.meta.days)
      if (writeAddress(next) === writeAddress(state)) return
      history.pushState(null, '', addressOf(next))
      state = next
      refresh()
    },
  }

  async function refresh(): Promise<void> {
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    const busy = setTimeout(() => root.setAttribute('aria-busy', 'true'), PATIENCE_MS)
    try {
      const [meta, answer] = await ask(state, shown?.meta, signal)
      if (!signal.aborted) draw(meta, answer)
    } catch (error) {
      if (!signal.aborted) fail(error)
    } finally {
      clearTimeout(busy)
      if (!signal.aborted) root.removeAttribute('aria-busy')
    }
  }

  function draw(meta: PageMeta, answer: Answer): void {
    hideTip()
    if (shown === undefined || shown.meta !== meta) {
      shown?.layout.dispose()
      shown = { meta, layout: buildLayout(meta, actions) }
      document.documentElement.lang = meta.locale
      keepFocus(() => root.replaceChildren(...(shown?.layout.nodes ?? [])))
    }
    last = pageView(state, meta, answer)
    document.title = `${last.say('page.title')} · ${meta.organisation}`
    shown.layout.show(last)
  }

  function fail(error: unknown): void {
    shown?.layout.dispose()
    shown = undefined
    root.replaceChildren(failureNotice(error, root.dataset, refresh))
  }

  addEventListener('popstate', () => {
    state = readAddress(location.search)
    refresh()
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    if (last !== undefined) shown?.layout.show(last)
  })
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

/** Puts the focus back on the control with the same id after a part of the page was made anew. */
function keepFocus(change: () => void): void {
  const id = document.activeElement?.id ?? ''
  change()
  if (id !== '') document.getElementById(id)?.focus()
}
