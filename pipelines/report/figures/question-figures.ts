import { dimensionCatalogue, QUESTIONS, type Question } from '../../metrics/catalogue.ts'
import { wilsonInterval } from '../../metrics/intervals.ts'
import type { Statement } from '../../metrics/metric-query.ts'
import type { MetricRow } from '../../metrics/metric-row.ts'
import type { Figure } from '../figure.ts'
import { type FigureContext, periodsBefore } from './figure-context.ts'
import { valuesToMerge } from './outward-counts.ts'

export interface QuestionOptions {
  /** Values listed of each dimension. */
  readonly top: number
  readonly reference_periods: number
  /** Dimensions that are not shown. */
  readonly leave_out: readonly string[]
}

/**
 * One value of a dimension in the period and in those before. `rest`: values beyond the top, `unknown`: left blank,
 * `empty`: the dimension has no value at all.
 */
export type QuestionRow = {
  readonly dimension: string
  readonly kind: 'value' | 'rest' | 'unknown' | 'empty'
  readonly value: string | null
  readonly values: number
  readonly complaints: number
  readonly total: number
  /** Of the total, those that state a value: the base of shares, since young cases are often not filled in yet. */
  readonly stated: number
  readonly before: number
  readonly before_stated: number
  /** Share of the period ÷ share of those before; null where one is not known, or rests on too few complaints. */
  readonly index: number | null
  /** Only where the 95 % intervals of the two shares do not overlap. */
  readonly change: 'higher' | 'lower' | null
}

export interface QuestionFigure {
  readonly question: Question
  /** Null where no dimension of the question has any value. */
  readonly figure: Figure<QuestionRow> | null
  readonly empty: readonly string[]
  /** Dimensions whose counts are too small for an outward copy. */
  readonly suppressed: readonly string[]
  readonly periods: number
}

/** The six questions of 5W1H, each with those dimensions of the complaints that have values in the period. */
export async function questionFigures(context: FigureContext, options: QuestionOptions): Promise<QuestionFigure[]> {
  const figures: QuestionFigure[] = []
  for (const question of QUESTIONS) figures.push(await questionFigure(context, options, question))
  return figures
}

async function questionFigure(
  context: FigureContext,
  options: QuestionOptions,
  question: Question,
): Promise<QuestionFigure> {
  const { is_outward: isOutward } = context.definition
  const span = isOutward ? null : periodsBefore(context, context.period, options.reference_periods)
  const rows: QuestionRow[] = []
  const statements: Statement[] = []
  const suppressed: string[] = []
  for (const { name, facts, question: asked } of dimensionCatalogue().values()) {
    if (asked !== question || !facts.includes('complaint') || options.leave_out.includes(name)) continue
    const { unit, start, end } = context.period
    const query = { metrics: ['complaints_received'], by: [name], from: span?.from ?? start, to: end }
    // Asked for once: a table of so many columns is dearer to name than to read.
    const answer = await context.unsuppressed(span === null ? query : { ...query, period: unit })
    const isNow = ({ period }: MetricRow) => period === null || period === start
    const now = countsOf(answer.rows.filter(isNow), name)
    const earlier = countsOf(
      answer.rows.filter((row) => !isNow(row)),
      name,
    )
    const merged = isOutward ? valuesToMerge(now) : new Set<string | null>()
    if (merged === null) suppressed.push(name)
    else rows.push(...dimensionRows(name, now, earlier, options.top, merged))
    statements.push(...answer.statements)
  }
  const empty = rows.filter((row) => row.kind === 'empty').map((row) => row.dimension)
  const known = rows.filter((row) => row.kind !== 'empty')
  const figure = known.length === 0 ? null : context.book.add({ figure: 'question', question }, rows, [statements])
  return { question, figure, empty, suppressed, periods: span?.periods ?? 0 }
}

type Counts = ReadonlyMap<string | null, number>

/** Of the values that occur. */
function countsOf(rows: readonly MetricRow[], dimension: string): Counts {
  const counts = new Map<string | null, number>()
  for (const { by, value } of rows) {
    const member = by[dimension] ?? null
    if (value !== null && value > 0) counts.set(member, (counts.get(member) ?? 0) + value)
  }
  return counts
}

function dimensionRows(
  dimension: string,
  now: Counts,
  earlier: Counts,
  top: number,
  merged: ReadonlySet<string | null>,
): QuestionRow[] {
  // Blanks that are put together with others must not be told by the difference.
  const blank = merged.has(null) ? 0 : (now.get(null) ?? 0)
  const bases = { stated: sum(now) - blank, before_stated: sum(earlier) - (earlier.get(null) ?? 0) }
  const shared = { dimension, total: sum(now), ...bases }
  const named = [...now.keys()].filter((value) => value !== null)
  const nothing = { value: null, values: 0, complaints: 0, before: 0, index: null, change: null }
  if (named.length === 0) return [{ ...shared, ...nothing, kind: 'empty' }]
  named.sort((a, b) => (now.get(b) ?? 0) - (now.get(a) ?? 0) || (a < b ? -1 : 1))
  const row = (kind: QuestionRow['kind'], values: readonly (string | null)[]): QuestionRow => {
    const complaints = values.reduce((total, value) => total + (now.get(value) ?? 0), 0)
    const before = values.reduce((total, value) => total + (earlier.get(value) ?? 0), 0)
    const compared = kind === 'value' ? compare(complaints, before, bases) : NOT_COMPARED
    const value = kind === 'value' ? (values[0] ?? null) : null
    return { ...shared, kind, value, values: values.length, complaints, before, ...compared }
  }
  const shown = named.filter((value) => !merged.has(value)).slice(0, top)
  const isBlankShown = now.has(null) && !merged.has(null)
  const rest = [...now.keys()].filter((value) => !shown.includes(value ?? '') && (value !== null || !isBlankShown))
  return [
    ...shown.map((value) => row('value', [value])),
    ...(rest.length === 0 ? [] : [row('rest', rest)]),
    ...(isBlankShown ? [row('unknown', [null])] : []),
  ]
}

/** With fewer complaints of a value in the period, a ratio would be noise. */
const FEWEST_FOR_INDEX = 5
const NOT_COMPARED = { index: null, change: null }

function compare(complaints: number, before: number, bases: { stated: number; before_stated: number }) {
  const [now, earlier] = [wilsonInterval(complaints, bases.stated), wilsonInterval(before, bases.before_stated)]
  if (now === null || earlier === null || complaints < FEWEST_FOR_INDEX) return NOT_COMPARED
  const index = before === 0 ? null : complaints / bases.stated / (before / bases.before_stated)
  const change = now.low > earlier.high ? 'higher' : now.high < earlier.low ? 'lower' : null
  return { index, change } as const
}

function sum(counts: Counts): number {
  return [...counts.values()].reduce((total, count) => total + count, 0)
}
