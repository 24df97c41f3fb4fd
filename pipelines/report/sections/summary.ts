import { z } from 'zod'
import { signalReading } from '../../metrics/reading.ts'
import type { Figure } from '../figure.ts'
import { type SignalOptions, type SignalRow, signalFigure, stateFigure } from '../figures/attention-figures.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import type { MetricCells } from '../figures/metric-cells.ts'
import { missingReason } from '../figures/missing-reason.ts'
import { type CheckRow, checkFigure } from '../figures/record-figures.ts'
import { metricName } from '../named-in-catalogue.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { captionOf, type Words } from '../words.ts'
import { iconsOf } from './control-view.ts'

/** Checks named in the summary; the appendix has all. */
const MOST_CHECKS = 3

/** What needs attention, on one page: signals with their one-sentence readings, what is overdue, what the checks found. */
export const summarySection = sectionKind(
  'summary',
  {
    metrics: z.array(metricName).min(1),
    most: z.int().min(1).max(30).default(10),
    /** Counts of what is overdue at the as-of. */
    states: z.array(metricName).default([]),
  },
  prepare,
  { isOutward: true },
)

async function prepare(
  context: FigureContext,
  options: SignalOptions & { readonly states: readonly string[] },
): Promise<PreparedSection> {
  const signals = await signalFigure(context, options)
  const states = options.states.length === 0 ? null : await stateFigure(context, options.states)
  const checks = await checkFigure(context)
  const isPart = Object.keys(context.definition.filters).length > 0
  return {
    isNumbered: true,
    view: async (words) => ({
      title: words.say('sections.summary'),
      empty: signals === null ? words.say(isPart ? 'summary.no_chart' : 'summary.no_limits') : '',
      quiet: signals !== null && signals.rows.length === 0 ? words.say('summary.quiet') : '',
      signals: signals === null || signals.rows.length === 0 ? null : signalsView(words, signals),
      states: states === null ? null : statesView(words, context, states),
      checks: checksView(words, checks),
    }),
  }
}

function signalsView(words: Words, figure: Figure<SignalRow>) {
  const groups = [
    { key: 'concern', rows: figure.rows.filter((row) => row.variation === 'concern') },
    { key: 'neither', rows: figure.rows.filter((row) => row.variation === 'high' || row.variation === 'low') },
    { key: 'improvement', rows: figure.rows.filter((row) => row.variation === 'improvement') },
  ]
  return {
    caption: captionOf(words, figure),
    groups: groups
      .filter(({ rows }) => rows.length > 0)
      .map(({ key, rows }) => ({
        title: words.say(`summary.${key}`),
        rows: rows.map((row) => ({ icon: iconsOf(words, row)[0], reading: signalReading(words.locale, row) })),
      })),
  }
}

function statesView(words: Words, context: FigureContext, figure: Figure<MetricCells>) {
  return {
    caption: captionOf(words, figure),
    at: words.say('headline.state_at', { instant: words.instant(words.run.asOf) }),
    rows: figure.rows.map((row) => {
      const missing = missingReason(context, row)
      return {
        metric: words.metric(row.metric),
        value: missing === null ? words.number(row.metric, row.value) : words.say('no_value'),
        isBad: missing === null && (row.value ?? 0) > 0,
        why: missing === null ? '' : words.say(`missing.${missing}`, { pending: words.count(row.pending ?? 0) }),
      }
    }),
  }
}

function checksView(words: Words, figure: Figure<CheckRow>) {
  const found = figure.rows.filter((row) => row.findings > 0).toSorted((a, b) => b.findings - a.findings)
  const named = found.slice(0, MOST_CHECKS).map((row) =>
    words.say('summary.check', {
      check: words.sayOr(`checks.${row.check_name}`, row.check_name),
      findings: words.count(row.findings),
    }),
  )
  const values = { checks: words.count(figure.rows.length), found: words.count(found.length), named: words.list(named) }
  return {
    caption: captionOf(words, figure),
    text: words.say(found.length === 0 ? 'summary.checks_clean' : 'summary.checks_found', values),
  }
}
