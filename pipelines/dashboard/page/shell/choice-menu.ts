import type { MetaDimension } from '../../api/heads.ts'
import type { Actions, PageView } from '../page-view.ts'
import { element } from '../parts/element.ts'
import type { Part } from '../parts/part.ts'
import { popover } from '../parts/popover.ts'
import type { Say } from '../sayer.ts'
import { choiceList } from './choice-list.ts'

/** A button that opens a list of check boxes: any of the chosen values passes. */
export function choiceMenu(dimension: MetaDimension, say: Say, actions: Actions): Part {
  const { name, title } = dimension
  const list = choiceList(dimension, say, actions)
  const summary = element('span', { class: 'summary' })
  const button = element(
    'button',
    { type: 'button', class: 'select', id: `open-${name}` },
    element('span', { class: 'select-title' }, title),
    summary,
  )
  const menu = popover('menu', {}, () => list.nodes)
  menu.panel.id = `menu-${name}`
  menu.open(button)
  button.setAttribute('popovertarget', menu.panel.id)
  return {
    node: element('div', { class: 'field' }, button, menu.panel),
    show(view) {
      list.show(view)
      const chosen = view.state.where[name] ?? []
      summary.textContent = summaryOf(view, name, chosen)
      button.classList.toggle('is-set', chosen.length > 0)
    },
  }
}

function summaryOf(view: PageView, name: string, chosen: readonly string[]): string {
  if (chosen.length === 0) return view.say('filter.all')
  return chosen.length === 1 ? view.label(name, chosen[0] ?? null) : view.say('filter.some', { count: chosen.length })
}
