import type { Meta } from '../../api/heads.ts'
import type { PageName } from '../../api/pages.ts'
import { casesPanel } from '../cases/cases-panel.ts'
import type { Actions, PageView } from '../page-view.ts'
import { buildPage } from '../pages/build-page.ts'
import { element } from '../parts/element.ts'
import type { Part } from '../parts/part.ts'
import { sayer } from '../sayer.ts'
import { savedPage } from '../take/saved-page.ts'
import { filterBar } from './filter-bar.ts'
import { isFiltered } from './filtered-pages.ts'
import { navigation } from './navigation.ts'
import { pageFooter } from './page-footer.ts'
import { pageTitle } from './page-title.ts'

export interface Layout {
  readonly nodes: readonly HTMLElement[]
  show(view: PageView): void
  dispose(): void
}

/** A whole page in one language, for one snapshot. */
export function buildLayout(meta: Meta, page: PageName, actions: Actions): Layout {
  const say = sayer(meta)
  const nav = navigation(meta, page, actions)
  const title = pageTitle(meta, page, actions)
  const content = buildPage(page, meta, actions)
  const cases = savedPage() === undefined ? casesPanel(meta, actions) : undefined
  const bar = isFiltered(page) ? [filterBar(meta, actions)] : []
  const live = element('p', { class: 'unseen', role: 'status', 'aria-live': 'polite' })
  const main = element('main', { id: 'main', tabindex: -1 }, title.node, content.node)
  const skip = element('a', { class: 'skip', href: '#main' }, say('page.skip'))
  const body = element('div', { class: 'body' }, ...bar.map(({ node }) => node), main, pageFooter(meta))
  const parts: Part[] = [nav, title, ...bar, content, ...(cases === undefined ? [] : [cases])]
  return {
    nodes: [
      skip,
      element('div', { class: 'frame' }, nav.node, body),
      ...(cases === undefined ? [] : [cases.node]),
      live,
    ],
    show(view) {
      for (const part of parts) part.show(view)
      live.textContent = say('state.updated', { page: say(`nav.${page}`), range: view.range() })
    },
    dispose() {
      for (const part of parts) part.dispose?.()
    },
  }
}
