import { element } from './element.ts'

/** Says that there is nothing, why, and what would help. */
export function emptyNote(title: string, hint = ''): HTMLElement {
  return element(
    'div',
    { class: 'empty' },
    element('p', { class: 'empty-title' }, title),
    ...(hint === '' ? [] : [element('p', {}, hint)]),
  )
}
