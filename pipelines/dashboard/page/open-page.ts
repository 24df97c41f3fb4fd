import type { Meta } from '../api/heads.ts'
import { type Answer, fetchMeta, fetchPage, readAnswer } from './fetch-page.ts'
import { pageDrawing } from './page-drawing.ts'
import { withFittingPeriod } from './state/fitting-period.ts'
import { type PageAddress, readPageAddress, writePageAddress } from './state/page-address.ts'
import { savedPage } from './take/saved-page.ts'

/** Long enough that a quick answer never flickers. */
const PATIENCE_MS = 180

/** Runs the page: the address is the state, every change of it fetches one answer and redraws what it changes. */
export function openPage(root: HTMLElement): void {
  const saved = savedPage()
  let state = readPageAddress(saved?.search ?? location.search)
  let asking = new AbortController()
  const drawing = pageDrawing(root, {
    go,
    openCases: (wish) => go({ cases: { part: 'all', where: {}, number: 1, ...wish } }),
  })

  function go(change: Partial<PageAddress>): void {
    const next = withFittingPeriod({ ...state, ...change }, drawing.known()?.days)
    if (writePageAddress(next) === writePageAddress(state)) return
    if (saved !== undefined) {
      if (onlyBesides(state, next)) move({ ...next, cases: undefined })
      return
    }
    history.pushState(null, '', `?${writePageAddress(next)}`)
    const isOtherPage = next.page !== state.page
    move(next)
    if (isOtherPage) scrollTo(0, 0)
  }

  function move(next: PageAddress): void {
    const before = state
    state = next
    if (onlyBesides(before, next)) drawing.change(next)
    else refresh()
  }

  async function refresh(): Promise<void> {
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    const busy = setTimeout(() => root.setAttribute('aria-busy', 'true'), PATIENCE_MS)
    try {
      const [meta, answer] =
        saved === undefined ? await ask(state, drawing.known(), signal) : [saved.meta, saved.answer]
      if (!signal.aborted) drawing.show(state, meta, answer)
    } catch (error) {
      if (!signal.aborted) drawing.fail(error, refresh)
    } finally {
      clearTimeout(busy)
      if (!signal.aborted) root.removeAttribute('aria-busy')
    }
  }

  addEventListener('popstate', () => move(readPageAddress(location.search)))
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawing.redraw())
  addEventListener('huiyin-look', () => drawing.redraw())
  refresh()
}

/** Whether two states have the same answer: they differ in what only the page needs. */
function onlyBesides(before: PageAddress, next: PageAddress): boolean {
  const answered = (state: PageAddress) => writePageAddress({ ...state, view: {}, cases: undefined })
  return answered(before) === answered(next)
}

/** The answer to a state, and the description of the snapshot where language or snapshot is not the one known. */
async function ask(state: PageAddress, known: Meta | undefined, signal: AbortSignal): Promise<[Meta, Answer]> {
  const fits = known !== undefined && (state.lang === undefined || state.lang === known.locale)
  const [meta, bytes] = await Promise.all([fits ? known : fetchMeta(state.lang, signal), fetchPage(state, signal)])
  const answer = readAnswer(bytes)
  return [meta.run.id === answer.head.run_id ? meta : await fetchMeta(state.lang, signal), answer]
}
