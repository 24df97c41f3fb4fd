import { z } from 'zod'
import { inEachLocale } from '../../core/schema-parts.ts'
import { inLocale } from '../../core/workspace.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { intervalOf, type MetricCells } from '../figures/metric-cells.ts'
import { periodFigure } from '../figures/period-figure.ts'
import { metricName } from '../named-in-catalogue.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { measuredText, type Words } from '../words.ts'
import { blocksView } from './blocks-view.ts'
import { tableView } from './table-view.ts'
import { targetText, verdictText } from './verdict.ts'

/** Titles that the product has in three languages; a department may write its own. */
const TITLES = ['quality', 'time_limits', 'satisfaction', 'people', 'records'] as const

interface Options {
  readonly title: (typeof TITLES)[number] | z.infer<typeof inEachLocale>
  readonly periods: number
  readonly metrics: readonly string[]
}

/** Metrics side by side by period, the report's last, each with its parts: how it stands, and where it comes from. */
export const byPeriodSection = sectionKind(
  'by_period',
  {
    title: z.union([z.enum(TITLES), inEachLocale]),
    periods: z.int().min(1).max(6).default(4),
    metrics: z.array(metricName).min(1),
  },
  prepare,
  { template: 'blocks' },
)

async function prepare(context: FigureContext, options: Options): Promise<PreparedSection> {
  const figure = await periodFigure(context, options)
  const { title } = options
  return {
    isNumbered: true,
    view: async (words) =>
      blocksView({
        kind: 'by-period',
        title: typeof title === 'string' ? words.say(`by_period.titles.${title}`) : inLocale(title, words.locale),
        blocks: [{ table: tableOf(words, figure, options), notes: [words.say('by_period.note')] }],
      }),
  }
}

function tableOf(words: Words, figure: Figure<MetricCells>, { metrics }: Options) {
  const byMetric = metrics.map((metric) => figure.rows.filter((row) => row.metric === metric))
  const periods = byMetric[0]?.map((row) => words.periodOf(row.from ?? '')) ?? []
  return tableView(words, figure, {
    look: 'period-table',
    columns: [
      { name: 'metric' },
      ...periods.map((text) => ({ name: text, text, isNumber: true })),
      { name: 'interval_95', isNumber: true },
      { name: 'target' },
    ],
    rows: byMetric.map((rows, index) => {
      const metric = metrics[index] ?? ''
      return {
        cells: [words.metric(metric), ...rows.map((row) => valueCell(words, row)), ...judged(words, rows.at(-1))],
      }
    }),
  })
}

function valueCell(words: Words, row: MetricCells) {
  return { text: measuredText(words, row), small: partsText(words, row) }
}

/** Numerator and denominator of a share, n of a mean; how many are still to be decided. */
function partsText(words: Words, row: MetricCells): string {
  const { numerator, denominator, n, tier, pending } = row
  if (denominator === null || tier === 'none') return ''
  const isShare = row.value !== null && numerator !== null && denominator > 0 && row.method === 'wilson'
  const parts = isShare
    ? words.say('parts', { part: words.count(numerator), whole: words.count(denominator) })
    : words.say('n_enough', { n: words.count(n) })
  return (pending ?? 0) > 0
    ? `${parts}, ${words.say('by_period.pending', { pending: words.count(pending ?? 0) })}`
    : parts
}

function judged(words: Words, last: MetricCells | undefined) {
  if (last === undefined) return ['', '']
  const interval = last.tier === 'too_few' ? null : intervalOf(last)
  const target = targetText(words, last.metric)
  const verdict = verdictText(words, last)
  return [
    interval === null ? '' : words.interval(last.metric, interval),
    target === '' ? '' : { text: target, small: verdict.text, look: verdict.isBad ? 'bad' : '' },
  ]
}
