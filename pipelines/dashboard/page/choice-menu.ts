import type { FilterDimension } from '../page-content.ts'
import type { MetaDimension } from '../page-meta.ts'
import { element } from './element.ts'
import type { Actions, PageView, Say } from './page-view.ts'
import type { Part } from './part.ts'
import { NO_FILTERS } from './view-state.ts'

/** So many values are found by eye. */
const SEARCHED_FROM = 10

/** A button that opens a list of check boxes: any of the chosen values passes. */
export function choiceMenu(dimension: MetaDimension, say: Say, actions: Actions): Part {
  const { name, title, values } = dimension
  let chosen: readonly string[] = []
  let where = NO_FILTERS
  const choose = (next: readonly string[]) => actions.go({ where: { ...where, [name]: next } })
  const boxes = values.map(({ value, label }) => {
    const input = element('input', {
      type: 'checkbox',
      onchange: () => choose(input.checked ? [...chosen, value] : chosen.filter((other) => other !== value)),
    })
    return { value, label, input, node: element('label', { class: 'choice' }, input, element('span', {}, label)) }
  })
  const summary = element('span', { class: 'summary' })
  const panelId = `menu-${name}`
  const button = element(
    'button',
    { type: 'button', class: 'select', id: `open-${name}`, popovertarget: panelId },
    element('span', { class: 'select-title' }, title),
    summary,
  )
  const clear = element('button', { type: 'button', class: 'link', onclick: () => choose([]) }, say('filter.clear'))
  const list = element(
    'div',
    { class: 'choices', role: 'group', 'aria-label': title },
    ...boxes.map(({ node }) => node),
  )
  const panel = element('div', { id: panelId, class: 'menu', popover: 'auto' }, ...search(say, boxes), list, clear)
  panel.addEventListener('toggle', () => placeBelow(panel, button))
  return {
    node: element('div', { class: 'field' }, button, panel),
    show(view) {
      where = view.state.where
      chosen = view.state.where[name]
      for (const { value, input } of boxes) input.checked = chosen.includes(value)
      summary.textContent = summaryOf(view, name, chosen)
      button.classList.toggle('is-set', chosen.length > 0)
      clear.hidden = chosen.length === 0
    },
  }
}

function summaryOf(view: PageView, name: FilterDimension, chosen: readonly string[]): string {
  if (chosen.length === 0) return view.say('filter.all')
  return chosen.length === 1 ? view.label(name, chosen[0] ?? null) : view.say('filter.some', { count: chosen.length })
}

function search(say: Say, boxes: readonly { label: string; node: HTMLElement }[]): HTMLElement[] {
  if (boxes.length < SEARCHED_FROM) return []
  const input = element('input', {
    type: 'search',
    placeholder: say('filter.search'),
    'aria-label': say('filter.search'),
    oninput: () => {
      const wanted = input.value.trim().toLocaleLowerCase()
      for (const { label, node } of boxes) node.hidden = !label.toLocaleLowerCase().includes(wanted)
    },
  })
  return [input]
}

/** The panel lies in the top layer, so its place is worked out: below its button, inside the window. */
function placeBelow(panel: HTMLElement, button: HTMLElement): void {
  const anchor = button.getBoundingClientRect()
  const left = Math.min(anchor.left, innerWidth - panel.offsetWidth - 12)
  panel.style.left = `${Math.max(12, left)}px`
  panel.style.top = `${anchor.bottom + 6}px`
  panel.style.maxHeight = `${Math.max(200, innerHeight - anchor.bottom - 24)}px`
}
