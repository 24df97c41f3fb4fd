import type { TopLevelSpec } from 'vega-lite'
import type { Meta } from '../../../api/heads.ts'
import { chartCard } from '../../charts/chart-card.ts'
import { chartFrame } from '../../charts/chart-frame.ts'
import type { Draw } from '../../charts/chart-view.ts'
import { axisTexts, rowAxis, rowHeight } from '../../charts/row-axis.ts'
import type { Theme } from '../../charts/theme.ts'
import type { Actions, PageView } from '../../page-view.ts'
import { legend } from '../../parts/legend.ts'
import type { Part } from '../../parts/part.ts'
import type { Table } from '../../parts/table.ts'
import { sayer } from '../../sayer.ts'
import { STATES, sectionsOf } from './clause-filter.ts'

const ROW = 22

/** How many requirements of each section are measured, attested or not measurable; a click filters the list. */
export function coverageCard(meta: Meta, actions: Actions): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const marks = legend([
    ['accent', 'bar', say('norms.measured')],
    ['pale', 'bar', say('norms.attested')],
    ['faint', 'bar', say('norms.not_measurable')],
  ])
  const card = chartCard(say, {
    name: 'coverage',
    span: 12,
    legend: [marks],
    events: {
      tip: (id) => {
        const [section = '', state = ''] = id.split('~')
        if (view === undefined) return undefined
        return {
          title: sectionTitle(view, section),
          lines: [[say(`norms.${state}`), view.count(countOf(view, section, state))]],
          note: say('chart.click_filter'),
        }
      },
      click: (id) => {
        const [section = '', state = ''] = id.split('~')
        if (view !== undefined) actions.go({ view: { ...view.state.view, section, state } })
      },
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      const all = next.rows('norms', 'clauses')
      const count = (state: string) => all.filter((clause) => clause.state === state).length
      const verdict = (code: string) => all.filter((clause) => clause.verdict_code === code).length
      card.show(next, {
        title: say('norms.coverage'),
        reading: say('norms.reading', {
          all: all.length,
          measured: count('measured'),
          attested: count('attested'),
          not_measurable: count('not_measurable'),
          met: verdict('met'),
          below: verdict('below'),
        }),
        draw: draw(next),
        table: () => tableOf(next, actions),
      })
    },
    dispose: card.dispose,
  }
}

export function sectionTitle(view: PageView, section: string): string {
  const title = view.rows('norms', 'clauses').find((clause) => clause.section === section)?.section_title ?? ''
  return title === '' ? view.say('norms.own') : `${section} ${title}`
}

function countOf(view: PageView, section: string, state: string): number {
  return view.rows('norms', 'clauses').filter((clause) => clause.section === section && clause.state === state).length
}

function draw(view: PageView): Draw {
  const sections = sectionsOf(view)
  const { section: chosen } = view.state.view
  return (width, theme) => {
    const labels = axisTexts(
      sections.map((section) => sectionTitle(view, section)),
      Math.min(300, width * 0.4),
    )
    const rows = sections.flatMap((section, index) =>
      STATES.map((state, place) => ({
        id: `${section}~${state}`,
        label: labels[index] ?? '',
        rank: index,
        place,
        state,
        n: countOf(view, section, state),
        faded: chosen !== undefined && chosen !== section,
      })),
    )
    return {
      spec: spec(theme),
      height: sections.length * rowHeight(labels, ROW) + 26,
      rows: rows.filter(({ n }) => n > 0),
    }
  }
}

function spec(theme: Theme): TopLevelSpec {
  return {
    ...chartFrame(theme),
    mark: { type: 'bar', cursor: 'pointer', stroke: theme.surface, strokeWidth: 1 },
    encoding: {
      y: {
        field: 'label',
        type: 'ordinal',
        sort: { field: 'rank', op: 'min', order: 'ascending' },
        scale: { paddingInner: 0.3 },
        axis: rowAxis(theme),
      },
      x: { field: 'n', type: 'quantitative', stack: true, axis: { title: null, tickMinStep: 1, tickCount: 6 } },
      order: { field: 'place', type: 'quantitative' },
      color: {
        field: 'state',
        type: 'nominal',
        legend: null,
        scale: { domain: [...STATES], range: [theme.accent, theme.pale, theme.faint] },
      },
      opacity: { condition: { test: 'datum.faded', value: 0.35 }, value: 1 },
      tooltip: { field: 'id' },
    },
  } as TopLevelSpec
}

function tableOf(view: PageView, actions: Actions): Table {
  const { say } = view
  return {
    columns: [
      { label: say('norms.section') },
      ...STATES.map((state) => ({ label: say(`norms.${state}`), kind: 'number' as const })),
    ],
    rows: sectionsOf(view).map((section) => [
      sectionTitle(view, section),
      ...STATES.map((state) => {
        const n = countOf(view, section, state)
        return { text: view.count(n), sort: n }
      }),
    ]),
    act: (index) => {
      const section = sectionsOf(view)[index]
      if (section === undefined) return undefined
      const label = say('chart.filter_by', { label: sectionTitle(view, section) })
      return { label, run: () => actions.go({ view: { ...view.state.view, section } }) }
    },
  }
}
