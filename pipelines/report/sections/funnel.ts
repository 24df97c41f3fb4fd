import { z } from 'zod'
import { funnelChart } from '../../charts/funnel-chart.ts'
import { funnelReading } from '../../metrics/cause-reading.ts'
import { funnelLimits } from '../../metrics/funnel-limits.ts'
import { drawChart } from '../chart-picture.ts'
import type { Figure } from '../figure.ts'
import { type FunnelRow, funnelFigure } from '../figures/cause-figures.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { metricName } from '../named-in-catalogue.ts'
import { PAGE_PX, printTheme } from '../print-theme.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { captionOf, type Words } from '../words.ts'
import { type Block, blocksView } from './blocks-view.ts'
import { tableView } from './table-view.ts'

const HEIGHT_PX = 260
/** Points of a line of limits. */
const STEPS = 60

/** Check: which departments, stores or regions differ from all of them by more than chance; no league table. */
export const funnelSection = sectionKind(
  'funnel',
  {
    funnels: z
      .array(z.strictObject({ metric: metricName, unit: z.enum(['department', 'store', 'region']) }))
      .min(1)
      .max(6),
  },
  prepare,
  { template: 'blocks' },
)

interface Options {
  readonly funnels: readonly { readonly metric: string; readonly unit: string }[]
}

async function prepare(context: FigureContext, { funnels }: Options): Promise<PreparedSection> {
  const figures: Figure<FunnelRow>[] = []
  for (const asked of funnels) {
    const figure = await funnelFigure(context, asked)
    if (figure !== null) figures.push(figure)
  }
  return {
    isNumbered: true,
    view: async (words) =>
      blocksView({
        kind: 'funnel',
        title: words.say('sections.funnel'),
        empty: figures.length === 0 ? words.say('funnel.empty') : '',
        blocks: await Promise.all(figures.map((figure) => funnelBlock(words, figure))),
      }),
  }
}

async function funnelBlock(words: Words, figure: Figure<FunnelRow>): Promise<Block> {
  const [first] = figure.rows
  if (first === undefined) throw new RangeError(`no row of ${figure.ref}`)
  const outside = figure.rows.filter(({ is_outside }) => is_outside)
  const judged = figure.rows.filter(({ is_too_small }) => !is_too_small)
  const counts = { units: words.count(judged.length), outside: words.count(outside.length) }
  const reading = words.say(outside.length === 0 ? 'funnel.none' : 'funnel.some', counts)
  const largest = Math.max(...judged.map(({ denominator }) => denominator))
  const sizes = Array.from({ length: STEPS }, (_, step) => Math.max(1, ((step + 1) / STEPS) * largest * 1.08))
  const data = {
    units: judged.map((row) => ({
      label: words.value(row.unit, row.member),
      n: row.denominator,
      share: row.share,
      isOutside: row.is_outside,
    })),
    limits: sizes.map((n) => funnelLimits(first.centre, first.dispersion, n)),
    centre: first.centre,
    format: '.0%',
    labels: { description: reading, n: words.say('funnel.cases') },
  }
  const spec = funnelChart(printTheme(words.locale), data, { width: PAGE_PX, height: HEIGHT_PX })
  const span = { from: words.day(first.span_from), to: words.day(first.span_to) }
  return {
    charts: [{ caption: captionOf(words, figure), reading, picture: await drawChart(spec, words.locale) }],
    paragraphs: outside.map((row) => funnelReading(words.locale, row)),
    table: tableOf(words, figure),
    notes: [words.say('funnel.note_span', span), words.say('funnel.note_limits'), words.say('funnel.note_mix')],
  }
}

function tableOf(words: Words, figure: Figure<FunnelRow>) {
  return tableView(words, figure, {
    look: 'funnel-table',
    title: words.say('funnel.table'),
    columns: [
      { name: 'unit' },
      { name: 'k_of_n', isNumber: true },
      { name: 'share', isNumber: true },
      { name: 'limits_998', isNumber: true },
      { name: 'judgement' },
    ],
    rows: figure.rows.map((row) => ({
      cells: [
        words.value(row.unit, row.member),
        words.say('k_of_n', { k: words.count(row.numerator), n: words.count(row.denominator) }),
        row.share === null ? '' : words.number(row.metric, row.share),
        row.low_998 === null || row.high_998 === null
          ? ''
          : words.say('funnel.range', {
              low: words.number(row.metric, row.low_998),
              high: words.number(row.metric, row.high_998),
            }),
        judgementCell(words, row),
      ],
    })),
  })
}

function judgementCell(words: Words, { is_too_small: isTooSmall, judgement }: FunnelRow) {
  if (isTooSmall) return words.say('funnel.too_few')
  return judgement === null
    ? words.say('funnel.within')
    : { text: words.say(`variation.${judgement}`), look: judgement }
}
