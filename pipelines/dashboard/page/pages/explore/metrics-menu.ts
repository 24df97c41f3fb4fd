import type { Meta } from '../../../api/heads.ts'
import type { Actions, PageView } from '../../page-view.ts'
import { element } from '../../parts/element.ts'
import type { Part } from '../../parts/part.ts'
import { popover } from '../../parts/popover.ts'
import type { Say } from '../../sayer.ts'

/** So many charts are still looked at. */
export const MOST_CHOSEN = 6

/** A searchable list of all metrics with check boxes. */
export function metricsMenu(meta: Meta, say: Say, actions: Actions): Part {
  let chosen: readonly string[] = []
  const choose = (name: string, isOn: boolean) => {
    const next = isOn ? [...chosen, name] : chosen.filter((other) => other !== name)
    if (next.length > 0) actions.go({ metrics: next.slice(-MOST_CHOSEN) })
  }
  const known = meta.metrics
    .filter(({ available }) => available)
    .toSorted((a, b) => a.title.localeCompare(b.title, meta.locale))
  const boxes = known.map(({ name, title }) => {
    const input = element('input', { type: 'checkbox', onchange: () => choose(name, input.checked) })
    return {
      name,
      title,
      input,
      node: element('label', { class: 'choice' }, input, element('span', { class: 'words' }, title)),
    }
  })
  const search = element('input', {
    type: 'search',
    placeholder: say('filter.search'),
    'aria-label': say('filter.search'),
    oninput: () => {
      const wanted = search.value.trim().toLocaleLowerCase()
      for (const { title, name, node } of boxes)
        node.hidden = !title.toLocaleLowerCase().includes(wanted) && !name.includes(wanted)
    },
  })
  const list = element(
    'div',
    { class: 'choices', role: 'group', 'aria-label': say('explore.metrics') },
    ...boxes.map(({ node }) => node),
  )
  const summary = element('span', { class: 'summary' })
  const button = element('button', { type: 'button', class: 'select', id: 'open-metrics' }, summary)
  const menu = popover('menu is-wide', {}, () => [search, list])
  menu.open(button)
  return {
    node: element('div', { class: 'field' }, button, menu.panel),
    show(view: PageView) {
      chosen = view.head.metrics
      for (const { name, input } of boxes) input.checked = chosen.includes(name)
      summary.textContent =
        chosen.length === 1 ? view.metric(chosen[0] ?? '').title : say('filter.some', { count: chosen.length })
    },
  }
}
