import { metricDefinition } from '../../metrics/catalogue.ts'
import type { MetricQuery, Statement } from '../../metrics/metric-query.ts'
import type { MetricRow, Tier } from '../../metrics/metric-row.ts'
import { addDays } from '../../metrics/periods.ts'
import type { Figure } from '../figure.ts'
import type { SectionOptions } from '../report-definition.ts'
import { type FigureContext, weeksBefore } from './figure-context.ts'
import { type Change, changeOf, NO_REFERENCE, type Reference, referenceOf } from './headline-reference.ts'
import { type MetricCells, metricCells } from './metric-cells.ts'
import { type Missing, missingReason } from './missing-reason.ts'

type Options = SectionOptions<'headline'>
type Entry = Options['metrics'][number]

/** A metric of the week beside the week before and the weeks before that; shares of several weeks are pooled. */
export type HeadlineRow = MetricCells &
  Previous &
  Reference & {
    readonly scope: Entry['scope']
    readonly missing: Missing | null
    /** `higher` and `lower` only where the two intervals do not overlap; null where nothing may be compared. */
    readonly change: Change | null
  }

/** The week before the one shown. */
type Previous = {
  readonly previous_numerator: number | null
  readonly previous_denominator: number | null
  readonly previous_value: number | null
  readonly previous_n: number | null
  readonly previous_tier: Tier | null
}

/** Further weeks to look back for one whose invitations have all had their time. */
const SETTLING_WEEKS = 12

export async function headlineFigure(context: FigureContext, options: Options): Promise<Figure<HeadlineRow>> {
  const statements: Statement[] = []
  const ask: Ask = async (query) => {
    const answer = await context.metrics(query)
    statements.push(...answer.statements)
    return answer.rows
  }
  const weekly = await weeklyRows(context, options, ask)
  const pooled = await pooledRows(context, options, weekly, ask)
  const rows: HeadlineRow[] = []
  for (const entry of options.metrics) {
    rows.push(
      entry.scope === 'to_date'
        ? await stateNow(context, entry, ask)
        : comparedRow(context, options, entry, weekly, pooled.get(entry.metric)),
    )
  }
  return context.book.add({ figure: 'headline' }, rows, [statements, context.coverage.statement])
}

type Ask = (query: MetricQuery) => Promise<readonly MetricRow[]>

/** Every metric by week, from far enough back for the references of settled weeks. */
async function weeklyRows(context: FigureContext, options: Options, ask: Ask): Promise<readonly MetricRow[]> {
  const metrics = options.metrics.filter((entry) => entry.scope !== 'to_date').map((entry) => entry.metric)
  const earlier = weeksBefore(context, context.week, options.reference_weeks + SETTLING_WEEKS)
  const from = earlier?.from ?? context.week.start
  return await ask({ metrics, period: 'week', from, to: context.week.end })
}

/** Shares, means and scores over the weeks before the one shown, by metric: one query for all with the same weeks. */
async function pooledRows(
  context: FigureContext,
  options: Options,
  weekly: readonly MetricRow[],
  ask: Ask,
): Promise<ReadonlyMap<string, MetricRow>> {
  const spans = new Map<string, { from: string; to: string; metrics: string[] }>()
  for (const entry of options.metrics) {
    const { kind } = metricDefinition(entry.metric)
    if (entry.scope === 'to_date' || kind === 'count' || kind === 'stock') continue
    const span = weeksBefore(context, shownWeek(weekly, entry), options.reference_weeks)
    if (span === null) continue
    const { from, to } = span
    spans.set(from, { from, to, metrics: [...(spans.get(from)?.metrics ?? []), entry.metric] })
  }
  const rows: MetricRow[] = []
  for (const query of spans.values()) rows.push(...(await ask(query)))
  return new Map(rows.map((row) => [row.metric, row]))
}

async function stateNow(context: FigureContext, entry: Entry, ask: Ask): Promise<HeadlineRow> {
  const [row] = await ask({ metrics: [entry.metric] })
  if (row === undefined) throw new RangeError(`no row of ${entry.metric}`)
  const cells = metricCells(row)
  return {
    ...cells,
    scope: entry.scope,
    missing: missingReason(context, cells),
    ...NO_PREVIOUS,
    ...NO_REFERENCE,
    change: null,
  }
}

function comparedRow(
  context: FigureContext,
  options: Options,
  entry: Entry,
  weekly: readonly MetricRow[],
  pooled: MetricRow | undefined,
): HeadlineRow {
  const shown = shownWeek(weekly, entry)
  const cells = metricCells(shown.row)
  const missing = missingReason(context, cells)
  const own = weekly.filter((row) => row.metric === entry.metric)
  const previous = own.find((row) => row.period === addDays(shown.start, -7))
  const reference = referenceOf(weeksBefore(context, shown, options.reference_weeks), own, pooled)
  const isUnknown = missing === 'no_resolution'
  return {
    ...cells,
    scope: entry.scope,
    missing,
    ...(previous === undefined || isUnknown ? NO_PREVIOUS : previousCells(previous)),
    ...(isUnknown ? NO_REFERENCE : reference),
    change: entry.compare && missing === null ? changeOf(shown.row, reference) : null,
  }
}

/** The report's week, or the newest one of which every case is decided. */
function shownWeek(weekly: readonly MetricRow[], { metric, scope }: Entry): { row: MetricRow; start: string } {
  const own = weekly.filter((row) => row.metric === metric)
  const settled = own.findLast((row) => row.n > 0 && (row.pending ?? 0) === 0)
  const row = (scope === 'settled' ? settled : undefined) ?? own.at(-1)
  if (row?.period == null) throw new RangeError(`no week of ${metric}`)
  return { row, start: row.period }
}

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
