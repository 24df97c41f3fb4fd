import { z } from 'zod'
import { metricDefinition } from '../../metrics/catalogue.ts'
import type { Figure } from '../figure.ts'
import { type ContributionRow, contributionFigure } from '../figures/contribution-figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { dimensionName, metricName } from '../named-in-catalogue.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import type { Words } from '../words.ts'
import { type Block, blocksView } from './blocks-view.ts'
import { tableView } from './table-view.ts'

interface Options {
  readonly changes: readonly { readonly metric: string; readonly dimension: string }[]
  readonly most: number
}

/** Which segments moved a number, over the spans that the analysis compares: the last four weeks and those before. */
export const contributionsSection = sectionKind(
  'contributions',
  {
    changes: z.array(z.strictObject({ metric: metricName, dimension: dimensionName })).min(1),
    /** Segments of each, the largest contributions first. */
    most: z.int().min(1).max(50).default(6),
  },
  prepare,
  'blocks',
)

async function prepare(context: FigureContext, options: Options): Promise<PreparedSection> {
  const figures: Figure<ContributionRow>[] = []
  for (const { metric, dimension } of options.changes) {
    const figure = await contributionFigure(context, { metric, dimension, most: options.most })
    if (figure !== null) figures.push(figure)
  }
  return {
    isNumbered: true,
    view: async (words) =>
      blocksView({
        kind: 'contributions',
        title: words.say('sections.contributions'),
        empty: figures.length === 0 ? words.say('contributions.none') : '',
        blocks: figures.map((figure, index) => contributionBlock(words, figure, index === figures.length - 1)),
      }),
  }
}

function contributionBlock(words: Words, figure: Figure<ContributionRow>, isLast: boolean): Block {
  const { metric = '', dimension = '' } = figure.name
  const [first] = figure.rows
  const isCount = first?.rate_effect === null
  return {
    paragraphs: first === undefined ? [] : [readingOf(words, metric, first)],
    table: tableView(words, figure, {
      look: 'contribution-table',
      columns: [
        { name: 'segment', text: words.dimension(dimension) },
        ...['value_before', 'value_after', 'contribution'].map((name) => ({ name, isNumber: true })),
        ...(isCount ? [] : ['own_value', 'own_weight'].map((name) => ({ name, isNumber: true }))),
      ],
      rows: figure.rows.map((row) => ({
        cells: [
          words.value(dimension, row.member),
          words.number(metric, row.value_before),
          words.number(metric, row.value_after),
          difference(words, metric, row.change),
          ...(isCount ? [] : [difference(words, metric, row.rate_effect), difference(words, metric, row.mix_effect)]),
        ],
      })),
    }),
    notes: isLast ? [words.say('contributions.note')] : [],
  }
}

function readingOf(words: Words, metric: string, row: ContributionRow): string {
  return words.say('contributions.reading', {
    metric: words.metric(metric),
    before_from: words.day(row.before_from),
    before_to: words.day(row.before_to),
    after_from: words.day(row.after_from),
    after_to: words.day(row.after_to),
    before: words.number(metric, row.total_before),
    after: words.number(metric, row.total_after),
  })
}

/** Shares differ by percentage points; every difference has its sign. */
function difference(words: Words, metric: string, value: number | null): string {
  if (value === null) return words.say('no_value')
  const { unit } = metricDefinition(metric)
  const amount = Math.abs(value)
  const text = unit === 'share' ? words.decimal(100 * amount, 1) : words.number(metric, amount)
  const sign = /[1-9]/.test(text) ? (value > 0 ? '+' : '−') : ''
  return unit === 'share' ? words.say('points', { number: `${sign}${text}` }) : `${sign}${text}`
}
