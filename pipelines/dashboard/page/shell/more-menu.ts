import type { Meta } from '../../api/heads.ts'
import type { Actions, PageView } from '../page-view.ts'
import { element } from '../parts/element.ts'
import type { Part } from '../parts/part.ts'
import { popover } from '../parts/popover.ts'
import type { Say } from '../sayer.ts'
import { type ChoiceList, choiceList } from './choice-list.ts'
import { dimensionSelect } from './dimension-select.ts'

/** All dimensions that have no menu of their own: one is chosen, then its values. */
export function moreMenu(meta: Meta, say: Say, actions: Actions, left: readonly string[]): Part {
  const dimensions = meta.dimensions.filter(({ name, values }) => !left.includes(name) && values.length > 0)
  let view: PageView | undefined
  let list: ChoiceList | undefined
  const values = element('div', { class: 'more-values' })
  const show = (name: string) => {
    const dimension = dimensions.find((known) => known.name === name)
    if (dimension === undefined) return
    list = choiceList(dimension, say, actions)
    if (view !== undefined) list.show(view)
    values.replaceChildren(...list.nodes)
  }
  const select = dimensionSelect('more-dimension', say('filter.more'), dimensions, say, show)
  const summary = element('span', { class: 'summary' }, say('filter.more'))
  const button = element('button', { type: 'button', class: 'select', id: 'open-more' }, summary)
  const menu = popover('menu', {}, () => [select, values])
  menu.open(button)
  show(dimensions[0]?.name ?? '')
  return {
    node: element('div', { class: 'field' }, button, menu.panel),
    show(next) {
      view = next
      list?.show(next)
      const set = Object.keys(next.state.where).filter((name) => !left.includes(name)).length
      button.classList.toggle('is-set', set > 0)
    },
  }
}
