import { z } from 'zod'
import { intervalChart } from '../../charts/interval-chart.ts'
import type { Side } from '../../charts/rule-mark.ts'
import { metricDefinition } from '../../metrics/catalogue.ts'
import { contributionReading, scanReading } from '../../metrics/reading.ts'
import { drawChart } from '../chart-picture.ts'
import type { Figure } from '../figure.ts'
import { type ContributionRow, contributionFigure, type ScanRow, scanFigure } from '../figures/change-figures.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { dimensionName, metricName } from '../named-in-catalogue.ts'
import { PAGE_PX, printTheme } from '../print-theme.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { captionOf, type Words } from '../words.ts'

interface Options {
  readonly contributions: readonly { readonly metric: string; readonly dimension: string; readonly most: number }[]
  readonly metrics: readonly string[]
  readonly most: number
  readonly span: 'period' | 'to_date'
}

/** What changed: which segments moved a metric (rate and mix apart), and what stands out of the scan of all segments. */
export const changesSection = sectionKind(
  'changes',
  {
    contributions: z.array(
      z.strictObject({ metric: metricName, dimension: dimensionName, most: z.int().min(1).max(20).default(8) }),
    ),
    /** Metrics whose segments are scanned, and findings listed. */
    metrics: z.array(metricName).min(1),
    most: z.int().min(1).max(50).default(12),
    /** Which weeks may be compared: those over by the period's end, or the newest ones up to the as-of. */
    span: z.enum(['period', 'to_date']).default('period'),
  },
  prepare,
  { isOutward: true },
)

async function prepare(context: FigureContext, options: Options): Promise<PreparedSection> {
  const contributions: Figure<ContributionRow>[] = []
  for (const entry of options.contributions) {
    const figure = await contributionFigure(context, { ...entry, span: options.span })
    if (figure !== null) contributions.push(figure)
  }
  const scan = await scanFigure(context, options)
  const isFiltered = Object.keys(context.definition.filters).length > 0
  return {
    isNumbered: true,
    view: async (words) => {
      const reason = isFiltered ? 'changes.filtered' : 'changes.too_short'
      return {
        title: words.say('sections.changes'),
        empty: contributions.length === 0 && scan === null ? words.say(reason) : '',
        contributions: await Promise.all(contributions.map((figure) => contributionView(words, figure))),
        scan: scan === null ? null : scanView(words, scan),
      }
    },
  }
}

async function contributionView(words: Words, figure: Figure<ContributionRow>) {
  const [first] = figure.rows
  if (first === undefined) throw new RangeError(`no row of ${figure.ref}`)
  const isPoints = metricDefinition(first.metric).unit === 'share'
  const reading = [totalReading(words, first), contributionReading(words.locale, first)].join(
    words.locale === 'en' ? ' ' : '',
  )
  const rows = figure.rows.map((row) => ({
    label: words.value(row.dimension, row.member),
    value: row.change,
    low: null,
    high: null,
    text: changeText(words, row),
    side: sideOf(row),
  }))
  const format = isPoints ? '+.1%' : '+,d'
  const spec = intervalChart(
    printTheme(words.locale),
    { rows, neutral: 0, mark: 'bar', format, description: reading },
    { width: PAGE_PX },
  )
  return {
    caption: captionOf(words, figure),
    reading,
    picture: await drawChart(spec, words.locale),
    note: words.say(first.rate_effect === null ? 'changes.note_count' : 'changes.note_rate'),
  }
}

function totalReading(words: Words, row: ContributionRow): string {
  return words.say('changes.total', {
    metric: words.metric(row.metric),
    before: words.number(row.metric, row.total_before),
    after: words.number(row.metric, row.total_after),
    before_from: words.day(row.before_from),
    before_to: words.day(row.before_to),
    after_from: words.day(row.after_from),
    after_to: words.day(row.after_to),
  })
}

/** Such as `+1.2 pp = rate +0.9 + mix +0.3`; a count has its number before and after. */
function changeText(words: Words, row: ContributionRow): string {
  if (row.rate_effect === null || row.mix_effect === null) {
    return words.say('changes.of_count', {
      change: signed(words, row.change, 0),
      before: words.count(row.size_before ?? 0),
      after: words.count(row.size_after ?? 0),
    })
  }
  const factor = metricDefinition(row.metric).unit === 'share' ? 100 : 1
  return words.say('changes.of_rate', {
    change: signed(words, factor * row.change, 2),
    rate: signed(words, factor * row.rate_effect, 2),
    mix: signed(words, factor * row.mix_effect, 2),
  })
}

function signed(words: Words, value: number, decimals: number): string {
  const text = words.decimal(Math.abs(value), decimals)
  return value < 0 ? `−${text}` : `+${text}`
}

function sideOf(row: ContributionRow): Side {
  const { direction } = metricDefinition(row.metric)
  if (direction === 'none') return 'neutral'
  return row.change > 0 === (direction === 'up') ? 'improvement' : 'concern'
}

function scanView(words: Words, figure: Figure<ScanRow>) {
  const { rows } = figure
  return {
    caption: captionOf(words, figure),
    empty: rows.length === 0 ? words.say('changes.quiet') : '',
    headings: ['finding', 'judgement', 'adjusted_p'].map((column) => ({
      text: words.say(`changes.${column}`),
      isNumber: column === 'adjusted_p',
    })),
    rows: rows.map((row) => ({
      finding: scanReading(words.locale, row),
      judgement: row.judgement === null ? '' : words.say(`changes.judgements.${row.judgement}`),
      isBad: row.judgement === 'concern',
      p: pText(words, row.adjusted_p),
    })),
    note: words.say('changes.note_scan'),
  }
}

function pText(words: Words, p: number | null): string {
  if (p === null) return words.say('no_value')
  return p < 0.001 ? `< ${words.decimal(0.001, 3)}` : words.decimal(p, 3)
}
