import { fishboneChart } from '../../charts/fishbone-chart.ts'
import { fishboneReading } from '../../metrics/cause-reading.ts'
import { agreementReading } from '../../metrics/coding-reading.ts'
import { drawChart } from '../chart-picture.ts'
import type { Figure } from '../figure.ts'
import { type AgreementRow, agreementFigure, type FishboneRow, fishboneFigure } from '../figures/cause-figures.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { PAGE_PX, printTheme } from '../print-theme.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { captionOf, type Words } from '../words.ts'
import { type Block, blocksView } from './blocks-view.ts'
import { tableView } from './table-view.ts'

const HEIGHT_PX = 290
/** Causes of a bone that the table names. */
const NAMED = 3

/** Plan: the coded causes of the latest weeks as a fishbone, and how far coders agree on them. */
export const fishboneSection = sectionKind('fishbone', {}, prepare, { template: 'blocks' })

async function prepare(context: FigureContext): Promise<PreparedSection> {
  const figure = await fishboneFigure(context)
  const agreement = figure === null ? null : await agreementFigure(context)
  return {
    isNumbered: true,
    view: async (words) =>
      blocksView({
        kind: 'fishbone',
        title: words.say('sections.fishbone'),
        empty: figure === null ? words.say('fishbone.empty') : '',
        blocks: figure === null ? [] : [await fishboneBlock(words, figure, agreement)],
      }),
  }
}

interface Bone {
  readonly label: string
  readonly count: number
  readonly isKnown: boolean
  readonly twigs: readonly { readonly label: string; readonly count: number }[]
}

async function fishboneBlock(
  words: Words,
  figure: Figure<FishboneRow>,
  agreement: Figure<AgreementRow> | null,
): Promise<Block> {
  const { rows } = figure
  const [first] = rows
  const reading = fishboneReading(words.locale, rows) ?? ''
  const bones = bonesOf(words, rows)
  const labels = {
    description: reading,
    counted: (label: string, count: number) => words.say('fishbone.counted', { label, count: words.count(count) }),
    more: (count: number) => words.say('fishbone.more', { count: words.count(count) }),
  }
  const data = {
    head: words.say('fishbone.head', { count: words.count(first?.coded_count ?? 0) }),
    bones: bones.filter(({ isKnown }) => isKnown),
    labels,
  }
  const spec = fishboneChart(printTheme(words.locale), data, { width: PAGE_PX, height: HEIGHT_PX })
  const span = { from: words.day(first?.span_from ?? ''), to: words.day(first?.span_to ?? '') }
  return {
    charts: [{ caption: captionOf(words, figure), reading, picture: await drawChart(spec, words.locale) }],
    table: tableOf(words, figure, bones),
    notes: [
      words.say('fishbone.note_span', span),
      ...(agreement === null
        ? [words.say('fishbone.note_single')]
        : agreement.rows.map((row) => agreementReading(words.locale, row))),
    ],
  }
}

function bonesOf(words: Words, rows: readonly FishboneRow[]): Bone[] {
  return [...Map.groupBy(rows, ({ bone }) => bone).values()].flatMap((own) => {
    const [first] = own
    if (first === undefined) return []
    return {
      label: words.value(first.bone_dimension, first.bone),
      count: first.bone_count,
      isKnown: first.bone !== null,
      twigs: own
        .filter(({ case_count: count }) => count > 0)
        .map(({ cause, case_count: count }) => ({ label: words.value('cause', cause), count })),
    }
  })
}

function tableOf(words: Words, figure: Figure<FishboneRow>, bones: readonly Bone[]) {
  const coded = figure.rows[0]?.coded_count ?? 0
  return tableView(words, figure, {
    look: 'fishbone-table',
    title: words.say('fishbone.table'),
    columns: [
      { name: 'bone' },
      { name: 'complaints', isNumber: true },
      { name: 'share', isNumber: true },
      { name: 'largest_causes' },
    ],
    rows: bones.map(({ label, count, isKnown, twigs }) => ({
      cells: [
        label,
        words.count(count),
        isKnown ? words.share(count, coded) : '',
        isKnown ? words.list(twigs.slice(0, NAMED).map((twig) => `${twig.label} ${words.count(twig.count)}`)) : '',
      ],
    })),
  })
}
