import type { MetaDimension } from '../../api/heads.ts'
import { UNKNOWN } from '../../api/pages.ts'
import type { Actions, PageView } from '../page-view.ts'
import { element } from '../parts/element.ts'
import type { Say } from '../sayer.ts'
import { type PageAddress, withFilter } from '../state/page-address.ts'

/** So many values are found by eye. */
const SEARCHED_FROM = 10

export interface ChoiceList {
  readonly nodes: readonly HTMLElement[]
  show(view: PageView): void
}

/** Check boxes for the values of a dimension; long lists can be searched. */
export function choiceList({ name, title, values }: MetaDimension, say: Say, actions: Actions): ChoiceList {
  let state: PageAddress | undefined
  const chosen = () => state?.where[name] ?? []
  const choose = (next: readonly string[]) => state !== undefined && actions.go(withFilter(state, name, next))
  const boxes = values.map(({ value, label, n }) => {
    const input = element('input', {
      type: 'checkbox',
      onchange: () => choose(input.checked ? [...chosen(), value] : chosen().filter((other) => other !== value)),
    })
    const words = element('span', { class: value === UNKNOWN ? 'muted' : 'words' }, label)
    const node = element(
      'label',
      { class: 'choice' },
      input,
      words,
      element('span', { class: 'choice-count' }, String(n)),
    )
    return { value, label, input, node }
  })
  const clear = element('button', { type: 'button', class: 'link', onclick: () => choose([]) }, say('filter.clear'))
  const list = element(
    'div',
    { class: 'choices', role: 'group', 'aria-label': title },
    ...boxes.map(({ node }) => node),
  )
  return {
    nodes: [...search(say, boxes), list, clear],
    show(view) {
      state = view.state
      for (const { value, input } of boxes) input.checked = chosen().includes(value)
      clear.hidden = chosen().length === 0
    },
  }
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
