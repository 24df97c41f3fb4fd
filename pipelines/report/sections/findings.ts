import type { Figure } from '../figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { type FindingRow, type FindingSums, findingFigure, findingSums } from '../figures/finding-figures.ts'
import { paragraphsOf, partsMissing } from '../figures/written-figures.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { captionOf, type Words } from '../words.ts'
import { type Block, blocksView } from './blocks-view.ts'
import { findingTable } from './finding-table.ts'

/** What was found: the team's words, the numbers, and the register with state, age and recurrence (R233, R235). */
export const findingsSection = sectionKind('findings', {}, prepare, { template: 'blocks' })

async function prepare(context: FigureContext): Promise<PreparedSection> {
  const { written } = context.definition
  const incomplete = partsMissing(written, ['findings'])
  const sums = await findingSums(context)
  const register = await findingFigure(context)
  return {
    isNumbered: true,
    incomplete,
    view: async (words) =>
      blocksView({
        kind: 'finding-register',
        title: words.say('sections.findings'),
        blocks: [
          {
            gap: incomplete.length === 0 ? '' : words.say('written.gap', { part: words.say('written.parts.findings') }),
            paragraphs: paragraphsOf(written?.findings, words.locale),
          },
          sumBlock(words, sums),
          registerBlock(words, register),
        ],
      }),
  }
}

function sumBlock(words: Words, figure: Figure<FindingSums>): Block {
  const [sums] = figure.rows
  if (sums === undefined || sums.found === 0) return { paragraphs: [words.say('found.none')] }
  const counts = Object.fromEntries(
    Object.entries(sums).map(([name, count]) => [name, count === null ? words.say('no_value') : words.count(count)]),
  )
  return {
    paragraphs: [
      `${words.say(sums.open === 0 ? 'found.sums_closed' : 'found.sums', counts)} (${captionOf(words, figure).ref})`,
    ],
  }
}

function registerBlock(words: Words, figure: Figure<FindingRow>): Block {
  if (figure.rows.length === 0) return {}
  return { table: findingTable(words, figure, 'finding-table'), notes: [words.say('found.note')] }
}
