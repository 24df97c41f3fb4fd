import { PERIODS, type PeriodUnit } from '../../metrics/periods.ts'
import { FILTER_DIMENSIONS } from '../page-content.ts'
import type { PageMeta } from '../page-meta.ts'
import { choiceMenu } from './choice-menu.ts'
import { element } from './element.ts'
import { type Actions, type PageView, type Say, sayer } from './page-view.ts'
import type { Part } from './part.ts'
import { rangeField } from './range-field.ts'
import { segments } from './segments.ts'
import { fits, NO_FILTERS, type ViewState } from './view-state.ts'

/** Everything that can be chosen, and what is chosen now. */
export function filterBar(meta: PageMeta, actions: Actions): Part {
  const say = sayer(meta)
  const units = PERIODS.map((value) => ({ value, label: say(`period.${value}`) }))
  const period = segments('period', say('filter.period'), units, (value) => actions.go({ period: value }))
  const range = rangeField(meta, actions)
  const menus = meta.dimensions.map((dimension) => choiceMenu(dimension, say, actions))
  const chips = element('div', { class: 'chips', role: 'group', 'aria-label': say('filter.active') })
  const row = element(
    'div',
    { class: 'filter-row', id: 'filter-row' },
    element('div', { class: 'field' }, period.node),
    range.node,
    ...menus.map((menu) => menu.node),
  )
  const node = element('section', { class: 'filters', 'aria-label': say('filter.title') }, toggle(say, row), row, chips)
  return {
    node,
    show(view) {
      const { from, to, period: unit } = view.answer.facts
      period.choose(unit)
      period.allow((value) => fits(value as PeriodUnit, from, to))
      range.show(view)
      for (const menu of menus) menu.show(view)
      chips.replaceChildren(...activeFilters(view, actions))
      chips.hidden = chips.childElementCount === 0
    },
  }
}

/** On a narrow screen the numbers come first: the controls are folded away behind this button. */
function toggle(say: Say, row: HTMLElement): HTMLElement {
  const button = element(
    'button',
    {
      type: 'button',
      class: 'button filter-toggle',
      id: 'filter-toggle',
      'aria-controls': row.id,
      'aria-expanded': 'false',
      onclick: () => button.setAttribute('aria-expanded', String(row.classList.toggle('is-open'))),
    },
    say('filter.title'),
  )
  return button
}

function activeFilters(view: PageView, actions: Actions): HTMLElement[] {
  const { state } = view
  const chip = (label: string, change: Partial<ViewState>) =>
    element(
      'button',
      {
        type: 'button',
        class: 'chip',
        'aria-label': view.say('filter.remove', { label }),
        onclick: () => actions.go(change),
      },
      element('span', {}, label),
      element('span', { class: 'cross', 'aria-hidden': 'true' }, '×'),
    )
  const chips = FILTER_DIMENSIONS.flatMap((name) =>
    state.where[name].map((value) =>
      chip(view.say('filter.chip', { title: view.dimension(name).title, label: view.label(name, value) }), {
        where: { ...state.where, [name]: state.where[name].filter((other) => other !== value) },
      }),
    ),
  )
  if (state.from !== undefined || state.to !== undefined) {
    chips.unshift(chip(view.range(), { from: undefined, to: undefined }))
  }
  if (chips.length === 0) return []
  const nothing = { from: undefined, to: undefined, period: undefined, where: NO_FILTERS }
  return [
    ...chips,
    element(
      'button',
      { type: 'button', class: 'link', id: 'reset', onclick: () => actions.go(nothing) },
      view.say('filter.reset'),
    ),
  ]
}
