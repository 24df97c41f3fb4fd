import type { Meta } from '../../../api/heads.ts'
import type { PageRows } from '../../../api/tables.ts'
import { chartCard } from '../../charts/chart-card.ts'
import { drawDotRows } from '../../charts/dot-rows.ts'
import type { PageView } from '../../page-view.ts'
import type { Part } from '../../parts/part.ts'
import type { Table } from '../../parts/table.ts'
import type { Tip } from '../../parts/tooltip.ts'
import { sayer } from '../../sayer.ts'
import { pWords } from './scan-card.ts'

type Driver = PageRows<'signals'>['drivers'][number]

const MOST = 14

/** What in the handling goes with dissatisfied answers, the other features being equal. */
export function driversCard(meta: Meta): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const rowsOf = (next: PageView) => next.rows('signals', 'drivers').slice(0, MOST)
  const card = chartCard(say, {
    name: 'drivers',
    span: 12,
    events: {
      tip: (id) => {
        const row = view === undefined ? undefined : rowsOf(view)[Number(id)]
        if (row === undefined || view === undefined) return undefined
        return tipOf(view, row)
      },
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      const rows = rowsOf(next)
      const [first] = rows.filter((row) => row.is_associated)
      card.show(next, {
        title: say('drivers.title'),
        reading:
          rows.length === 0
            ? ''
            : first === undefined
              ? say('drivers.quiet')
              : say('drivers.reading', { label: labelOf(next, first), odds: ratioWords(first) }),
        empty: rows.length === 0 ? say('drivers.none') : undefined,
        notes: [say('drivers.note')],
        draw: drawDotRows(
          rows.map((row, index) => ({
            id: String(index),
            label: labelOf(next, row),
            value: row.odds_ratio,
            low: row.odds_low,
            high: row.odds_high,
            tone: !row.is_associated ? 'quiet' : (row.odds_ratio ?? 1) > 1 ? 'bad' : 'good',
          })),
          { unit: 'ratio', format: '.3~g', reference: 1, isLogarithmic: true, axisTitle: say('drivers.axis') },
        ),
        table: () => tableOf(next, rows),
      })
    },
    dispose: card.dispose,
  }
}

function labelOf(view: PageView, { feature, member, step, is_unknown: isUnknown }: Driver): string {
  const named = view.dimension(feature).title
  const words = view.say(`driver.features.${feature}`)
  const title = words.startsWith('driver.')
    ? named === feature && isMetric(view, feature)
      ? view.metric(feature).title
      : named
    : words
  if (step === 'one_more' || step === 'doubling') return view.say(`drivers.step_${step}`, { title })
  const yesOrNo = member === 'true' || member === 'false' ? view.say(`value.${member}`) : undefined
  return view.say('filter.chip', {
    title,
    label: isUnknown ? view.say('value.unknown') : (yesOrNo ?? view.label(feature, member)),
  })
}

function isMetric(view: PageView, name: string): boolean {
  return view.meta.metrics.some((metric) => metric.name === name)
}

function ratioWords({ odds_ratio: ratio, odds_low: low, odds_high: high }: Driver): string {
  if (ratio === null) return '—'
  const ends = low === null || high === null ? '' : ` (${low.toFixed(2)}–${high.toFixed(2)})`
  return `${ratio.toFixed(2)}${ends}`
}

function tableOf(view: PageView, rows: readonly Driver[]): Table {
  const { say } = view
  return {
    columns: [
      { label: say('drivers.feature') },
      { label: say('drivers.odds'), kind: 'number' },
      { label: 'n', kind: 'number' },
      { label: say('scan.adjusted_p'), kind: 'number' },
    ],
    rows: rows.map((row) => [
      labelOf(view, row),
      { text: ratioWords(row), sort: row.odds_ratio },
      { text: view.count(row.answer_count), sort: row.answer_count },
      { text: pWords(row.adjusted_p), sort: row.adjusted_p },
    ]),
  }
}

function tipOf(view: PageView, row: Driver): Tip {
  const { say } = view
  return {
    title: labelOf(view, row),
    lines: [
      [say('drivers.odds'), ratioWords(row)],
      ['n', view.count(row.answer_count)],
      [say('scan.adjusted_p'), pWords(row.adjusted_p)],
    ],
  }
}
