import type { Meta } from '../../api/heads.ts'
import type { Say } from '../sayer.ts'
import { element } from './element.ts'
import { popover } from './popover.ts'

/** A metric's name as a button that opens what it means; also by keyboard. */
export function metricName(say: Say, meta: Meta, name: string, text?: string): HTMLElement {
  const metric = meta.metrics.find((known) => known.name === name)
  const title = text ?? metric?.title ?? name
  if (metric === undefined) return element('span', {}, title)
  const panel = popover('definition', { role: 'note' }, () => [
    element('p', { class: 'definition-title' }, metric.title),
    element('p', {}, metric.definition),
    ...(metric.requirements.length === 0
      ? []
      : [element('p', { class: 'muted' }, say('definition.norms', { ids: metric.requirements.join(' ') }))]),
  ])
  const button = element(
    'button',
    { type: 'button', class: 'metric-name', 'aria-label': say('definition.open', { title }) },
    title,
  )
  panel.open(button)
  return element('span', { class: 'defined' }, button, panel.panel)
}
