import type { Meta } from '../../../api/heads.ts'
import { UNKNOWN } from '../../../api/pages.ts'
import type { PageRows } from '../../../api/tables.ts'
import type { Actions, PageView } from '../../page-view.ts'
import { card } from '../../parts/card.ts'
import { element } from '../../parts/element.ts'
import { emptyNote } from '../../parts/empty.ts'
import type { Part } from '../../parts/part.ts'
import { segments } from '../../parts/segments.ts'
import { assuranceIcon, variationIcon } from '../../parts/spc-icons.ts'
import { sayer } from '../../sayer.ts'

type Point = PageRows<'signals'>['charts'][number]

const SPECIAL = ['concern', 'improvement', 'high', 'low']

/** All control charts by what their last point says; a click shows the chart beside. */
export function chartListCard(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const kinds = ['special', 'concern', 'all'].map((value) => ({ value, label: say(`charts.${value}`) }))
  const kind = segments('charts', say('charts.show'), kinds, (value) => {
    if (view !== undefined) actions.go({ view: { ...view.state.view, charts: value } })
  })
  const shell = card('chart-list', 4, say('charts.title'), [kind.node])
  return {
    node: shell.node,
    show(next) {
      view = next
      const wanted = next.state.view['charts'] ?? 'special'
      kind.choose(wanted)
      const all = next.rows('signals', 'charts').filter(({ stage }) => stage !== 'run' || wanted === 'all')
      const shown = all.filter(({ variation }) =>
        wanted === 'all' ? true : wanted === 'concern' ? variation === 'concern' : SPECIAL.includes(variation),
      )
      const concerns = all.filter(({ variation }) => variation === 'concern').length
      shell.show({
        finding: say('charts.finding', { concerns: next.count(concerns), total: next.count(all.length) }),
        body: [
          shown.length === 0
            ? emptyNote(say(all.length === 0 ? 'charts.none' : 'charts.quiet'))
            : element('ul', { class: 'chart-list-items' }, ...shown.map((point) => item(next, point, actions))),
        ],
      })
    },
  }
}

function item(view: PageView, point: Point, actions: Actions): HTMLElement {
  const { metric, dimension, member } = point
  const where: Record<string, string[]> = dimension === null ? {} : { [dimension]: [member ?? UNKNOWN] }
  const isShown = view.head.metrics[0] === metric && JSON.stringify(view.state.where) === JSON.stringify(where)
  const place =
    dimension === null
      ? view.say('charts.whole')
      : view.say('filter.chip', { title: view.dimension(dimension).title, label: view.label(dimension, member) })
  const variation = view.say(`variation.${point.variation}`)
  const assurance =
    point.assurance === 'unknown' ? [] : [assuranceIcon(point.assurance, view.say(`assurance.${point.assurance}`))]
  return element(
    'li',
    {},
    element(
      'button',
      {
        type: 'button',
        class: 'chart-item',
        'aria-pressed': String(isShown),
        onclick: () => actions.go({ metrics: [metric], where }),
      },
      element(
        'span',
        { class: 'chart-item-words' },
        element('span', { class: 'chart-item-title' }, view.metric(metric).title),
        element('span', { class: 'muted' }, place),
      ),
      element('span', { class: 'chart-item-value' }, view.value(metric, point.metric_value)),
      element('span', { class: 'spcs' }, variationIcon(point.variation, point.direction ?? 0, variation), ...assurance),
    ),
  )
}
