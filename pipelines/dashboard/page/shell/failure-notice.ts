import { Failure } from '../fetch-page.ts'
import { element } from '../parts/element.ts'

/**
 * What is the matter, what to do, and buttons to do it. The words for a server that does not answer came with the page:
 * `words` is the data set of its root element.
 */
export function failureNotice(error: unknown, words: Readonly<DOMStringMap>, again: () => void): HTMLElement {
  const known = error instanceof Failure && error.message !== '' ? error : undefined
  const what = known?.message ?? words['offline'] ?? ''
  const fix = known?.fix ?? words['offlineFix'] ?? ''
  return element(
    'main',
    { class: 'notice', role: 'alert' },
    element('h1', {}, what),
    element('p', {}, fix),
    element(
      'p',
      { class: 'buttons' },
      element('button', { class: 'button', type: 'button', onclick: again }, words['again'] ?? ''),
      element('a', { class: 'button', href: '/' }, words['home'] ?? ''),
    ),
    element('p', { class: 'code' }, known?.code ?? ''),
  )
}
