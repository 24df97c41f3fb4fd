import type { Actions, PageView } from '../page-view.ts'
import { element } from '../parts/element.ts'

export interface MetricSelect {
  readonly node: HTMLElement
  show(view: PageView, chosen: string): void
}

/** A drop-down list of metrics; those that the snapshot has nothing of are left out. */
export function metricSelect(id: string, label: string, metrics: readonly string[], actions: Actions): MetricSelect {
  const select: HTMLSelectElement = element('select', {
    id,
    'aria-label': label,
    onchange: () => actions.go({ metrics: [select.value] }),
  })
  return {
    node: select,
    show(view, chosen) {
      if (select.childElementCount === 0) {
        const known = view.meta.metrics.filter(({ name, available }) => metrics.includes(name) && available)
        const shown = known.some(({ name }) => name === chosen) ? known : [view.metric(chosen), ...known]
        select.replaceChildren(...shown.map(({ name, title }) => element('option', { value: name }, title)))
      }
      select.value = chosen
    },
  }
}
