import type { Meta } from '../../../api/heads.ts'
import type { Actions, PageView } from '../../page-view.ts'
import { card } from '../../parts/card.ts'
import { element } from '../../parts/element.ts'
import type { Part } from '../../parts/part.ts'
import { segments } from '../../parts/segments.ts'
import { sayer } from '../../sayer.ts'
import { dimensionSelect } from '../../shell/dimension-select.ts'
import { metricsMenu } from './metrics-menu.ts'

export const KINDS = ['course', 'groups'] as const

/** What is to be shown: metrics, up to two dimensions, and the kind of chart. */
export function choicesCard(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const dimensions = meta.dimensions.filter(({ values }) => values.length > 0)
  const setBy = (place: number, name: string) => {
    const by = [...(view?.head.by ?? [])]
    by[place] = name
    actions.go({ by: [...new Set(by.filter((one) => one !== undefined && one !== ''))] })
  }
  const first = dimensionSelect(
    'explore-by',
    say('explore.by'),
    dimensions,
    say,
    (name) => setBy(0, name),
    say('explore.no_dimension'),
  )
  const second = dimensionSelect(
    'explore-by-2',
    say('explore.by_2'),
    dimensions,
    say,
    (name) => setBy(1, name),
    say('explore.no_dimension'),
  )
  const kinds = KINDS.map((value) => ({ value, label: say(`explore.${value}`) }))
  const kind = segments('explore-kind', say('explore.kind'), kinds, (value) => {
    if (view !== undefined) actions.go({ view: { ...view.state.view, chart: value } })
  })
  const menu = metricsMenu(meta, say, actions)
  const field = (label: string, control: HTMLElement) =>
    element('div', { class: 'labelled' }, element('span', { class: 'label' }, label), control)
  const shell = card('explore-choices', 12, say('explore.title'))
  return {
    node: shell.node,
    show(next) {
      view = next
      menu.show(next)
      const [one = '', two = ''] = next.head.by
      first.value = one
      second.value = two
      second.disabled = one === ''
      kind.choose(kindOf(next))
      kind.allow((value) => value === 'course' || one !== '')
      const left = next.head.left_out.map((name) => next.metric(name).title)
      shell.show({
        finding: left.length === 0 ? say('explore.hint') : say('explore.left_out', { metrics: left.join(', ') }),
        body: [
          element(
            'div',
            { class: 'explore-row' },
            field(say('explore.metrics'), menu.node),
            field(say('explore.by'), first),
            field(say('explore.by_2'), second),
            field(say('explore.kind'), kind.node),
          ),
        ],
      })
    },
  }
}

/** Two dimensions are shown against each other; one by period unless its groups are asked for. */
export function kindOf(view: PageView): (typeof KINDS)[number] {
  if (view.head.by.length === 2) return 'groups'
  const wanted = KINDS.find((kind) => kind === view.state.view['chart'])
  return view.head.by.length === 0 ? 'course' : (wanted ?? 'course')
}
