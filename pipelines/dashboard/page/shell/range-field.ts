import { addDays, periodOf } from '../../../metrics/periods.ts'
import type { Meta } from '../../api/heads.ts'
import type { Actions } from '../page-view.ts'
import { element } from '../parts/element.ts'
import type { Part } from '../parts/part.ts'
import { segments } from '../parts/segments.ts'
import { sayer } from '../sayer.ts'

const WEEKS = [4, 13, 26, 52] as const

/** First and last day, and buttons for the last weeks before the as-of. */
export function rangeField(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  const { first, last } = meta.days
  const from = dayInput(
    'from',
    say('filter.from'),
    (day) => actions.go(day > to.value ? { from: day, to: undefined } : { from: day }),
    last,
  )
  const to = dayInput(
    'to',
    say('filter.to'),
    (day) => actions.go(day < from.value ? { from: undefined, to: day } : { to: day }),
    last,
  )
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
    show({ state, head }) {
      from.value = head.from
      to.value = head.to
      presets.choose(state.to === undefined ? (state.from ?? '') : undefined)
    },
  }
}

/** A day up to the as-of; what a person has not typed to its end is no day that they mean. */
function dayInput(id: string, label: string, changed: (day: string) => void, last: string): HTMLInputElement {
  const input = element('input', {
    type: 'date',
    id,
    min: '1970-01-01',
    max: last,
    required: true,
    'aria-label': label,
    onchange: () => {
      if (input.validity.valid) changed(input.value)
    },
  })
  return input
}
