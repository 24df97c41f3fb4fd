import type { MetaDimension } from '../../api/heads.ts'
import { element } from '../parts/element.ts'
import type { Say } from '../sayer.ts'

export const QUESTIONS = ['what', 'why', 'when', 'where', 'who', 'how'] as const

/** A drop-down list of dimensions under the question that each answers. */
export function dimensionSelect(
  id: string,
  label: string,
  dimensions: readonly MetaDimension[],
  say: Say,
  chosen: (name: string) => void,
  none?: string,
): HTMLSelectElement {
  const groups = QUESTIONS.flatMap((question) => {
    const options = dimensions.filter((dimension) => dimension.question === question)
    if (options.length === 0) return []
    const nodes = options.map(({ name, title }) => element('option', { value: name }, title))
    return [element('optgroup', { label: say(`question.${question}`) }, ...nodes)]
  })
  const empty = none === undefined ? [] : [element('option', { value: '' }, none)]
  const select: HTMLSelectElement = element(
    'select',
    { id, 'aria-label': label, onchange: () => chosen(select.value) },
    ...empty,
    ...groups,
  )
  return select
}
