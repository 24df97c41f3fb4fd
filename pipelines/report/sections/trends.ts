import { z } from 'zod'
import { RULE_MARKS } from '../../charts/rule-mark.ts'
import { ruleMarkIcon } from '../../charts/verdict-icon.ts'
import { metricDefinition } from '../../metrics/catalogue.ts'
import { drawChart, drawIcon } from '../chart-picture.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import type { MetricCells } from '../figures/metric-cells.ts'
import { isDrawn, type Trend, trendFigures } from '../figures/trend-figures.ts'
import { metricName } from '../named-in-catalogue.ts'
import { printTheme } from '../print-theme.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { captionOf, measuredText, type Words } from '../words.ts'
import { controlView } from './control-view.ts'
import { trendChart } from './trend-chart.ts'
import { targetText } from './verdict.ts'

/** How the main numbers went: as control charts where the analysis has limits for them, else as plain lines. */
export const trendsSection = sectionKind(
  'trends',
  { periods: z.int().min(2).max(53), metrics: z.array(metricName) },
  prepare,
  { isOutward: true },
)

async function prepare(
  context: FigureContext,
  options: { readonly periods: number; readonly metrics: readonly string[] },
): Promise<PreparedSection> {
  const trends = await trendFigures(context, options)
  return {
    isNumbered: true,
    view: async (words) => {
      const charts = []
      for (const { control, figure } of trends) {
        if (control !== null) charts.push(await controlView(words, control))
        else if (figure !== null) charts.push(await lineView(words, figure))
      }
      return {
        title: words.say('sections.trends'),
        charts,
        legend: trends.some(({ control }) => control !== null) ? legendOf(words) : null,
        lines: trends.some(({ figure }) => figure !== null) ? words.say('trends.legend') : '',
        missing: missingLines(words, trends),
      }
    },
  }
}

/** What the lines and marks of control charts mean; the marks filled as for the worse and for the better. */
function legendOf(words: Words) {
  const theme = printTheme(words.locale)
  return {
    text: words.say('control.legend'),
    marks: RULE_MARKS.map((mark) => {
      const text = words.say(`control.marks.${mark}`)
      return { icon: drawIcon(ruleMarkIcon(theme, mark, 'concern'), text), text }
    }),
    sides: (['concern', 'improvement', 'neutral'] as const).map((side) => {
      const text = words.say(`control.sides.${side}`)
      return { icon: drawIcon(ruleMarkIcon(theme, 'outside', side), text), text }
    }),
  }
}

async function lineView(words: Words, figure: Figure<MetricCells>) {
  const { metric = '' } = figure.name
  const reading = readingOf(words, figure)
  const description = words.say('trends.of_metric', { metric: words.metric(metric), reading })
  const spec = trendChart({ rows: figure.rows, metric, unit: words.period.unit, description })
  return {
    caption: captionOf(words, figure),
    reading,
    icons: [],
    picture: await drawChart(spec, words.locale),
    notes: [],
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
    .filter(({ figure, control }) => figure === null && control === null)
    .map(({ metric, missing }) =>
      words.say('trends.not_drawn', {
        metric: words.metric(metric),
        reason: words.say(missing === null ? 'trends.too_short' : `missing.${missing}`, { pending: '' }),
      }),
    )
}
