import { element } from './element.ts'

/** Marks of a chart in words: colour (a class of the style sheet), shape, meaning. */
export function legend(entries: readonly (readonly [colour: string, shape: string, text: string])[]): HTMLElement {
  return element(
    'p',
    { class: 'legend' },
    ...entries.map(([colour, shape, text]) =>
      element('span', {}, element('i', { class: `key ${shape} is-${colour}`, 'aria-hidden': 'true' }), text),
    ),
  )
}
