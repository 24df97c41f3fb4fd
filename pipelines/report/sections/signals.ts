import { z } from 'zod'
import { signalReading } from '../../metrics/reading.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { type SignalOptions, type SignalRow, signalFigure } from '../figures/signal-figure.ts'
import { metricName } from '../named-in-catalogue.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import type { Words } from '../words.ts'
import { blocksView } from './blocks-view.ts'
import { tableView } from './table-view.ts'

/** What the control charts call a special cause in the period, one line each. */
export const signalsSection = sectionKind(
  'signals',
  { metrics: z.array(metricName).min(1), most: z.int().min(1).max(100).default(12) },
  prepare,
  'blocks',
)

async function prepare(context: FigureContext, options: SignalOptions): Promise<PreparedSection> {
  const figure = await signalFigure(context, options)
  const { rows } = figure
  const more = (rows[0]?.signals ?? 0) - rows.length
  return {
    isNumbered: true,
    view: async (words) =>
      blocksView({
        kind: 'signals',
        title: words.say('sections.signals'),
        empty: rows.length === 0 ? words.say('signals.none') : '',
        blocks:
          rows.length === 0
            ? []
            : [
                {
                  table: tableView(words, figure, {
                    look: 'signal-table',
                    columns: ['what', 'period', 'judgement', 'reading'].map((name) => ({ name })),
                    rows: rows.map((row) => ({ cells: cellsOf(words, row) })),
                    more: more > 0 ? words.say('signals.more', { more: words.count(more) }) : '',
                  }),
                  notes: [words.say('signals.note')],
                },
              ],
      }),
  }
}

function cellsOf(words: Words, row: SignalRow) {
  const { dimension, member } = row
  const slice = dimension === null ? '' : `${words.dimension(dimension)}: ${words.value(dimension, member)}`
  return [
    { text: words.metric(row.metric), small: slice },
    words.day(row.period_from),
    { text: words.say(`variation.${row.variation}`), look: row.variation },
    signalReading(words.locale, row),
  ]
}
