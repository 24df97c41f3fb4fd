import type { Meta } from '../api/heads.ts'
import type { PageName } from '../api/pages.ts'
import type { Answer } from './fetch-page.ts'
import { type Actions, type PageView, pageView } from './page-view.ts'
import { hideTip } from './parts/tooltip.ts'
import { failureNotice } from './shell/failure-notice.ts'
import { buildLayout, type Layout } from './shell/layout.ts'
import type { PageAddress } from './state/page-address.ts'

/** What stands on the page: a layout for one language, snapshot and page, or a notice of failure. */
export interface PageDrawing {
  /** The description that the layout was made for; none after a failure. */
  known(): Meta | undefined
  show(state: PageAddress, meta: Meta, answer: Answer): void
  /** Another state with the same answer. */
  change(state: PageAddress): void
  /** The same once more, in other colours. */
  redraw(): void
  fail(error: unknown, again: () => void): void
}

export function pageDrawing(root: HTMLElement, actions: Actions): PageDrawing {
  let shown: { layout: Layout; meta: Meta; page: PageName } | undefined
  let last: { view: PageView; answer: Answer } | undefined

  function layoutFor(meta: Meta, page: PageName): Layout {
    if (shown?.meta === meta && shown.page === page) return shown.layout
    shown?.layout.dispose()
    const layout = buildLayout(meta, page, actions)
    shown = { layout, meta, page }
    document.documentElement.lang = meta.locale
    keepFocus(() => root.replaceChildren(...layout.nodes))
    return layout
  }

  function show(state: PageAddress, meta: Meta, answer: Answer): void {
    hideTip()
    const layout = layoutFor(meta, answer.head.page)
    last = { view: pageView(state, meta, answer), answer }
    const { say } = last.view
    document.title = [say(`nav.${answer.head.page}`), meta.organisation].filter((part) => part !== '').join(' · ')
    layout.show(last.view)
  }

  return {
    known: () => shown?.meta,
    show,
    change(state) {
      if (last !== undefined && shown !== undefined) show(state, shown.meta, last.answer)
    },
    redraw() {
      if (last !== undefined) shown?.layout.show(last.view)
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
