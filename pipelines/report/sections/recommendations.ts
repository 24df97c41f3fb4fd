import type { Figure } from '../figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { partsMissing, type RecommendationRow, recommendationFigure } from '../figures/written-figures.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import type { Words } from '../words.ts'
import { HEADS } from '../written-schema.ts'
import { type Block, blocksView } from './blocks-view.ts'
import { tableView } from './table-view.ts'
import { inWordsOf } from './written-text.ts'

/** What is recommended, by process, training and staffing (requirement R236); a head without any says so. */
export const recommendationsSection = sectionKind('recommendations', {}, prepare, { template: 'blocks' })

async function prepare(context: FigureContext): Promise<PreparedSection> {
  const figure = recommendationFigure(context)
  const incomplete = partsMissing(context.definition.written, ['recommendations'])
  return {
    isNumbered: true,
    incomplete,
    view: async (words) =>
      blocksView({
        kind: 'recommendations',
        title: words.say('sections.recommendations'),
        blocks: [
          incomplete.length === 0
            ? recommendationBlock(words, figure)
            : { gap: words.say('written.gap', { part: words.say('written.parts.recommendations') }) },
        ],
      }),
  }
}

function recommendationBlock(words: Words, figure: Figure<RecommendationRow>): Block {
  const none = { text: words.say('written.none_on_this'), look: 'quiet' }
  return {
    table: tableView(words, figure, {
      look: 'recommendation-table',
      columns: ['about', 'recommendation', 'responsible', 'due'].map((name) => ({ name })),
      rows: HEADS.flatMap((head) => {
        const own = figure.rows.filter((row) => row.about === head)
        const about = words.say(`written.heads.${head}`)
        if (own.length === 0) return [{ cells: [about, none, '', ''] }]
        return own.map((row) => ({
          cells: [
            about,
            inWordsOf(row, words.locale),
            row.department ?? words.say('no_value'),
            { text: row.due_on ?? words.say('no_value'), look: 'day' },
          ],
        }))
      }),
    }),
  }
}
