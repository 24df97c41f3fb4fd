import type { FigureContext } from '../figures/figure-context.ts'
import { type LimitRow, limitFigure } from '../figures/limit-figure.ts'
import { intervalOf } from '../figures/metric-cells.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { captionOf, measuredText, type Words } from '../words.ts'

/** How the period's complaints stand against each time limit, in all and by level. */
export const limitsSection = sectionKind('limits', {}, prepare, { isOutward: true })

async function prepare(context: FigureContext): Promise<PreparedSection> {
  const figure = await limitFigure(context)
  return {
    isNumbered: true,
    view: async (words) => ({
      title: words.say('sections.limits'),
      empty: figure === null ? words.say('empty_week') : '',
      table:
        figure === null
          ? null
          : {
              caption: captionOf(words, figure),
              headings: COLUMNS.map((column) => ({
                text: words.say(`columns.${column}`),
                isNumber: !['clock', 'limit'].includes(column),
              })),
              rows: figure.rows.map((row) => rowView(words, row)),
            },
      notes: figure === null ? [] : ['states', 'excluded'].map((note) => words.say(`limits.note_${note}`)),
    }),
  }
}

const COLUMNS = ['clock', 'limit', 'met', 'on_time', 'interval_95', 'pending', 'excluded']

function rowView(words: Words, row: LimitRow) {
  const isMeasured = row.missing === null
  return {
    isTotal: row.is_total,
    name: row.is_total ? words.say(`clocks.${row.clock}`) : words.value('level', row.level),
    limit: limitText(words, row),
    met: isMeasured
      ? words.say('parts', { part: words.count(row.numerator ?? 0), whole: words.count(row.denominator ?? 0) })
      : '',
    value: isMeasured ? measuredText(words, row) : words.say('no_value'),
    missing: isMeasured ? '' : words.say(`missing.${row.missing}`, { pending: words.count(row.pending ?? 0) }),
    interval: isMeasured && row.tier !== 'too_few' ? words.interval(row.metric, intervalOf(row)) : '',
    pending: countText(words, row.pending ?? (row.suppressed === null ? null : 0)),
    excluded: countText(words, sumOf(row.without_limit, row.not_assessable)),
  }
}

/** A count, or that it is too small for an outward copy. */
function countText(words: Words, count: number | null): string {
  return count === null ? words.say('small') : words.count(count)
}

function sumOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b
}

function limitText(words: Words, row: LimitRow): string {
  if (!row.has_limit) return words.say('cover.unset')
  return row.limit_hours === null ? words.say('limits.by_level') : words.hours(row.limit_hours)
}
