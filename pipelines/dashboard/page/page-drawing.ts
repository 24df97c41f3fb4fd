import type { PageMeta } from '../page-meta.ts'
import { failureNotice } from './failure-notice.ts'
import type { Answer } from './fetch-page.ts'
import { buildLayout, type Layout } from './layout.ts'
import { type Actions, type PageView, pageView } from './page-view.ts'
import { hideTip } from './tooltip.ts'
import type { ViewState } from './view-state.ts'

/** What stands on the page: a layout for one language and snapshot, or a notice of failure. */
export interface PageDrawing {
  /** The description that the layout was made for; none after a failure. */
  known(): PageMeta | undefined
  show(state: ViewState, meta: PageMeta, answer: Answer): void
  /** The same once more, in other colours. */
  redraw(): void
  fail(error: unknown, again: () => void): void
}

export function pageDrawing(root: HTMLElement, actions: Actions): PageDrawing {
  let shown: { layout: Layout; meta: PageMeta } | undefined
  let last: PageView | undefined

  function layoutFor(meta: PageMeta): Layout {
    if (shown?.meta === meta) return shown.layout
    shown?.layout.dispose()
    const layout = buildLayout(meta, actions)
    shown = { layout, meta }
    document.documentElement.lang = meta.locale
    keepFocus(() => root.replaceChildren(...layout.nodes))
    return layout
  }

  return {
    known: () => shown?.meta,
    show(state, meta, answer) {
      hideTip()
      const layout = layoutFor(meta)
      last = pageView(state, meta, answer)
      document.title = `${last.say('page.title')} · ${meta.organisation}`
      layout.show(last)
    },
    redraw() {
      if (last !== undefined) shown?.layout.show(last)
    },
    fail(error, again) {
      shown?.layout.dispose()
      shown = undefined
      root.replaceChildren(failureNotice(error, root.dataset, again))
    },
  }
}

/** Puts the focus back on the control with the same id after the page was made anew. */
function keepFocus(change: () => void): void {
  const id = document.activeElement?.id ?? ''
  change()
  if (id !== '') document.getElementById(id)?.focus()
}
