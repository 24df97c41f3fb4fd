import { z } from 'zod'
import { type ParetoBar, paretoChart } from '../../charts/pareto-chart.ts'
import { drawChart } from '../chart-picture.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { type ParetoOptions, type ParetoRow, paretoFigure } from '../figures/pareto-figure.ts'
import { dimensionName } from '../named-in-catalogue.ts'
import { PAGE_PX, printTheme } from '../print-theme.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { captionOf, type Words } from '../words.ts'

/** With fewer complaints than this, shares say nothing: counts only, and no chart. */
const FEWEST_FOR_SHARES = 10

/** What the week's complaints are about: Pareto chart and the table behind it. */
export const whatSection = sectionKind(
  'what',
  {
    dimension: dimensionName,
    /** Bars of the Pareto chart; further values are put together. */
    most: z.int().min(3).max(20),
    reference_periods: z.int().min(1).max(52),
  },
  prepare,
  { isOutward: true },
)

async function prepare(context: FigureContext, options: ParetoOptions): Promise<PreparedSection> {
  const figure = await paretoFigure(context, options)
  const { dimension } = options
  return {
    isNumbered: true,
    view: async (words) => ({
      title: words.say('sections.what'),
      empty: emptyText(words, context, figure, dimension),
      body: figure === null || isBlank(figure) ? null : await bodyView(words, figure, dimension),
    }),
  }
}

function emptyText(
  words: Words,
  { coverage }: FigureContext,
  figure: Figure<ParetoRow> | null,
  dimension: string,
): string {
  if (figure === null) return words.say(coverage.complaints_in_period > 0 ? 'what.suppressed' : 'empty_week')
  return isBlank(figure) ? words.say('what.blank', { dimension: words.dimension(dimension) }) : ''
}

function isBlank({ rows }: Figure<ParetoRow>): boolean {
  return rows.every((row) => row.kind === 'unknown')
}

async function bodyView(words: Words, figure: Figure<ParetoRow>, dimension: string) {
  const { rows } = figure
  const total = rows[0]?.total ?? 0
  const isEnough = total >= FEWEST_FOR_SHARES
  const reading = readingOf(words, rows, dimension)
  const labels = rows.map((row) => labelOf(words, row, dimension))
  const bars = rows.map((row, index) => barView(words, row, labels[index] ?? ''))
  const spec = paretoChart(printTheme(words.locale), { bars, total, description: reading }, { width: PAGE_PX })
  return {
    caption: captionOf(words, figure),
    reading: isEnough ? reading : words.say('what.few', { total: words.count(total) }),
    picture: isEnough ? await drawChart(spec, words.locale) : null,
    legend: isEnough ? words.say('what.legend') : '',
    table: tableView(words, rows, labels, dimension, isEnough),
  }
}

function barView(words: Words, row: ParetoRow, label: string): ParetoBar {
  return {
    label,
    count: row.complaints,
    countText: words.count(row.complaints),
    cumulative: row.cumulative,
    cumulativeText: words.share(row.cumulative, row.total),
    look: row.kind !== 'value' ? 'other' : row.vital > 0 ? 'vital' : 'useful',
  }
}

/** One sentence: how many values hold 80 %, or why that cannot be said. */
function readingOf(words: Words, rows: readonly ParetoRow[], dimension: string): string {
  const values = rows.filter((row) => row.kind === 'value' || row.kind === 'rest')
  const known = values.reduce((sum, row) => sum + row.values, 0)
  const vital = rows.reduce((sum, row) => sum + row.vital, 0)
  const [first] = rows
  const total = first?.total ?? 0
  const shared = { total: words.count(total), dimension: words.dimension(dimension), known: words.count(known) }
  const held = values.reduce((sum, row) => sum + row.complaints, 0)
  if (vital === 0) {
    const isEven = known > 1 && 100 * held >= 80 * total
    return words.say(isEven ? 'what.even' : 'what.unknown', { ...shared, held: words.share(held, total) })
  }
  const largest = first === undefined ? '' : labelOf(words, first, dimension)
  return words.say('what.reading', {
    ...shared,
    vital: words.count(vital),
    largest,
    share: words.share(first?.complaints ?? 0, total),
  })
}

function labelOf(words: Words, row: ParetoRow, dimension: string): string {
  if (row.kind === 'rest')
    return words.say('what.rest', { dimension: words.dimension(dimension), values: words.count(row.values) })
  return words.value(dimension, row.value)
}

function tableView(
  words: Words,
  rows: readonly ParetoRow[],
  labels: readonly string[],
  dimension: string,
  isEnough: boolean,
) {
  const weeks = rows[0]?.before_periods ?? 0
  const columns = ['complaints', ...(isEnough ? ['share', 'cumulative'] : []), ...(weeks > 0 ? ['before_mean'] : [])]
  return {
    title: words.say('what.table', { dimension: words.dimension(dimension) }),
    headings: [
      { text: words.dimension(dimension), isNumber: false },
      ...columns.map((column) => ({ text: words.say(`columns.${column}`, { weeks }), isNumber: true })),
    ],
    rows: rows.map((row, index) => ({
      label: labels[index] ?? '',
      isVital: isEnough && row.vital === row.values,
      numbers: [
        words.count(row.complaints),
        ...(isEnough ? [words.share(row.complaints, row.total), words.share(row.cumulative, row.total)] : []),
        ...(weeks > 0 ? [words.decimal(row.before / weeks, 1)] : []),
      ],
    })),
  }
}
