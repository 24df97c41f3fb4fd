import type { PageView } from '../page-view.ts'
import { metricName } from '../parts/definition.ts'
import { element } from '../parts/element.ts'

/** A line under a chart's title that opens the definition of the metric it shows. */
export function metricHeading(): { node: HTMLElement; show(view: PageView, name: string): void } {
  const node = element('p', { class: 'defines' })
  let shown = ''
  return {
    node,
    show(view, name) {
      if (shown === name) return
      shown = name
      node.replaceChildren(metricName(view.say, view.meta, name, view.say('definition.link')))
    },
  }
}
