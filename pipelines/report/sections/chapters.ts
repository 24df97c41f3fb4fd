import { message } from '../../core/messages.ts'
import { normRegister, type Section } from '../../norms/register.ts'
import type { Figure } from '../figure.ts'
import { type ChapterRow, chapterFigure } from '../figures/coverage-figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import type { Words } from '../words.ts'
import { blocksView } from './blocks-view.ts'
import { tableView } from './table-view.ts'

/** How the norms' requirements stand, chapter by chapter: measured and kept, attested, not measurable. */
export const chaptersSection = sectionKind('chapters', {}, prepare, { template: 'blocks' })

async function prepare(context: FigureContext): Promise<PreparedSection> {
  const figure = chapterFigure(context, await context.norms())
  const { sections } = await normRegister()
  return {
    isNumbered: true,
    view: async (words) =>
      blocksView({
        kind: 'chapters',
        title: words.say('sections.chapters'),
        blocks: [
          {
            paragraphs: [readingOf(words, figure)],
            table: tableOf(words, figure, sections),
            notes: ['states', 'verdicts', 'all_time'].map((note) => words.say(`coverage.note_${note}`)),
          },
        ],
      }),
  }
}

const COUNTS = [
  'requirements',
  'measured',
  'met',
  'below',
  'not_distinguishable',
  'attested',
  'not_measurable',
] as const

function sumOf({ rows }: Figure<ChapterRow>, count: (typeof COUNTS)[number]): number {
  return rows.reduce((sum, row) => sum + row[count], 0)
}

function readingOf(words: Words, figure: Figure<ChapterRow>): string {
  const counts = Object.fromEntries(COUNTS.map((count) => [count, words.count(sumOf(figure, count))]))
  return words.say('coverage.reading', counts)
}

function tableOf(words: Words, figure: Figure<ChapterRow>, sections: readonly Section[]) {
  const total = COUNTS.map((count) => words.count(sumOf(figure, count)))
  return tableView(words, figure, {
    look: 'chapter-table',
    columns: [{ name: 'chapter' }, ...COUNTS.map((name) => ({ name: `coverage.${name}`, isNumber: true }))],
    rows: [
      ...figure.rows.map((row) => ({
        cells: [chapterTitle(words, row.section, sections), ...COUNTS.map((count) => words.count(row[count]))],
      })),
      { look: 'total', cells: [words.say('columns.total'), ...total] },
    ],
  })
}

/** Such as `A Intake, registration and first response`. */
export function chapterTitle({ locale }: Words, section: string, sections: readonly Section[]): string {
  const found = sections.find((each) => each.section === section)
  return found === undefined ? message(locale, 'norms', 'own_section') : `${section} ${found.title[locale]}`
}
