import { z } from 'zod'
import { paretoChart } from '../../charts/pareto-chart.ts'
import { drawChart } from '../chart-picture.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { levelWeights, type ProblemOptions, type ProblemRow, problemFigure } from '../figures/problem-figure.ts'
import { dimensionName } from '../named-in-catalogue.ts'
import { PAGE_PX, printTheme } from '../print-theme.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { captionOf, type Words } from '../words.ts'
import { type Block, blocksView } from './blocks-view.ts'
import { tableView } from './table-view.ts'

const weight = z.number().min(0).max(1000)
/** With fewer complaints than this, shares say nothing: the table alone. */
const FEWEST_FOR_CHART = 10

/** Plan: the period's problems in order of their weight, with what is being done about each. */
export const problemsSection = sectionKind(
  'problems',
  {
    dimension: dimensionName,
    /** Problems named; further ones are put together. */
    most: z.int().min(3).max(20).default(10),
    /** What one complaint of each level weighs; left out, what the workspace's analysis takes. */
    weights: z.strictObject({ L1: weight, L2: weight, L3: weight, L4: weight, unknown: weight }).optional(),
  },
  prepare,
  { template: 'blocks' },
)

type Options = Omit<ProblemOptions, 'weights'> & { readonly weights?: ProblemOptions['weights'] | undefined }

async function prepare(context: FigureContext, options: Options): Promise<PreparedSection> {
  const weights = options.weights ?? (await levelWeights(context))
  const figure = await problemFigure(context, { ...options, weights })
  return {
    isNumbered: true,
    view: async (words) =>
      blocksView({
        kind: 'problems',
        title: words.say('sections.problems'),
        empty: figure === null ? words.say('empty_week') : '',
        blocks:
          figure === null
            ? []
            : [await chartBlock(words, figure, options), tableBlock(words, figure, { ...options, weights })],
      }),
  }
}

async function chartBlock(words: Words, figure: Figure<ProblemRow>, options: Options): Promise<Block> {
  const reading = readingOf(words, figure, options)
  const complaints = figure.rows.reduce((sum, row) => sum + row.complaints, 0)
  if (complaints < FEWEST_FOR_CHART) return { paragraphs: [reading] }
  const total = figure.rows[0]?.total ?? 0
  const bars = figure.rows.map((row) => ({
    label: nameOf(words, row, options),
    count: row.weight,
    countText: weightText(words, row.weight),
    cumulative: row.cumulative,
    cumulativeText: words.share(row.cumulative, total),
    look: row.kind !== 'value' ? ('other' as const) : row.vital > 0 ? ('vital' as const) : ('useful' as const),
  }))
  const spec = paretoChart(printTheme(words.locale), { bars, total, description: reading }, { width: PAGE_PX })
  const picture = await drawChart(spec, words.locale)
  return { charts: [{ caption: captionOf(words, figure), reading, picture }] }
}

/** One sentence: how many problems hold 80 % of the weight, and which of them nobody works on. */
function readingOf(words: Words, { rows }: Figure<ProblemRow>, { dimension }: Options): string {
  const vital = rows.filter((row) => row.vital > 0)
  if (vital.length === 0) return words.say('problems.even', { dimension: words.dimension(dimension) })
  const named = vital.filter(({ kind }) => kind === 'value')
  const idle = named.filter(({ actions }) => actions === '').map(({ value }) => words.value(dimension, value))
  const shared = {
    vital: words.count(vital.reduce((sum, row) => sum + row.vital, 0)),
    largest: words.value(dimension, named[0]?.value ?? null),
    share: words.share(named[0]?.weight ?? 0, named[0]?.total ?? 0),
    idle: words.list(idle),
  }
  return words.say(idle.length === 0 ? 'problems.reading' : 'problems.reading_idle', shared)
}

function nameOf(words: Words, row: ProblemRow, { dimension }: Options): string {
  return row.kind === 'rest'
    ? words.say('what.rest', { dimension: words.dimension(dimension), values: words.count(row.values) })
    : words.value(dimension, row.value)
}

function tableBlock(words: Words, figure: Figure<ProblemRow>, options: ProblemOptions): Block {
  const { weights } = options
  const numbers = ['complaints', 'severe', 'weight', 'share', 'cumulative', 'before', 'difference']
  return {
    table: tableView(words, figure, {
      look: 'problem-table',
      title: words.say('what.table', { dimension: words.dimension(options.dimension) }),
      columns: [
        { name: options.dimension, text: words.dimension(options.dimension) },
        ...numbers.map((name) => ({ name, isNumber: true })),
        { name: 'signal' },
        { name: 'actions' },
      ],
      rows: figure.rows.map((row) => ({
        look: row.vital === row.values ? 'vital' : '',
        cells: [
          nameOf(words, row, options),
          words.count(row.complaints),
          words.count(row.severe),
          weightText(words, row.weight),
          words.share(row.weight, row.total),
          words.share(row.cumulative, row.total),
          words.count(row.before),
          signed(words, row.complaints - row.before),
          row.signal === null ? '' : { text: words.say(`variation.${row.signal}`), look: row.signal },
          actionsCell(words, row),
        ],
      })),
    }),
    notes: [
      words.say('what.legend'),
      words.say('problems.note_weights', {
        weights: words.list(
          (['L4', 'L3', 'L2', 'L1'] as const).map((level) => `${words.value('level', level)} ${weights[level]}`),
        ),
        unknown: weights.unknown,
      }),
      words.say('problems.note_difference'),
    ],
  }
}

function actionsCell(words: Words, row: ProblemRow) {
  if (row.actions !== '') return row.actions
  return row.kind === 'value' && row.vital > 0 ? { text: words.say('problems.no_action'), look: 'bad' } : ''
}

function weightText(words: Words, weight: number): string {
  return words.decimal(weight, weight % 1 === 0 ? 0 : 1)
}

/** With its sign, so that nobody takes a difference for a count. */
export function signed(words: Words, difference: number): string {
  if (difference === 0) return '0'
  return `${difference > 0 ? '+' : '−'}${words.count(Math.abs(difference))}`
}
