import { element } from '../parts/element.ts'
import { icon } from '../parts/icon.ts'
import type { Say } from '../sayer.ts'

/** A modal window: Escape closes it, the focus stays inside and returns to where it was. */
export function openDialog(title: string, content: readonly Node[], say: Say): void {
  const close = element(
    'button',
    { type: 'button', class: 'tool', onclick: () => dialog.close() },
    icon('close'),
    element('span', { class: 'unseen' }, say('state.close')),
  )
  const dialog = element(
    'dialog',
    { class: 'dialog', 'aria-label': title, onclose: () => dialog.remove() },
    element('div', { class: 'dialog-head' }, element('h2', {}, title), close),
    ...content,
  )
  document.body.append(dialog)
  dialog.showModal()
}
