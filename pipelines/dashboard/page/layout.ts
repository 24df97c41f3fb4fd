import type { PageMeta } from '../page-meta.ts'
import { compareCard } from './compare-card.ts'
import { element } from './element.ts'
import { filterBar } from './filter-bar.ts'
import { pageFooter } from './page-footer.ts'
import { pageHeader } from './page-header.ts'
import { type Actions, type PageView, sayer } from './page-view.ts'
import { paretoCard } from './pareto-card.ts'
import type { Part } from './part.ts'
import { headlineTiles } from './tiles.ts'
import { trendCard } from './trend-card.ts'

export interface Layout {
  readonly nodes: readonly HTMLElement[]
  show(view: PageView): void
  dispose(): void
}

/** The whole page in one language, for one snapshot. */
export function buildLayout(meta: PageMeta, actions: Actions): Layout {
  const say = sayer(meta)
  const bar = filterBar(meta, actions)
  const tiles = headlineTiles(meta, actions)
  const cards = [trendCard(meta, actions), paretoCard(meta, actions), compareCard(meta, actions)]
  const live = element('p', { class: 'unseen', role: 'status', 'aria-live': 'polite' })
  const empty = element(
    'div',
    { class: 'empty', hidden: true },
    element('h2', {}, say('state.empty')),
    element('p', {}, say('state.empty_hint')),
  )
  const charts = element('div', { class: 'charts' }, ...cards.map(({ node }) => node))
  const main = element('main', { id: 'main', tabindex: -1 }, tiles.node, empty, charts)
  const skip = element('a', { class: 'skip', href: '#main' }, say('page.skip'))
  const parts: Part[] = [bar, tiles, ...cards]
  return {
    nodes: [skip, pageHeader(meta, actions), bar.node, main, pageFooter(meta), live],
    show(view) {
      const isEmpty = view.rows('headline').every(({ n }) => n === 0)
      empty.hidden = !isEmpty
      charts.hidden = isEmpty
      for (const part of parts) part.show(view)
      live.textContent = announcement(view)
    },
    dispose() {
      for (const part of parts) part.dispose?.()
    },
  }
}

function announcement(view: PageView): string {
  const [first] = view.rows('headline')
  if (first === undefined) return ''
  const { title } = view.metric(first.metric)
  return view.say('state.updated', { title, value: view.value(first.metric, first.value), range: view.range() })
}
