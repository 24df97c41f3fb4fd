import type { Meta } from '../../../api/heads.ts'
import type { Actions } from '../../page-view.ts'
import { element } from '../../parts/element.ts'
import type { Part } from '../../parts/part.ts'
import { figureCard } from './figure-card.ts'

/** A card for each metric chosen. */
export function figuresPart(meta: Meta, actions: Actions): Part {
  const node = element('div', { class: 'cards span-12' })
  let cards = new Map<string, Part>()
  return {
    node,
    show(view) {
      const wanted = view.head.metrics
      if (wanted.join() !== [...cards.keys()].join()) {
        for (const card of cards.values()) card.dispose?.()
        cards = new Map(
          wanted.map((metric) => [metric, figureCard(meta, actions, metric, wanted.length === 1 ? 12 : 6)]),
        )
        node.replaceChildren(...[...cards.values()].map((card) => card.node))
      }
      for (const card of cards.values()) card.show(view)
    },
    dispose() {
      for (const card of cards.values()) card.dispose?.()
    },
  }
}
