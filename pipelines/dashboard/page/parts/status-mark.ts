import { element } from './element.ts'

export type Tone = 'good' | 'bad' | 'plain'

/** A word with a coloured mark before it: the word says it, the colour only helps. */
export function statusMark(text: string, tone: Tone): HTMLElement {
  return element('span', { class: `status is-${tone}` }, text)
}
