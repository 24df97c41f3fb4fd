import type { Figure } from '../figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { periodHolding } from '../report-period.ts'
import type { Restated, RestatedChange } from '../restatement/restated-schema.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import type { Words } from '../words.ts'
import { type Block, blocksView } from './blocks-view.ts'
import { tableView } from './table-view.ts'

/** What the last issue of this report said against what the data say now, and why each number is another one. */
export const restatementSection = sectionKind('restatement', {}, prepare, { template: 'blocks', isOutward: true })

async function prepare(context: FigureContext): Promise<PreparedSection> {
  const { restated } = context.definition
  const figure = restated === undefined ? null : context.book.add({ figure: 'restatement' }, restated.changes, [])
  return {
    isNumbered: true,
    view: async (words) =>
      blocksView({
        kind: 'restatement',
        title: words.say('sections.restatement'),
        empty: restated === undefined ? words.say('restatement.none') : '',
        blocks: restated === undefined || figure === null ? [] : [restatedBlock(words, restated, figure)],
      }),
  }
}

function restatedBlock(words: Words, restated: Restated, figure: Figure<RestatedChange>): Block {
  const { rows, changes } = restated
  const values = {
    period: periodText(words, restated),
    as_of: words.instant(restated.as_of),
    compared: words.count(restated.compared),
    changed: words.count(changes.length),
    sha256: restated.sha256.slice(0, 16),
  }
  return {
    paragraphs: [
      words.say(changes.length === 0 ? 'restatement.same' : 'restatement.reading', values),
      ...(rows === null
        ? [words.say('restatement.no_snapshot', { run: restated.run_id })]
        : [rowsText(words, 'complaint', rows.complaint), rowsText(words, 'survey', rows.survey)]),
    ],
    table: changes.length === 0 ? null : tableOf(words, figure),
    notes: changes.length === 0 ? [] : [words.say('restatement.note')],
  }
}

function periodText(words: Words, { from }: Restated): string {
  const { year, number } = periodHolding(from, words.period.unit)
  return words.say(`units.${words.period.unit}.title`, { year, number })
}

function rowsText(words: Words, fact: 'complaint' | 'survey', counts: NonNullable<Restated['rows']>['complaint']) {
  const texts = Object.fromEntries(
    Object.entries(counts).map(([kind, count]) => [kind, count === null ? words.say('small') : words.count(count)]),
  )
  return words.say('restatement.rows', { fact: words.sayOr(`entities.${fact}`, fact), ...texts })
}

function tableOf(words: Words, figure: Figure<RestatedChange>) {
  return tableView(words, figure, {
    look: 'restatement-table',
    columns: [
      { name: 'metric' },
      { name: 'days' },
      { name: 'said', isNumber: true },
      { name: 'says_now', isNumber: true },
      { name: 'why' },
    ],
    rows: figure.rows.map((row) => ({
      cells: [
        { text: words.metric(row.metric), small: row.ref },
        words.say('days', { from: row.from, to: row.to }),
        numberCell(words, row.metric, row.said_value, row.said_numerator, row.said_denominator),
        numberCell(words, row.metric, row.now_value, row.now_numerator, row.now_denominator),
        words.list(row.reasons.split(',').map((reason) => words.say(`restatement.reasons.${reason}`))),
      ],
    })),
  })
}

function numberCell(
  words: Words,
  metric: string,
  value: number | null,
  numerator: number | null,
  denominator: number | null,
) {
  const parts =
    numerator === null || denominator === null
      ? ''
      : words.say('parts', {
          part: words.decimal(numerator, numerator % 1 === 0 ? 0 : 1),
          whole: words.count(denominator),
        })
  return { text: words.number(metric, value), small: parts }
}
