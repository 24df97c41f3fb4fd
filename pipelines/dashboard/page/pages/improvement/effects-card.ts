import type { Meta } from '../../../api/heads.ts'
import { chartCard } from '../../charts/chart-card.ts'
import { type DotRow, drawDotRows } from '../../charts/dot-rows.ts'
import type { PageView } from '../../page-view.ts'
import type { Part } from '../../parts/part.ts'
import type { Table } from '../../parts/table.ts'
import { sayer } from '../../sayer.ts'
import type { Action } from './board-card.ts'

/** Relative effects of the actions with their intervals: below one is less of what was to be reduced. */
export function effectsCard(meta: Meta): Part {
  const say = sayer(meta)
  let view: PageView | undefined
  const card = chartCard(say, {
    name: 'effects',
    span: 12,
    events: {
      tip: (id) => {
        const row = view === undefined ? undefined : judged(view).find(({ improvement_id: own }) => own === id)
        return row === undefined ? undefined : { title: row.title ?? id, lines: [], note: row.reading ?? '' }
      },
    },
  })
  return {
    node: card.node,
    show(next) {
      view = next
      const rows = judged(next)
      const count = (verdict: string) => rows.filter((row) => row.verdict === verdict).length
      card.show(next, {
        title: say('effects.title'),
        reading: say('effects.reading', {
          judged: rows.length,
          improved: count('improved'),
          worse: count('worse'),
          open: count('no_evidence'),
        }),
        empty: rows.length === 0 ? say('effects.none') : undefined,
        notes: [say('effects.note')],
        draw: drawDotRows(rows.map(dotOf), {
          unit: 'ratio',
          format: '.3~g',
          reference: 1,
          isLogarithmic: true,
          rowHeight: 34,
          axisTitle: say('effects.axis'),
        }),
        table: () => tableOf(next, rows),
      })
    },
    dispose: card.dispose,
  }
}

function judged(view: PageView): Action[] {
  return view.rows('improvement', 'actions').filter((row) => dotOf(row).value !== null)
}

function tableOf(view: PageView, rows: readonly Action[]): Table {
  const { say } = view
  return {
    columns: [
      { label: say('effects.action') },
      { label: say('effects.before'), kind: 'number' },
      { label: say('effects.after'), kind: 'number' },
      { label: say('effects.ratio'), kind: 'number' },
      { label: say('effects.verdict') },
    ],
    rows: rows.map((row) => {
      const { value, low, high } = dotOf(row)
      return [
        `${row.improvement_id} ${row.title ?? ''}`,
        sideOf(row.numerator_before, row.denominator_before),
        sideOf(row.numerator_after, row.denominator_after),
        {
          text: value === null ? '—' : `${value.toFixed(2)} (${low?.toFixed(2) ?? ''}–${high?.toFixed(2) ?? ''})`,
          sort: value,
        },
        row.verdict === null ? '' : say(`effect.${row.verdict}`),
      ]
    }),
  }
}

/** All on one scale, value after ÷ value before; a difference is put into a ratio by the value before. */
function dotOf(row: Action): DotRow {
  const before = quotientOf(row.numerator_before, row.denominator_before)
  const ratio = (effect: number | null) => {
    if (effect === null) return null
    if (row.scale === 'ratio') return effect
    return before === null || before === 0 || before + effect <= 0 ? null : (before + effect) / before
  }
  const [value, low, high] = [ratio(row.effect), ratio(row.effect_low), ratio(row.effect_high)]
  const tone = row.verdict === 'improved' ? 'good' : row.verdict === 'worse' ? 'bad' : 'quiet'
  return { id: row.improvement_id, label: row.title ?? row.improvement_id, value, low, high, tone }
}

function quotientOf(numerator: number | null, denominator: number | null): number | null {
  return numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator
}

function sideOf(numerator: number | null, denominator: number | null) {
  const value = quotientOf(numerator, denominator)
  return { text: value === null ? '—' : `${value.toFixed(2)} (${numerator} / ${denominator})`, sort: value }
}
