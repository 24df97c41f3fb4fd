import type { Figure } from '../figure.ts'
import { type DecisionRow, decisionFigure } from '../figures/effect-figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import type { Words } from '../words.ts'
import { type Block, blocksView } from './blocks-view.ts'
import { verdictText } from './effects.ts'
import { tableView } from './table-view.ts'

/** Act: what the rules propose for each action, and what is still missing for it to become the standard. */
export const decisionsSection = sectionKind('decisions', {}, prepare, { template: 'blocks' })

async function prepare(context: FigureContext): Promise<PreparedSection> {
  const figure = await decisionFigure(context)
  return {
    isNumbered: true,
    view: async (words) =>
      blocksView({
        kind: 'decisions',
        title: words.say('sections.decisions'),
        empty: figure.rows.length === 0 ? words.say('actions.none') : '',
        blocks: figure.rows.length === 0 ? [] : [decisionBlock(words, figure)],
      }),
  }
}

function decisionBlock(words: Words, figure: Figure<DecisionRow>): Block {
  const unproven = figure.rows.filter((row) => row.is_closed_without_evidence).map((row) => row.improvement_id)
  const recurred = figure.rows.filter((row) => row.recurrence === 'recurred').map((row) => row.improvement_id)
  return {
    paragraphs: [
      words.say(unproven.length === 0 ? 'decisions.all_evidenced' : 'decisions.unproven', {
        ids: words.list(unproven),
      }),
      words.say(recurred.length === 0 ? 'decisions.none_recurred' : 'decisions.recurred', {
        ids: words.list(recurred),
      }),
    ],
    table: tableView(words, figure, {
      look: 'decision-table',
      columns: ['number', 'action', 'verdict', 'proposal', 'still_missing', 'decided'].map((name) => ({ name })),
      rows: figure.rows.map((row) => ({
        cells: [
          row.improvement_id,
          { text: row.title ?? '', small: closedText(words, row) },
          verdictText(words, row),
          {
            text: words.say(`decisions.proposals.${row.decision}`),
            small: words.say(`decisions.reasons.${row.reason}`),
            look: row.decision === 'reopen' || row.decision === 'catch_up' ? 'bad' : 'proposal',
          },
          missingText(words, row),
          '',
        ],
      })),
    }),
    notes: [words.say('decisions.note')],
  }
}

function closedText(words: Words, row: DecisionRow): string {
  if (row.closed_on === null) return ''
  const closed = words.say('actions.closed', { day: row.closed_on })
  if (row.recurrence === null) return closed
  return `${closed}${words.say('clause_separator')}${words.say(`decisions.recurrence.${row.recurrence}`)}`
}

/** What makes a result last: the process document, the knowledge base, and training (requirements R191, R189, R194). */
function missingText(words: Words, row: DecisionRow): string {
  if (row.decision !== 'standardise' && row.decision !== 'extend' && row.decision !== 'keep') return ''
  const parts = (['document', 'knowledge', 'training'] as const).filter((part) => !row[`has_${part}`])
  return parts.length === 0
    ? words.say('decisions.nothing_missing')
    : words.list(parts.map((part) => words.say(`decisions.missing.${part}`)))
}
