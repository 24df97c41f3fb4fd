import { element } from './element.ts'

/** A card without a chart: heading, what is found, controls, and a body that is filled anew at each answer. */
export interface Card {
  readonly node: HTMLElement
  show(content: { title?: string; finding?: string | undefined; body: readonly Node[] }): void
}

/** @param span columns of twelve that it takes on a wide screen */
export function card(name: string, span: number, title: string, controls: readonly HTMLElement[] = []): Card {
  const heading = element('h2', { id: `${name}-title` }, title)
  const finding = element('p', { class: 'finding', hidden: true })
  const body = element('div', { class: 'card-body' })
  return {
    node: element(
      'section',
      { class: `card span-${span} ${name}`, 'aria-labelledby': `${name}-title` },
      element(
        'div',
        { class: 'card-head' },
        element('div', { class: 'card-words' }, heading, finding),
        element('div', { class: 'card-controls' }, ...controls),
      ),
      body,
    ),
    show(content) {
      if (content.title !== undefined) heading.textContent = content.title
      finding.textContent = content.finding ?? ''
      finding.hidden = content.finding === undefined || content.finding === ''
      body.replaceChildren(...content.body)
    },
  }
}
