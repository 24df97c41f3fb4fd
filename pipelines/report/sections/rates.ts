import { z } from 'zod'
import { barChart } from '../../charts/bar-chart.ts'
import { metricDefinition } from '../../metrics/catalogue.ts'
import { paretoReading } from '../../metrics/cause-reading.ts'
import { AXIS_FORMATS } from '../axis-formats.ts'
import { drawChart } from '../chart-picture.ts'
import type { Figure } from '../figure.ts'
import { type RateRow, rateFigure } from '../figures/cause-figures.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { dimensionName } from '../named-in-catalogue.ts'
import { PAGE_PX, printTheme } from '../print-theme.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { captionOf, type Words } from '../words.ts'
import { type Block, blocksView } from './blocks-view.ts'

/** Plan: complaints by what could have been complained of, since the largest count is not the worst rate. */
export const ratesSection = sectionKind(
  'rates',
  {
    dimension: dimensionName,
    /** Members drawn, the worst rates first. */
    most: z.int().min(3).max(30).default(15),
  },
  prepare,
  { template: 'blocks' },
)

interface Options {
  readonly dimension: string
  readonly most: number
}

async function prepare(context: FigureContext, { dimension, most }: Options): Promise<PreparedSection> {
  const figure = await rateFigure(context, dimension)
  return {
    isNumbered: true,
    view: async (words) =>
      blocksView({
        kind: 'rates',
        title: words.say('sections.rates'),
        empty: figure === null ? words.say('rates.empty', { dimension: words.dimension(dimension) }) : '',
        blocks: figure === null ? [] : [await rateBlock(words, figure, most)],
      }),
  }
}

async function rateBlock(words: Words, figure: Figure<RateRow>, most: number): Promise<Block> {
  const [first] = figure.rows
  if (first === undefined) throw new RangeError(`no row of ${figure.ref}`)
  const { unit, target } = metricDefinition(first.rate_metric)
  const reading = paretoReading(words.locale, figure.rows) ?? ''
  const data = {
    rows: figure.rows.slice(0, most).map((row) => ({
      label: words.value(row.dimension, row.member),
      value: row.weight,
      low: row.rate_low,
      high: row.rate_high,
      text: words.say('rates.value', {
        rate: words.number(row.rate_metric, row.weight),
        count: words.count(row.case_count),
        exposure: words.count(row.exposure ?? 0),
      }),
      side: 'neutral' as const,
    })),
    target: target?.value ?? null,
    format: AXIS_FORMATS[unit],
    description: reading,
  }
  const picture = await drawChart(barChart(printTheme(words.locale), data, { width: PAGE_PX }), words.locale)
  const span = { from: words.day(first.span_from), to: words.day(first.span_to) }
  return {
    charts: [{ caption: captionOf(words, figure), reading, picture }],
    notes: [words.say('rates.note', { metric: words.metric(first.rate_metric) }), words.say('funnel.note_span', span)],
  }
}
