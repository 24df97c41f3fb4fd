import type { FigureContext } from '../figures/figure-context.ts'
import { followUpFigure } from '../figures/finding-figures.ts'
import { paragraphsOf, partsMissing } from '../figures/written-figures.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { blocksView } from './blocks-view.ts'
import { findingTable } from './finding-table.ts'

/** What became of earlier findings: closed in the period, or still open (requirements R233, R235). */
export const followUpSection = sectionKind('follow_up', {}, prepare, { template: 'blocks' })

async function prepare(context: FigureContext): Promise<PreparedSection> {
  const { written } = context.definition
  const incomplete = partsMissing(written, ['follow_up'])
  const figure = await followUpFigure(context)
  return {
    isNumbered: true,
    incomplete,
    view: async (words) =>
      blocksView({
        kind: 'follow-up',
        title: words.say('sections.follow_up'),
        blocks: [
          {
            gap:
              incomplete.length === 0 ? '' : words.say('written.gap', { part: words.say('written.parts.follow_up') }),
            paragraphs: paragraphsOf(written?.follow_up, words.locale),
          },
          figure.rows.length === 0
            ? { paragraphs: [words.say('found.no_earlier')] }
            : { table: findingTable(words, figure, 'finding-table') },
        ],
      }),
  }
}
