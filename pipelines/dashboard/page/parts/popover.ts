import { element } from './element.ts'

let count = 0

/** A panel of the top layer that a button opens; Escape and a click elsewhere close it. */
export interface Popover {
  readonly id: string
  readonly panel: HTMLElement
  /** Ties a button to the panel. */
  open(button: HTMLElement): void
}

/** @param fill is called whenever the panel opens, so that what it shows is up to date. */
export function popover(
  className: string,
  attributes: Readonly<Record<string, string>>,
  fill: () => readonly Node[],
): Popover {
  count += 1
  const id = `popover-${count}`
  const panel = element('div', { id, class: className, popover: 'auto', ...attributes })
  let anchor: HTMLElement | undefined
  panel.addEventListener('beforetoggle', (event) => {
    if ((event as ToggleEvent).newState === 'open') panel.replaceChildren(...fill())
  })
  panel.addEventListener('toggle', (event) => {
    const isOpen = (event as ToggleEvent).newState === 'open'
    anchor?.setAttribute('aria-expanded', String(isOpen))
    if (isOpen && anchor !== undefined) placeBelow(panel, anchor)
  })
  return {
    id,
    panel,
    open(button) {
      anchor = button
      button.setAttribute('popovertarget', id)
      button.setAttribute('aria-expanded', 'false')
    },
  }
}

/** The panel lies in the top layer, so its place is worked out: below its button, or above where there is more room. */
export function placeBelow(panel: HTMLElement, button: HTMLElement): void {
  const anchor = button.getBoundingClientRect()
  const left = Math.max(12, Math.min(anchor.left, innerWidth - panel.offsetWidth - 12))
  const below = innerHeight - anchor.bottom - 18
  const above = anchor.top - 18
  const isAbove = below < Math.min(panel.scrollHeight, 220) && above > below
  panel.style.left = `${left}px`
  panel.style.maxHeight = `${Math.max(120, isAbove ? above : below)}px`
  panel.style.top = isAbove ? 'auto' : `${anchor.bottom + 6}px`
  panel.style.bottom = isAbove ? `${innerHeight - anchor.top + 6}px` : 'auto'
}
