import { z } from 'zod'
import { metricDefinition } from '../../metrics/catalogue.ts'
import { drawChart } from '../chart-picture.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import type { MetricCells } from '../figures/metric-cells.ts'
import { isDrawn, type Trend, trendFigures } from '../figures/trend-figures.ts'
import { metricName } from '../named-in-catalogue.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { captionOf, measuredText, type Words } from '../words.ts'
import { trendChart } from './trend-chart.ts'
import { targetText } from './verdict.ts'

/** How the main numbers went over the last half year, as small charts of equal size. */
export const trendsSection = sectionKind(
  'trends',
  { periods: z.int().min(2).max(53), metrics: z.array(metricName) },
  prepare,
)

async function prepare(
  context: FigureContext,
  options: { readonly periods: number; readonly metrics: readonly string[] },
): Promise<PreparedSection> {
  const trends = await trendFigures(context, options)
  return {
    isNumbered: true,
    view: async (words) => {
      const drawn = trends.flatMap(({ figure }) => (figure === null ? [] : [figure]))
      return {
        title: words.say('sections.trends'),
        legend: drawn.length === 0 ? '' : words.say('trends.legend'),
        charts: await Promise.all(drawn.map((figure, index) => chartView(words, figure, index === 0))),
        missing: missingLines(words, trends),
      }
    },
  }
}

async function chartView(words: Words, figure: Figure<MetricCells>, isWide: boolean) {
  const { metric = '' } = figure.name
  const reading = readingOf(words, figure)
  const description = words.say('trends.of_metric', { metric: words.metric(metric), reading })
  const spec = trendChart({ rows: figure.rows, metric, unit: words.period.unit, description, isWide })
  return {
    caption: captionOf(words, figure),
    isWide,
    reading,
    picture: await drawChart(spec, words.locale),
  }
}

/** The chart in one sentence; with the name of the metric it is its text alternative too. */
function readingOf(words: Words, { name, rows }: Figure<MetricCells>): string {
  const { metric = '' } = name
  const drawn = rows.filter(isDrawn)
  const values = drawn.map((row) => row.value ?? 0)
  const last = rows.at(-1)
  const unit = metricDefinition(metric).unit === 'count' ? words.say('trends.cases') : ''
  const target = targetText(words, metric)
  const sentence = words.say(last !== undefined && isDrawn(last) ? 'trends.reading' : 'trends.reading_without', {
    value: last === undefined || !isDrawn(last) ? '' : `${measuredText(words, last)}${unit}`,
    weeks: drawn.length,
    low: words.number(metric, Math.min(...values)),
    high: words.number(metric, Math.max(...values)),
  })
  return target === '' ? sentence : `${sentence}${words.say('trends.target', { target })}`
}

function missingLines(words: Words, trends: readonly Trend[]): string[] {
  return trends
    .filter(({ figure }) => figure === null)
    .map(({ metric, missing }) =>
      words.say('trends.not_drawn', {
        metric: words.metric(metric),
        reason: words.say(missing === null ? 'trends.too_short' : `missing.${missing}`, { pending: '' }),
      }),
    )
}
