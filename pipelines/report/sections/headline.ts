import { z } from 'zod'
import { metricDefinition } from '../../metrics/catalogue.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { type HeadlineOptions, type HeadlineRow, headlineFigure } from '../figures/headline-figure.ts'
import { intervalOf } from '../figures/metric-cells.ts'
import { metricName } from '../named-in-catalogue.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { captionOf, measuredText, type Words } from '../words.ts'
import { headlineFindings } from './headline-findings.ts'
import { targetText, verdictText } from './verdict.ts'

/** The period's numbers in one table, and in a few sentences what they say. */
export const headlineSection = sectionKind(
  'headline',
  {
    reference_periods: z.int().min(1).max(52),
    metrics: z.array(
      z.strictObject({
        metric: metricName,
        compare: z.boolean().default(true),
        /** `settled`: the newest period without pending cases; `to_date`: all rows up to the as-of. */
        scope: z.enum(['period', 'settled', 'to_date']).default('period'),
      }),
    ),
  },
  prepare,
  { isOutward: true },
)

async function prepare(context: FigureContext, options: HeadlineOptions): Promise<PreparedSection> {
  const figure = await headlineFigure(context, options)
  return {
    isNumbered: true,
    view: async (words) => {
      const weeks = Math.max(...figure.rows.map((row) => row.reference_periods)) || options.reference_periods
      return {
        title: words.say('sections.headline'),
        findings: headlineFindings(words, figure.rows),
        caption: captionOf(words, figure),
        headings: headings(words, weeks),
        rows: figure.rows.map((row) => rowView(words, row)),
        notes: ['interval', 'change', 'tiers'].map((note) => words.say(`headline.note_${note}`, { weeks })),
      }
    },
  }
}

function headings(words: Words, weeks: number) {
  const columns = ['metric', 'this_week', 'interval', 'previous', 'reference', 'target', 'change']
  return columns.map((column) => ({
    text: words.say(`columns.${column}`, { weeks }),
    isNumber: ['this_week', 'interval', 'previous', 'reference'].includes(column),
  }))
}

function rowView(words: Words, row: HeadlineRow) {
  const target = targetText(words, row.metric)
  const missing =
    row.missing === null ? '' : words.say(`missing.${row.missing}`, { pending: words.count(row.pending ?? 0) })
  return {
    metric: words.metric(row.metric),
    scope: scopeText(words, row),
    value: row.missing === null ? measuredText(words, row) : words.say('no_value'),
    missing,
    interval: row.missing === null ? intervalText(words, row) : '',
    n: nText(words, row),
    previous: measuredText(words, {
      metric: row.metric,
      value: row.previous_value,
      numerator: row.previous_numerator,
      denominator: row.previous_denominator,
      n: row.previous_n,
      tier: row.previous_tier,
    }),
    reference: referenceText(words, row),
    target,
    verdict: target === '' ? null : verdictText(words, row),
    change: changeText(words, row),
  }
}

/** Which week, where it is not the report's own; whether the number is a level or a state. */
function scopeText(words: Words, row: HeadlineRow): string {
  if (row.scope === 'to_date') return words.say('headline.state_at', { instant: words.instant(words.run.asOf) })
  if (row.from !== null && row.from !== words.period.start)
    return words.say('headline.of_week', { week: words.periodOf(row.from) })
  if (metricDefinition(row.metric).kind === 'stock') return words.say('headline.end_of_week')
  const pending = row.pending ?? 0
  return pending > 0 && row.missing === null ? words.say('headline.pending', { pending: words.count(pending) }) : ''
}

/** Withheld together with the share that rests on too few cases. */
function intervalText(words: Words, row: HeadlineRow): string {
  const interval = intervalOf(row)
  return interval === null || row.tier === 'too_few' ? '' : words.interval(row.metric, interval)
}

function nText(words: Words, row: HeadlineRow): string {
  if (row.denominator === null || row.missing !== null || row.tier === 'none') return ''
  return words.say(`n_${row.tier}`, { n: words.count(row.n) })
}

function referenceText(words: Words, row: HeadlineRow): string {
  const { metric, reference_value: value, reference_tier: tier, reference_n: n } = row
  if (value === null || tier === 'none') return words.say('no_value')
  const { kind } = metricDefinition(metric)
  if (kind === 'count' || kind === 'stock') return words.decimal(value, 1)
  return tier === 'too_few' ? words.say('too_few', { n: words.count(n ?? 0) }) : words.number(metric, value)
}

/** A change in words, and whether it is one for the worse: never an arrow. */
function changeText(words: Words, { change, metric, missing }: HeadlineRow) {
  if (change === null)
    return { text: missing === null ? words.say('headline.not_compared') : '', isBad: false, isClear: false }
  const { direction } = metricDefinition(metric)
  const isClear = change !== 'unclear'
  const isBad = (direction === 'up' && change === 'lower') || (direction === 'down' && change === 'higher')
  return { text: words.say(`change.${change}`), isBad, isClear }
}
