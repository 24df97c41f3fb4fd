import { metricDefinition } from '../../metrics/catalogue.ts'
import { poissonInterval } from '../../metrics/intervals.ts'
import type { Statement } from '../../metrics/metric-query.ts'
import type { MetricRow } from '../../metrics/metric-row.ts'
import { addDays, type Period } from '../../metrics/periods.ts'
import type { Figure } from '../figure.ts'
import type { SectionOptions } from '../report-definition.ts'
import { type FigureContext, weeksBefore } from './figure-context.ts'
import { type MetricCells, metricCells } from './metric-cells.ts'
import { type Missing, missingReason } from './missing-reason.ts'

type Options = SectionOptions<'headline'>
type Entry = Options['metrics'][number]

/** A metric of the week beside the week before and the weeks before that; shares of several weeks are pooled. */
export type HeadlineRow = MetricCells & {
  readonly scope: Entry['scope']
  readonly missing: Missing | null
  readonly previous_numerator: number | null
  readonly previous_denominator: number | null
  readonly previous_value: number | null
  readonly previous_n: number | null
  readonly previous_tier: string | null
  readonly reference_from: string | null
  readonly reference_to: string | null
  readonly reference_weeks: number
  readonly reference_value: number | null
  readonly reference_low: number | null
  readonly reference_high: number | null
  readonly reference_n: number | null
  readonly reference_tier: string | null
  /** `higher` and `lower` only where the two intervals do not overlap; null where nothing may be compared. */
  readonly change: 'higher' | 'lower' | 'unclear' | null
}

/** Further weeks to look back for one whose invitations have all had their time. */
const SETTLING_WEEKS = 12

export async function headlineFigure(context: FigureContext, options: Options): Promise<Figure<HeadlineRow>> {
  const statements: Statement[] = []
  const rows: HeadlineRow[] = []
  const weekly = await weeklyRows(context, options, statements)
  for (const entry of options.metrics) {
    rows.push(
      entry.scope === 'to_date'
        ? await stateNow(context, entry, statements)
        : await comparedRow(context, options, entry, weekly, statements),
    )
  }
  return context.book.add({ figure: 'headline' }, rows, [unique(statements), context.coverage.statement])
}

/** Every metric by week, from far enough back for the references of settled weeks. */
async function weeklyRows(
  context: FigureContext,
  options: Options,
  statements: Statement[],
): Promise<readonly MetricRow[]> {
  const metrics = options.metrics.filter((entry) => entry.scope !== 'to_date').map((entry) => entry.metric)
  const earlier = weeksBefore(context, context.week, options.reference_weeks + SETTLING_WEEKS)
  const from = earlier?.from ?? context.week.start
  const answer = await context.metrics({ metrics, period: 'week', from, to: context.week.end })
  statements.push(...answer.statements)
  return answer.rows
}

async function stateNow(context: FigureContext, entry: Entry, statements: Statement[]): Promise<HeadlineRow> {
  const answer = await context.metrics({ metrics: [entry.metric] })
  statements.push(...answer.statements)
  const [row] = answer.rows
  if (row === undefined) throw new RangeError(`no row of ${entry.metric}`)
  const cells = metricCells(row)
  return { ...cells, scope: entry.scope, missing: missingReason(context, cells), ...NO_PREVIOUS, ...NO_REFERENCE }
}

async function comparedRow(
  context: FigureContext,
  options: Options,
  entry: Entry,
  weekly: readonly MetricRow[],
  statements: Statement[],
): Promise<HeadlineRow> {
  const own = weekly.filter((row) => row.metric === entry.metric)
  const shown = shownWeek(own, entry)
  if (shown === undefined) throw new RangeError(`no week of ${entry.metric}`)
  const cells = metricCells(shown)
  const missing = missingReason(context, cells)
  const previous = own.find((row) => row.period === addDays(shown.period ?? '', -7))
  const reference = await referenceOf(context, options, shown, own, statements)
  return {
    ...cells,
    scope: entry.scope,
    missing,
    ...(previous === undefined || missing === 'no_resolution' ? NO_PREVIOUS : previousCells(previous)),
    ...(missing === 'no_resolution' ? NO_REFERENCE : reference),
    change: entry.compare && missing === null ? changeOf(shown, reference) : null,
  }
}

/** The report's week, or the newest one of which every case is decided. */
function shownWeek(rows: readonly MetricRow[], entry: Entry): MetricRow | undefined {
  const settled = rows.findLast((row) => row.n > 0 && (row.pending ?? 0) === 0)
  return (entry.scope === 'settled' ? settled : undefined) ?? rows.at(-1)
}

type Reference = Pick<HeadlineRow, Extract<keyof HeadlineRow, `reference_${string}`>>

const NO_REFERENCE: Reference & { change: null } = {
  reference_from: null,
  reference_to: null,
  reference_weeks: 0,
  reference_value: null,
  reference_low: null,
  reference_high: null,
  reference_n: null,
  reference_tier: null,
  change: null,
}

/** The weeks before the one shown: shares, means and scores pooled, counts and levels as the mean of the weeks. */
async function referenceOf(
  context: FigureContext,
  options: Options,
  shown: MetricRow,
  own: readonly MetricRow[],
  statements: Statement[],
): Promise<Reference> {
  const span = weeksBefore(context, { start: shown.period ?? '' }, options.reference_weeks)
  if (span === null) return NO_REFERENCE
  const range = { reference_from: span.from, reference_to: span.to, reference_weeks: span.weeks }
  const { kind } = metricDefinition(shown.metric)
  if (kind === 'count' || kind === 'stock') {
    const values = own.filter((row) => isWithin(row, { start: span.from, end: span.to })).map((row) => row.value ?? 0)
    return { ...range, ...meanOfWeeks(values, kind) }
  }
  const answer = await context.metrics({ metrics: [shown.metric], from: span.from, to: span.to })
  statements.push(...answer.statements)
  const [pooled] = answer.rows
  if (pooled === undefined) return NO_REFERENCE
  return {
    ...range,
    reference_value: pooled.value,
    reference_low: pooled.interval?.low ?? null,
    reference_high: pooled.interval?.high ?? null,
    reference_n: pooled.n,
    reference_tier: pooled.tier,
  }
}

function meanOfWeeks(values: readonly number[], kind: 'count' | 'stock') {
  const total = values.reduce((sum, value) => sum + value, 0)
  const interval = kind === 'count' ? poissonInterval(total) : null
  return {
    reference_value: total / values.length,
    reference_low: interval === null ? null : interval.low / values.length,
    reference_high: interval === null ? null : interval.high / values.length,
    reference_n: total,
    reference_tier: 'enough',
  }
}

function isWithin(row: MetricRow, period: Period): boolean {
  return row.period !== null && row.period >= period.start && row.period <= period.end
}

function changeOf(shown: MetricRow, reference: Reference): HeadlineRow['change'] {
  const { kind } = metricDefinition(shown.metric)
  const interval = kind === 'count' ? poissonInterval(shown.numerator ?? 0) : shown.interval
  const { reference_low: low, reference_high: high, reference_tier: tier } = reference
  if (interval === null || low === null || high === null) return null
  if ([shown.tier, tier].some((each) => each !== 'small' && each !== 'enough')) return null
  return interval.low > high ? 'higher' : interval.high < low ? 'lower' : 'unclear'
}

type Previous = Pick<HeadlineRow, Extract<keyof HeadlineRow, `previous_${string}`>>

const NO_PREVIOUS: Previous = {
  previous_numerator: null,
  previous_denominator: null,
  previous_value: null,
  previous_n: null,
  previous_tier: null,
}

function previousCells(row: MetricRow): Previous {
  return {
    previous_numerator: row.numerator,
    previous_denominator: row.denominator,
    previous_value: row.value,
    previous_n: row.n,
    previous_tier: row.tier,
  }
}

function unique(statements: readonly Statement[]): Statement[] {
  return [...new Map(statements.map((statement) => [JSON.stringify(statement), statement])).values()]
}
