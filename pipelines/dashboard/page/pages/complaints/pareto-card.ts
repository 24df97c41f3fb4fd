import type { Meta } from '../../../api/heads.ts'
import { UNKNOWN } from '../../../api/pages.ts'
import type { PageRows } from '../../../api/tables.ts'
import { chartCard } from '../../charts/chart-card.ts'
import type { Datum, Draw } from '../../charts/chart-view.ts'
import { paretoSpec } from '../../charts/pareto-spec.ts'
import { axisTexts } from '../../charts/row-axis.ts'
import type { Actions, PageView } from '../../page-view.ts'
import { legend } from '../../parts/legend.ts'
import type { Part } from '../../parts/part.ts'
import type { Table } from '../../parts/table.ts'
import type { Tip } from '../../parts/tooltip.ts'
import { sayer } from '../../sayer.ts'
import { dimensionSelect } from '../../shell/dimension-select.ts'
import { clicked } from '../../state/page-address.ts'

type Bar = PageRows<'complaints'>['pareto'][number]

const COUNTED = 'complaints_received'
const ROW = 26
/** The bar of all folded values is known by this. */
const FOLDED = ' folded'

/** Values of a dimension by number of complaints; a click filters by one, with Alt it opens the cases. */
export function paretoCard(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const dimensions = meta.dimensions.filter(
    ({ name, facts, values }) => facts.includes('complaint') && (values.length > 1 || name === 'category'),
  )
  const select = dimensionSelect('pareto-by', say('pareto.by'), dimensions, say, (name) => {
    const [, second] = view?.head.by ?? []
    actions.go({ by: second === undefined || second === name ? [name] : [name, second] })
  })
  const marks = legend([
    ['accent', 'bar', say('pareto.vital')],
    ['second', 'line', say('pareto.cumulative')],
  ])
  const act = (id: string, several: boolean, cases = false) => {
    if (view === undefined || id === FOLDED) return
    const [dimension = 'category'] = view.head.by
    if (cases && meta.viewer.cases) actions.openCases({ metric: COUNTED, where: { [dimension]: [id] } })
    else actions.go(clicked(view.state, dimension, id, several))
  }
  const card = chartCard(say, {
    name: 'pareto',
    span: 7,
    controls: [select],
    legend: [marks],
    events: {
      tip: (id) => (view === undefined ? undefined : tipOf(view, id)),
      click: (id, { several, cases }) => act(id, several, cases),
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      const [dimension = 'category'] = next.head.by
      select.value = dimension
      card.show(next, {
        title: say('pareto.title', { title: next.dimension(dimension).title }),
        reading: readingOf(next),
        empty: bars(next).length === 0 ? say('tile.none') : undefined,
        notes: [say('pareto.hint')],
        draw: draw(next),
        table: () => table(next, act),
      })
    },
    dispose: card.dispose,
  }
}

function bars(view: PageView): readonly Bar[] {
  return view.rows('complaints', 'pareto').filter(({ suppressed, count }) => suppressed === null && count !== null)
}

function idOf({ key, folded }: Bar): string {
  return folded > 0 ? FOLDED : (key ?? UNKNOWN)
}

function labelOf(view: PageView, bar: Bar): string {
  return bar.folded > 0 ? view.say('pareto.rest', { count: bar.folded }) : view.label(bar.dimension, bar.key)
}

function readingOf(view: PageView): string {
  const { vital } = view.head
  if (vital === undefined || vital.few === null) return view.say('pareto.even')
  return view.say('pareto.few', { few: vital.few, all: vital.values, share: view.share(vital.share) })
}

function draw(view: PageView): Draw {
  const rows = bars(view)
  const [dimension = 'category'] = view.head.by
  const chosen = view.state.where[dimension] ?? []
  return (width, theme) => {
    const most = Math.min(200, width * 0.34)
    const labels = axisTexts(
      rows.map((bar) => labelOf(view, bar)),
      most,
    )
    return {
      spec: paretoSpec(theme, width - most, view.say('pareto.axis')),
      height: rows.length * ROW + 46,
      rows: rows.map((bar, rank): Datum => {
        const id = idOf(bar)
        const isChosen = chosen.includes(id)
        return {
          id,
          label: labels[rank] ?? '',
          rank,
          share: bar.share,
          cumulative: bar.cumulative,
          count: view.count(bar.count ?? 0),
          vital: bar.vital,
          chosen: isChosen,
          faded: chosen.length > 0 && !isChosen,
        }
      }),
    }
  }
}

function tipOf(view: PageView, id: string): Tip | undefined {
  const bar = bars(view).find((one) => idOf(one) === id)
  if (bar === undefined) return undefined
  return {
    title: labelOf(view, bar),
    lines: [
      [view.say('chart.count'), view.count(bar.count ?? 0)],
      [view.say('pareto.share'), view.share(bar.share)],
      [view.say('pareto.cumulative'), view.share(bar.cumulative)],
    ],
    note: view.say('chart.click_filter'),
  }
}

function table(view: PageView, act: (id: string, several: boolean) => void): Table {
  const { say } = view
  const rows = bars(view)
  return {
    columns: [
      { label: view.dimension(view.head.by[0] ?? 'category').title },
      { label: say('chart.count'), kind: 'number' },
      { label: say('pareto.share'), kind: 'number' },
      { label: say('pareto.cumulative'), kind: 'number' },
    ],
    rows: rows.map((bar) => [
      labelOf(view, bar),
      { text: view.count(bar.count ?? 0), sort: bar.count },
      { text: view.share(bar.share), sort: bar.share },
      { text: view.share(bar.cumulative), sort: bar.cumulative },
    ]),
    act: (index) => {
      const bar = rows[index]
      if (bar === undefined || bar.folded > 0) return undefined
      return { label: say('chart.filter_by', { label: labelOf(view, bar) }), run: (several) => act(idOf(bar), several) }
    },
  }
}
