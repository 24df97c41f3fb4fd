import type { Figure } from '../figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { paragraphsOf, partsMissing, type StepRow, stepFigure } from '../figures/written-figures.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import type { Words } from '../words.ts'
import type { WrittenParts } from '../written-schema.ts'
import { type Block, blocksView } from './blocks-view.ts'
import { tableView } from './table-view.ts'
import { inWordsOf } from './written-text.ts'

/** Why and how the audit was made: background, scope, team, methods, and the five steps with their days (R232, R233). */
export const auditBackgroundSection = sectionKind('audit_background', {}, prepare, { template: 'blocks' })

async function prepare(context: FigureContext): Promise<PreparedSection> {
  const { written } = context.definition
  const incomplete = partsMissing(written, ['background', 'steps'])
  const steps = stepFigure(context)
  return {
    isNumbered: true,
    incomplete,
    view: async (words) =>
      blocksView({
        kind: 'audit-background',
        title: words.say('sections.audit_background'),
        blocks: [
          {
            gap: incomplete.includes('background')
              ? words.say('written.gap', { part: words.say('written.parts.background') })
              : '',
            paragraphs: [...paragraphsOf(written?.background, words.locale), ...conductOf(words, written)],
          },
          stepBlock(words, steps, incomplete.includes('steps')),
        ],
      }),
  }
}

/** Scope, team and methods, each in a sentence of its own. */
function conductOf(words: Words, written: WrittenParts | undefined): string[] {
  if (written === undefined) return []
  const scope = paragraphsOf(written.scope, words.locale)
  const methods = written.methods.map((method) => words.value('inspection_method', method))
  const team = [written.lead?.name ?? '', ...written.team].filter((name) => name.trim() !== '')
  return [
    ...scope.map((text, index) => (index === 0 ? words.say('written.scope', { text }) : text)),
    ...(team.length === 0 ? [] : [words.say('written.team', { team: words.list(team) })]),
    ...(methods.length === 0 ? [] : [words.say('written.methods', { methods: words.list(methods) })]),
  ]
}

function stepBlock(words: Words, figure: Figure<StepRow>, isOpen: boolean): Block {
  return {
    gap: isOpen ? words.say('written.gap', { part: words.say('written.parts.steps') }) : '',
    table: tableView(words, figure, {
      look: 'step-table',
      columns: ['step', 'done_on', 'note'].map((name) => ({ name })),
      rows: figure.rows.map((row, index) => ({
        cells: [
          `${index + 1}. ${words.say(`written.steps.${row.step}`)}`,
          row.done_on === null ? { text: words.say('written.not_done'), look: 'bad' } : row.done_on,
          inWordsOf(row, words.locale),
        ],
      })),
    }),
  }
}
