import { addDays, periodOf } from '../../metrics/periods.ts'
import type { PageMeta } from '../page-meta.ts'
import { element } from './element.ts'
import type { Part } from './layout.ts'
import { type Actions, sayer } from './page-view.ts'
import { segments } from './segments.ts'

const WEEKS = [4, 13, 26, 52] as const

/** First and last day, and buttons for the last weeks before the as-of. */
export function rangeField(meta: PageMeta, actions: Actions): Part {
  const say = sayer(meta)
  const { first, last } = meta.days
  const from = dayInput('from', say('filter.from'), (day) => actions.go({ from: day }))
  const to = dayInput('to', say('filter.to'), (day) => actions.go({ to: day }))
  const starts = WEEKS.map((weeks) => ({ weeks, start: addDays(periodOf(last, 'week').start, -7 * weeks) }))
  const choices = starts
    .filter(({ start }) => start > first)
    .map(({ weeks, start }) => ({ value: start, label: say('filter.weeks', { count: weeks }) }))
  const presets = segments(
    'range',
    say('filter.range'),
    [...choices, { value: '', label: say('filter.all_time') }],
    (start) => actions.go({ from: start === '' ? undefined : start, to: undefined }),
  )
  return {
    node: element(
      'div',
      { class: 'field range', role: 'group', 'aria-label': say('filter.range') },
      presets.node,
      element('div', { class: 'days' }, from, element('span', { 'aria-hidden': 'true' }, '–'), to),
    ),
    show({ state, answer }) {
      from.value = answer.facts.from
      to.value = answer.facts.to
      from.max = answer.facts.to
      to.min = answer.facts.from
      presets.choose(state.to === undefined ? (state.from ?? '') : undefined)
    },
  }
}

/** A day; changes while a person still types the year are not days of the calendar that anyone means. */
function dayInput(id: string, label: string, changed: (day: string | undefined) => void): HTMLInputElement {
  const input = element('input', {
    type: 'date',
    id,
    'aria-label': label,
    onchange: () => {
      if (input.value === '' || input.value >= '1900') changed(input.value === '' ? undefined : input.value)
    },
  })
  return input
}
