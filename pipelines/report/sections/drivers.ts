import { z } from 'zod'
import { type IntervalRow, intervalChart } from '../../charts/interval-chart.ts'
import { driverQualityReading, driverReading, driverSubject } from '../../metrics/driver-reading.ts'
import { drawChart } from '../chart-picture.ts'
import type { Figure } from '../figure.ts'
import { type DriverQualityRow, type DriverRow, driverFigure, driverQualityFigure } from '../figures/cause-figures.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { PAGE_PX, printTheme } from '../print-theme.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { captionOf, type Words } from '../words.ts'
import { type Block, blocksView } from './blocks-view.ts'

/** Plan: which features of handling go with dissatisfied answers: associations, with how well they tell answers apart. */
export const driversSection = sectionKind(
  'drivers',
  {
    /** Features drawn, those that are associated first. */
    most: z.int().min(1).max(30).default(12),
  },
  prepare,
  { template: 'blocks' },
)

async function prepare(context: FigureContext, { most }: { readonly most: number }): Promise<PreparedSection> {
  const quality = await driverQualityFigure(context)
  const figure = quality === null ? null : await driverFigure(context, most)
  return {
    isNumbered: true,
    view: async (words) =>
      blocksView({
        kind: 'drivers',
        title: words.say('sections.drivers'),
        empty: quality === null ? words.say('drivers.empty') : '',
        blocks: quality === null ? [] : [await driverBlock(words, figure, quality)],
      }),
  }
}

async function driverBlock(
  words: Words,
  figure: Figure<DriverRow> | null,
  { rows: [quality] }: Figure<DriverQualityRow>,
): Promise<Block> {
  const told = quality === undefined ? [] : [driverQualityReading(words.locale, quality)]
  if (figure === null) return { paragraphs: told }
  const associated = figure.rows.filter(({ is_associated }) => is_associated)
  const reading = words.say(associated.length === 0 ? 'drivers.none' : 'drivers.some', {
    count: words.count(associated.length),
  })
  const data = {
    rows: figure.rows.map((row) => oddsRow(words, row)),
    neutral: 1,
    mark: 'point' as const,
    isRatio: true,
    format: '.2~f',
    description: reading,
  }
  const spec = intervalChart(printTheme(words.locale), data, { width: PAGE_PX })
  return {
    charts: [{ caption: captionOf(words, figure), reading, picture: await drawChart(spec, words.locale) }],
    notes: [
      ...associated.slice(0, 3).map((row) => driverReading(words.locale, row)),
      ...told,
      words.say('drivers.note'),
    ],
  }
}

function oddsRow(words: Words, row: DriverRow): IntervalRow {
  const { odds_ratio: value, odds_low: low, odds_high: high } = row
  const odds = { odds: words.decimal(value, 2), low: words.decimal(low, 2), high: words.decimal(high, 2) }
  return {
    label: driverSubject(words.locale, row),
    value,
    low,
    high,
    text: words.say('drivers.odds', odds),
    side: !row.is_associated ? 'neutral' : value > 1 ? 'concern' : 'improvement',
  }
}
