import type { Figure } from '../figure.ts'
import { type ActionRow, actionFigure } from '../figures/action-figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import type { Words } from '../words.ts'
import { type Block, blocksView } from './blocks-view.ts'
import { tableView } from './table-view.ts'

/** Do: every action with its phase, owner and dates, what is overdue, and what the register lacks. */
export const actionsSection = sectionKind('actions', {}, prepare, { template: 'blocks' })

async function prepare(context: FigureContext): Promise<PreparedSection> {
  const figure = await actionFigure(context)
  return {
    isNumbered: true,
    view: async (words) =>
      blocksView({
        kind: 'actions',
        title: words.say('sections.actions'),
        empty: figure.rows.length === 0 ? words.say('actions.none') : '',
        blocks: figure.rows.length === 0 ? [] : [actionBlock(words, figure)],
      }),
  }
}

function actionBlock(words: Words, figure: Figure<ActionRow>): Block {
  const overdue = figure.rows.filter((row) => row.overdue_days !== null)
  const values = {
    instant: words.instant(words.run.asOf),
    actions: words.count(figure.rows.length),
    overdue: words.count(overdue.length),
    days: words.count(Math.max(0, ...overdue.map((row) => row.overdue_days ?? 0))),
  }
  return {
    paragraphs: [words.say(overdue.length === 0 ? 'actions.reading_in_time' : 'actions.reading', values)],
    table: tableView(words, figure, {
      look: 'action-table',
      columns: [
        ...['number', 'action', 'phase', 'owner', 'start', 'due', 'effective'].map((name) => ({ name })),
        { name: 'overdue_days', isNumber: true },
        { name: 'gaps' },
      ],
      rows: figure.rows.map((row) => ({
        look: row.overdue_days === null ? '' : 'overdue',
        cells: cellsOf(words, row),
      })),
    }),
    notes: [words.say('actions.note_overdue'), words.say('actions.note_gaps')],
  }
}

function cellsOf(words: Words, row: ActionRow) {
  const day = (value: string | null) => value ?? words.say('no_value')
  const effective = { text: day(row.effective_on), small: row.closed_on === null ? '' : closedText(words, row) }
  return [
    row.improvement_id,
    { text: row.title ?? '', small: aimText(words, row) },
    {
      text: words.value('phase', row.phase),
      small: row.rollout_stage === null ? '' : words.value('rollout_stage', row.rollout_stage),
    },
    { text: row.owner_position ?? words.say('no_value'), small: row.department ?? '' },
    { text: day(row.planned_on), look: 'day' },
    { text: day(row.due_on), look: 'day' },
    { ...effective, look: 'day' },
    row.overdue_days === null ? '' : { text: words.count(row.overdue_days), look: 'bad' },
    gapsText(words, row),
  ]
}

function aimText(words: Words, { aimed_at: aim, target }: ActionRow): string {
  return [
    aim === null ? '' : words.say('actions.aim', { aim }),
    target === null ? '' : words.say('actions.target', { target }),
  ]
    .filter((part) => part !== '')
    .join(words.say('clause_separator'))
}

function closedText(words: Words, { closed_on: day }: ActionRow): string {
  return words.say('actions.closed', { day: day ?? '' })
}

/** What the register has to name and does not (requirement R188), and a missing trial (R185). */
function gapsText(words: Words, row: ActionRow): string {
  const parts = (['owner', 'start', 'due', 'resources', 'risk_plan'] as const).filter((part) => !row[`has_${part}`])
  const gaps = parts.map((part) => words.say(`actions.gaps.${part}`))
  return words.list(row.has_pilot ? gaps : [...gaps, words.say('actions.gaps.pilot')])
}
