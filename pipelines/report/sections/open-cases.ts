import { z } from 'zod'
import { shortened } from '../../charts/shortened.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from '../figures/figure-context.ts'
import { type AgeRow, ageFigure, type OpenCaseRow, openListFigure } from '../figures/open-figures.ts'
import { type PreparedSection, sectionKind } from '../section.ts'
import { textWidth } from '../text-width.ts'
import { captionOf, type Words } from '../words.ts'

const HOURS_A_DAY = 24
/** Names in the list are cut at two or three lines; the table of categories and the attached data have them whole. */
const WIDEST_PX = 240
const TEXT_PX = 10.7
/** Columns that are left out where no case has a value. */
const OPTIONAL = ['level', 'category', 'department', 'status'] as const

/** What is still open at the as-of: by age, then case by case, overdue ones first. */
export const openCasesSection = sectionKind('open_cases', { most: z.int().min(1).max(5000) }, prepare, {
  isOutward: true,
})

async function prepare(context: FigureContext, options: { readonly most: number }): Promise<PreparedSection> {
  const ages = await ageFigure(context)
  const list = ages === null || context.definition.is_outward ? null : await openListFigure(context, options)
  return {
    isNumbered: true,
    view: async (words) => ({
      title: words.say('sections.open_cases'),
      empty: ages === null ? emptyText(words, context) : '',
      reading: ages === null ? '' : readingOf(words, ages),
      ages: ages === null ? null : ageTable(words, ages),
      cases: ages === null || list === null ? null : caseTable(words, list, ages),
    }),
  }
}

function emptyText(words: Words, { coverage, definition }: FigureContext): string {
  if (coverage.complaints === 0) return words.say('empty_data')
  if (definition.is_outward && coverage.with_resolution > 0) return words.say('open.few')
  return words.say(coverage.with_resolution === 0 ? 'open.not_known' : 'open.none')
}

function isBucket(row: AgeRow): row is AgeRow & { from_day: number } {
  return row.from_day !== null
}

function totals(ages: Figure<AgeRow>) {
  const buckets = ages.rows.filter(isBucket)
  const open = buckets.reduce((total, row) => total + row.open, 0)
  const isKnown = buckets.every(({ overdue }) => overdue !== null)
  const overdue = isKnown ? buckets.reduce((total, row) => total + (row.overdue ?? 0), 0) : null
  const unknown = ages.rows.find((row) => !isBucket(row))?.open ?? 0
  return { buckets, open, overdue, unknown }
}

function readingOf(words: Words, ages: Figure<AgeRow>): string {
  const { buckets, open, overdue, unknown } = totals(ages)
  const oldest = buckets.findLast((row) => row.open > 0)
  if (overdue === null)
    return words.say('open.reading_few', { instant: words.instant(words.run.asOf), open: words.count(open) })
  const reading = words.say(overdue > 0 ? 'open.reading' : 'open.reading_none_overdue', {
    instant: words.instant(words.run.asOf),
    open: words.count(open),
    overdue: words.count(overdue),
    share: words.share(overdue, open),
    age: oldest === undefined ? '' : ageText(words, oldest),
    oldest: words.count(oldest?.open ?? 0),
  })
  return unknown === 0 ? reading : `${reading}${words.say('open.unknown', { unknown: words.count(unknown) })}`
}

function ageText(words: Words, { from_day: from, to_day: to }: { from_day: number; to_day: number | null }): string {
  if (from === 0 && to === null) return words.say('open.any_age')
  return to === null ? words.say('open.longer_than', { days: from - 1 }) : words.say('open.days', { from, to })
}

function ageTable(words: Words, ages: Figure<AgeRow>) {
  const total = totals(ages)
  return {
    caption: captionOf(words, ages),
    headings: [
      words.say('columns.age'),
      ...total.buckets.map((row) => ageText(words, row)),
      words.say('columns.total'),
    ],
    rows: (['open', 'overdue'] as const).map((part) => ({
      label: words.say(`columns.${part}`),
      numbers: [...total.buckets.map((row) => row[part]), total[part]].map((count) =>
        count === null ? words.say('small') : words.count(count),
      ),
    })),
  }
}

function caseTable(words: Words, list: Figure<OpenCaseRow>, ages: Figure<AgeRow>) {
  const { rows } = list
  const optional = OPTIONAL.filter((column) => rows.some((row) => row[column] !== null))
  const more = totals(ages).open - rows.length
  const measure = (text: string) => textWidth(text, { size: TEXT_PX, locale: words.locale })
  const columns = ['complaint_id', 'received_on', ...optional, 'open_for', 'overdue_by']
  return {
    caption: captionOf(words, list),
    headings: columns.map((column) => ({
      text: isOptional(column) ? words.dimension(column) : words.say(`columns.${column}`),
      isNumber: ['open_for', 'overdue_by'].includes(column),
    })),
    rows: rows.map((row) => ({
      id: row.complaint_id,
      received: row.received_on,
      cells: optional.map((column) => ({
        text: shortened(words.value(column, row[column]), WIDEST_PX, measure),
        isFree: column === 'category' || column === 'department',
      })),
      age: durationText(words, row.open_hours),
      overdue: row.overdue_hours === null ? '' : durationText(words, row.overdue_hours),
    })),
    more: more > 0 ? words.say('open.more', { more: words.count(more) }) : '',
  }
}

function isOptional(column: string): column is (typeof OPTIONAL)[number] {
  return (OPTIONAL as readonly string[]).includes(column)
}

/** Whole days and hours; hours alone below a day. */
function durationText(words: Words, hours: number): string {
  const days = Math.floor(hours / HOURS_A_DAY)
  const rest = hours % HOURS_A_DAY
  return days === 0 ? words.hours(rest) : words.say('days_hours', { days: words.count(days), hours: rest })
}
