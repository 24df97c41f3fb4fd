import { z } from 'zod'
import type { Figure } from '../figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { type TrainingRow, trainingFigure } from '../figures/training-figure.ts'
import { periodBefore } from '../report-period.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import type { Words } from '../words.ts'
import { type Block, blocksView } from './blocks-view.ts'
import { tableView } from './table-view.ts'

/** The courses of the last periods: who came, and how the same people's test scores changed. */
export const trainingsSection = sectionKind('trainings', { periods: z.int().min(1).max(12).default(4) }, prepare, {
  template: 'blocks',
})

async function prepare(context: FigureContext, { periods }: { readonly periods: number }): Promise<PreparedSection> {
  const from = periodBefore(context.period, periods - 1).start
  const figure = await trainingFigure(context, from)
  return {
    isNumbered: true,
    view: async (words) =>
      blocksView({
        kind: 'trainings',
        title: words.say('sections.trainings'),
        empty:
          figure.rows.length === 0
            ? words.say('trainings.none', { from: words.day(from), to: words.day(words.period.end) })
            : '',
        blocks: figure.rows.length === 0 ? [] : [trainingBlock(words, figure)],
      }),
  }
}

function trainingBlock(words: Words, figure: Figure<TrainingRow>): Block {
  const numbers = ['came', 'pairs', 'score_before', 'score_after', 'score_change', 'interval_95']
  return {
    table: tableView(words, figure, {
      look: 'training-table',
      columns: [
        ...['course', 'held', 'evaluated'].map((name) => ({ name })),
        ...numbers.map((name) => ({ name, isNumber: true })),
      ],
      rows: figure.rows.map((row) => ({ cells: cellsOf(words, row) })),
    }),
    notes: [words.say('trainings.note_pairs'), words.say('trainings.note_effect')],
  }
}

function cellsOf(words: Words, row: TrainingRow) {
  const value = (dimension: string, code: string | null) => (code === null ? '' : words.value(dimension, code))
  const number = (mean: number | null) => (mean === null ? words.say('no_value') : words.decimal(mean, 1))
  return [
    { text: row.course ?? row.training_id, small: row.course === null ? '' : row.training_id },
    {
      text: row.first_on === row.last_on ? (row.first_on ?? '') : `${row.first_on} – ${row.last_on}`,
      small: [value('training_topic', row.training_topic), value('training_form', row.training_form)]
        .filter((part) => part !== '')
        .join(words.say('list_separator')),
    },
    { text: value('training_evaluation', row.training_evaluation), small: reviewText(words, row) },
    {
      text: words.share(row.trained, row.expected),
      small: words.say('parts', { part: words.count(row.trained), whole: words.count(row.expected) }),
    },
    words.count(row.pairs),
    number(row.before_mean),
    number(row.after_mean),
    row.change_mean === null ? words.say('no_value') : signedMean(words, row.change_mean),
    row.change_low === null || row.change_high === null
      ? ''
      : words.say('range', { low: signedMean(words, row.change_low), high: signedMean(words, row.change_high) }),
  ]
}

function reviewText(words: Words, { reviewed_on: day }: TrainingRow): string {
  return day === null ? '' : words.say('trainings.reviewed', { day })
}

function signedMean(words: Words, mean: number): string {
  return `${mean > 0 ? '+' : mean < 0 ? '−' : ''}${words.decimal(Math.abs(mean), 1)}`
}
