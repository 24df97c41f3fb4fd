import { element } from './element.ts'

/** What a tooltip says: a heading, then lines of name and value. */
export interface Tip {
  readonly title: string
  readonly lines: readonly (readonly [name: string, value: string])[]
  readonly note?: string
}

let box: HTMLElement | undefined

/** Shows a tip beside the pointer, inside the window. */
export function showTip(tip: Tip, x: number, y: number): void {
  box ??= document.body.appendChild(element('div', { class: 'tip', 'aria-hidden': 'true' }))
  const lines = tip.lines.map(([name, value]) =>
    element('div', { class: 'tip-line' }, element('span', {}, name), element('b', {}, value)),
  )
  const note = tip.note === undefined ? [] : [element('p', { class: 'tip-note' }, tip.note)]
  box.replaceChildren(element('p', { class: 'tip-title' }, tip.title), ...lines, ...note)
  box.hidden = false
  const { width, height } = box.getBoundingClientRect()
  const left = x + 14 + width > innerWidth ? x - 14 - width : x + 14
  const top = Math.min(y + 14, innerHeight - height - 8)
  box.style.transform = `translate(${Math.max(8, left)}px, ${Math.max(8, top)}px)`
}

export function hideTip(): void {
  if (box !== undefined) box.hidden = true
}
