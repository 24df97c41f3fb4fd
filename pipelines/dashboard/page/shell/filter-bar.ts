import { PERIODS, type PeriodUnit } from '../../../metrics/periods.ts'
import type { Meta } from '../../api/heads.ts'
import type { Actions, PageView } from '../page-view.ts'
import { element } from '../parts/element.ts'
import type { Part } from '../parts/part.ts'
import { type Say, sayer } from '../sayer.ts'
import { fits } from '../state/fitting-period.ts'
import { type PageAddress, withFilter } from '../state/page-address.ts'
import { savedPage } from '../take/saved-page.ts'
import { choiceMenu } from './choice-menu.ts'
import { moreMenu } from './more-menu.ts'
import { rangeField } from './range-field.ts'

/** The dimensions that have a menu of their own; the others stand behind one button. */
const OWN_MENUS = ['channel', 'category', 'department']

/** Everything that can be chosen, and what is chosen now. */
export function filterBar(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  const units = PERIODS.map((value) => element('option', { value }, say(`period.${value}`)))
  const period: HTMLSelectElement = element(
    'select',
    { id: 'period', 'aria-label': say('filter.period'), onchange: () => actions.go({ period: period.value }) },
    ...units,
  )
  const range = rangeField(meta, actions)
  const own = meta.dimensions.filter(({ name }) => OWN_MENUS.includes(name))
  const menus: Part[] = [
    ...own.map((dimension) => choiceMenu(dimension, say, actions)),
    moreMenu(meta, say, actions, OWN_MENUS),
  ]
  const chips = element('div', { class: 'chips', role: 'group', 'aria-label': say('filter.active') })
  const row = element(
    'div',
    { class: 'filter-row', id: 'filter-row' },
    range.node,
    element('div', { class: 'field' }, period),
    ...menus.map((menu) => menu.node),
  )
  const isSaved = savedPage() !== undefined
  const controls = isSaved ? [] : [toggle(say, row), row]
  return {
    node: element('section', { class: 'filters', 'aria-label': say('filter.title') }, ...controls, chips),
    show(view) {
      const { from, to, period: unit } = view.head
      period.value = unit
      for (const option of units) option.disabled = !fits(option.value as PeriodUnit, from, to)
      range.show(view)
      for (const menu of menus) menu.show(view)
      chips.replaceChildren(...activeFilters(view, actions, isSaved))
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

/** The filters in force, each with a way to take it off; those that the viewer's role sets stay. */
function activeFilters(view: PageView, actions: Actions, isSaved: boolean): HTMLElement[] {
  const { state, say } = view
  const chip = (label: string, change: Partial<PageAddress>) =>
    element(
      'button',
      {
        type: 'button',
        class: 'chip',
        'aria-label': say('filter.remove', { label }),
        disabled: isSaved,
        onclick: () => actions.go(change),
      },
      element('span', {}, label),
      element('span', { class: 'cross', 'aria-hidden': 'true' }, '×'),
    )
  const chips = Object.entries(state.where).flatMap(([name, values]) =>
    values.map((value) =>
      chip(
        say('filter.chip', { title: view.dimension(name).title, label: view.label(name, value) }),
        withFilter(
          state,
          name,
          values.filter((other) => other !== value),
        ),
      ),
    ),
  )
  if (state.from !== undefined || state.to !== undefined)
    chips.unshift(chip(view.range(), { from: undefined, to: undefined }))
  if (chips.length === 0 || isSaved) return chips
  const nothing = { from: undefined, to: undefined, period: undefined, where: {} }
  return [
    ...chips,
    element(
      'button',
      { type: 'button', class: 'link', id: 'reset', onclick: () => actions.go(nothing) },
      say('filter.reset'),
    ),
  ]
}
