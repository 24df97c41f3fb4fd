import { type IntervalRow, intervalChart } from '../../charts/interval-chart.ts'
import { effectReading } from '../../metrics/reading.ts'
import { drawChart } from '../chart-picture.ts'
import type { Figure } from '../figure.ts'
import { type EffectRow, effectFigure } from '../figures/effect-figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { PAGE_PX, printTheme } from '../print-theme.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import type { Words } from '../words.ts'
import { type Block, blocksView } from './blocks-view.ts'
import { type TableCell, tableView } from './table-view.ts'

/** Check: what each action did, with its interval, and the verdict that follows. */
export const effectsSection = sectionKind('effects', {}, prepare, { template: 'blocks' })

async function prepare(context: FigureContext): Promise<PreparedSection> {
  const figure = await effectFigure(context)
  return {
    isNumbered: true,
    view: async (words) =>
      blocksView({
        kind: 'effects',
        title: words.say('sections.effects'),
        empty: figure.rows.length === 0 ? words.say('actions.none') : '',
        blocks: figure.rows.length === 0 ? [] : [await effectBlock(words, figure)],
      }),
  }
}

async function effectBlock(words: Words, figure: Figure<EffectRow>): Promise<Block> {
  return {
    paragraphs: [readingOf(words, figure.rows)],
    charts: await chartsOf(words, figure),
    table: tableView(words, figure, {
      look: 'effect-table',
      columns: ['number', 'verdict', 'effect', 'before_and_after', 'reading'].map((name) => ({ name })),
      rows: figure.rows.map((row) => ({
        cells: [
          row.improvement_id,
          { text: verdictText(words, row), look: row.verdict === 'worse' ? 'bad' : (row.verdict ?? 'open') },
          effectText(words, row),
          spansText(words, row),
          effectReading(words.locale, row),
        ],
      })),
    }),
    notes: [words.say('effects.note_verdict'), words.say('effects.note_interval')],
  }
}

/** A forest of the effects on each scale: ratios against 1, differences against 0. */
async function chartsOf(words: Words, figure: Figure<EffectRow>) {
  const scales = (['ratio', 'difference'] as const).map((scale) => ({
    scale,
    rows: figure.rows.filter((row) => row.scale === scale && row.effect !== null),
  }))
  const drawn = scales.filter(({ rows }) => rows.length > 0)
  return await Promise.all(
    drawn.map(async ({ scale, rows }) => {
      const title = words.say(`effects.${scale}_chart`)
      const effects = rows.map((row) =>
        words.say('effects.of_action', {
          action: row.title ?? row.improvement_id,
          verdict: verdictText(words, row),
          effect: effectText(words, row).text,
        }),
      )
      const description = words.say('effects.chart_reading', {
        title,
        effects: effects.join(words.say('clause_separator')),
      })
      const isRatio = scale === 'ratio'
      const isShare = rows.every((row) => row.comparison === 'share_of_all')
      const data = {
        rows: rows.map((row) => intervalRow(words, row)),
        neutral: isRatio ? 1 : 0,
        mark: 'point' as const,
        isRatio,
        format: isShare && !isRatio ? '+.0%' : isRatio ? '.2f' : '+.2f',
        description,
      }
      const spec = intervalChart(printTheme(words.locale), data, { width: PAGE_PX })
      return { caption: { ref: figure.ref, title }, reading: '', picture: await drawChart(spec, words.locale) }
    }),
  )
}

function intervalRow(words: Words, row: EffectRow): IntervalRow {
  const { text, small } = effectText(words, row)
  return {
    label: `${row.improvement_id} ${row.title ?? ''}`,
    value: row.effect,
    low: row.effect_low,
    high: row.effect_high,
    text: `${text} (${small})`,
    side: row.verdict === 'worse' ? 'concern' : row.verdict === 'improved' ? 'improvement' : 'neutral',
  }
}

const VERDICTS = ['improved', 'worse', 'no_evidence', 'too_early'] as const

function readingOf(words: Words, rows: readonly EffectRow[]): string {
  const parts = VERDICTS.flatMap((verdict) => {
    const count = rows.filter((row) => row.verdict === verdict).length
    return count === 0 ? [] : [words.say(`effects.counts.${verdict}`, { count: words.count(count) })]
  })
  const open = rows.filter((row) => row.verdict === null).length
  if (open > 0) parts.push(words.say('effects.counts.open', { count: words.count(open) }))
  return words.say('effects.reading', { actions: words.count(rows.length), parts: words.list(parts) })
}

export function verdictText(words: Words, { verdict }: Pick<EffectRow, 'verdict'>): string {
  return words.say(`effects.verdicts.${verdict ?? 'open'}`)
}

/** The change and its interval: a ratio as it is, a difference of shares in percentage points. */
function effectText(words: Words, row: EffectRow): { text: string; small: string } {
  const { effect, effect_low: low, effect_high: high, scale } = row
  if (effect === null) return { text: words.say('no_value'), small: '' }
  const isShare = scale === 'difference' && row.comparison === 'share_of_all'
  const number = (value: number | null) => (value === null ? words.say('no_value') : plain(words, value, isShare))
  const shown = number(effect)
  return {
    text: isShare
      ? words.say('points', { number: shown })
      : scale === 'ratio'
        ? words.say('times', { times: shown })
        : shown,
    small: words.say('effects.interval', { low: number(low), high: number(high) }),
  }
}

function plain(words: Words, value: number, isShare: boolean): string {
  const amount = isShare ? 100 * value : value
  return `${amount < 0 ? '−' : ''}${words.decimal(Math.abs(amount), isShare ? 1 : 2)}`
}

function spansText(words: Words, row: EffectRow): string | TableCell {
  const { before_from: from, before_to: to, after_from: since, after_to: until } = row
  if (from === null || to === null || since === null || until === null) return words.say('no_value')
  return {
    text: words.say('effects.before_days', { from, to }),
    small: words.say('effects.after_days', { from: since, to: until }),
  }
}
