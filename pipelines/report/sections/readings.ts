import { z } from 'zod'
import { inEachLocale } from '../../core/schema-parts.ts'
import { inLocale } from '../../core/workspace.ts'
import { MART_READINGS, READING_COLUMNS } from '../../metrics/mart-readings.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { type ReadingRow, readingsFigure } from '../figures/readings-figure.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import type { Words } from '../words.ts'
import { type Block, blocksView } from './blocks-view.ts'
import { tableView } from './table-view.ts'

/** Titles that the product has in three languages; a department may write its own. */
const TITLES = ['watch', 'root_causes'] as const

interface Options {
  readonly title: (typeof TITLES)[number] | z.infer<typeof inEachLocale>
  readonly marts: readonly string[]
  readonly most: number
}

/** What the analysis says in sentences, about the kinds of findings named: those of the as-of, not of the period alone. */
export const readingsSection = sectionKind(
  'readings',
  {
    title: z.union([z.enum(TITLES), inEachLocale]),
    /** Marts of the analysis, such as batch_incident. */
    marts: z.array(z.enum(MART_READINGS.map(({ mart }) => mart))).min(1),
    /** Sentences of each. */
    most: z.int().min(1).max(100).default(12),
  },
  prepare,
  { template: 'blocks', isOutward: true },
)

async function prepare(context: FigureContext, { title, marts, most }: Options): Promise<PreparedSection> {
  const { filters, is_outward: isOutward } = context.definition
  const isPart = isOutward || Object.keys(filters).length > 0
  const figures: Figure<ReadingRow>[] = []
  for (const mart of isPart ? [] : marts) {
    const figure = await readingsFigure(context, mart, most)
    if (figure !== null) figures.push(figure)
  }
  return {
    isNumbered: true,
    view: async (words) =>
      blocksView({
        kind: 'readings',
        title: typeof title === 'string' ? words.say(`readings.titles.${title}`) : inLocale(title, words.locale),
        empty: figures.length > 0 ? '' : words.say(`readings.${isPart ? 'filtered' : 'none'}`),
        blocks: figures.map((figure, index) => readingsBlock(words, figure, index === figures.length - 1)),
      }),
  }
}

function readingsBlock(words: Words, figure: Figure<ReadingRow>, isLast: boolean): Block {
  const { rows } = figure
  const [shown, total] = [rows.length, rows[0]?.total ?? 0]
  return {
    table: tableView(words, figure, {
      look: 'readings-table',
      columns: [{ name: 'finding' }],
      rows: rows.map((row) => ({ cells: [row[READING_COLUMNS[words.locale]]] })),
      more: shown < total ? words.say('readings.some', { shown: words.count(shown), total: words.count(total) }) : '',
    }),
    notes: isLast ? [words.say('readings.note', { as_of: words.instant(words.run.asOf) })] : [],
  }
}
