import { metricDefinition } from '../../metrics/catalogue.ts'
import type { MetricQuery, Statement } from '../../metrics/metric-query.ts'
import type { Tier } from '../../metrics/metric-row.ts'
import type { OutwardRow } from '../../metrics/outward-rows.ts'
import type { Figure } from '../figure.ts'
import { periodBefore, periodHolding, type ReportPeriod } from '../report-period.ts'
import { type FigureContext, periodsBefore } from './figure-context.ts'
import { type Change, changeOf, NO_REFERENCE, type Reference, referenceOf } from './headline-reference.ts'
import { type MetricCells, metricCells } from './metric-cells.ts'
import { type Missing, missingReason } from './missing-reason.ts'

export interface HeadlineOptions {
  /** How many periods before the one shown it is compared with. */
  readonly reference_periods: number
  readonly metrics: readonly Entry[]
}

interface Entry {
  readonly metric: string
  readonly compare: boolean
  readonly scope: 'period' | 'settled' | 'to_date'
}

/** A metric of the period beside the one before and those before that; shares of several periods are pooled. */
export type HeadlineRow = MetricCells &
  Previous &
  Reference & {
    readonly scope: Entry['scope']
    readonly missing: Missing | null
    /** `higher` and `lower` only where the two intervals do not overlap; null where nothing may be compared. */
    readonly change: Change | null
  }

/** The period before the one shown. */
type Previous = {
  readonly previous_numerator: number | null
  readonly previous_denominator: number | null
  readonly previous_value: number | null
  readonly previous_n: number | null
  readonly previous_tier: Tier | null
}

/** Further periods to look back for one whose invitations have all had their time. */
const SETTLING_PERIODS = 12

export async function headlineFigure(context: FigureContext, options: HeadlineOptions): Promise<Figure<HeadlineRow>> {
  const statements: Statement[] = []
  const ask: Ask = async (query) => {
    const answer = await context.metrics(query)
    statements.push(...answer.statements)
    return answer.rows
  }
  const byPeriod = await rowsByPeriod(context, options, ask)
  const pooled = await pooledRows(context, options, byPeriod, ask)
  const rows: HeadlineRow[] = []
  for (const entry of options.metrics) {
    rows.push(
      entry.scope === 'to_date'
        ? await stateNow(context, entry, ask)
        : comparedRow(context, options, entry, byPeriod, pooled.get(entry.metric)),
    )
  }
  return context.book.add({ figure: 'headline' }, rows, [statements, context.coverage.statement])
}

type Ask = (query: MetricQuery) => Promise<readonly OutwardRow[]>

/** Every metric by period, from far enough back for the references of settled periods. */
async function rowsByPeriod(
  context: FigureContext,
  options: HeadlineOptions,
  ask: Ask,
): Promise<readonly OutwardRow[]> {
  const metrics = options.metrics.filter((entry) => entry.scope !== 'to_date').map((entry) => entry.metric)
  const earlier = periodsBefore(context, context.period, options.reference_periods + SETTLING_PERIODS)
  const from = earlier?.from ?? context.period.start
  return await ask({ metrics, period: context.period.unit, from, to: context.period.end })
}

/** Shares, means and scores over the periods before the one shown, by metric: one query for all with the same ones. */
async function pooledRows(
  context: FigureContext,
  options: HeadlineOptions,
  byPeriod: readonly OutwardRow[],
  ask: Ask,
): Promise<ReadonlyMap<string, OutwardRow>> {
  const spans = new Map<string, { from: string; to: string; metrics: string[] }>()
  for (const entry of options.metrics) {
    const { kind } = metricDefinition(entry.metric)
    if (entry.scope === 'to_date' || kind === 'count' || kind === 'stock') continue
    const span = periodsBefore(context, shownPeriod(context, byPeriod, entry).period, options.reference_periods)
    if (span === null) continue
    const { from, to } = span
    spans.set(from, { from, to, metrics: [...(spans.get(from)?.metrics ?? []), entry.metric] })
  }
  const rows: OutwardRow[] = []
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
  options: HeadlineOptions,
  entry: Entry,
  byPeriod: readonly OutwardRow[],
  pooled: OutwardRow | undefined,
): HeadlineRow {
  const shown = shownPeriod(context, byPeriod, entry)
  const cells = metricCells(shown.row)
  const missing = missingReason(context, cells)
  const own = byPeriod.filter((row) => row.metric === entry.metric)
  const previous = own.find((row) => row.period === periodBefore(shown.period, 1).start)
  const reference = referenceOf(periodsBefore(context, shown.period, options.reference_periods), own, pooled)
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

/** The report's period, or the newest one of which every case is decided. */
function shownPeriod(
  context: FigureContext,
  byPeriod: readonly OutwardRow[],
  { metric, scope }: Entry,
): { row: OutwardRow; period: ReportPeriod } {
  const own = byPeriod.filter((row) => row.metric === metric)
  const settled = own.findLast((row) => row.n > 0 && (row.pending ?? 0) === 0)
  const row = (scope === 'settled' ? settled : undefined) ?? own.at(-1)
  if (row?.period == null) throw new RangeError(`no period of ${metric}`)
  return { row, period: periodHolding(row.period, context.period.unit) }
}

const NO_PREVIOUS: Previous = {
  previous_numerator: null,
  previous_denominator: null,
  previous_value: null,
  previous_n: null,
  previous_tier: null,
}

function previousCells(row: OutwardRow): Previous {
  return {
    previous_numerator: row.numerator,
    previous_denominator: row.denominator,
    previous_value: row.value,
    previous_n: row.n,
    previous_tier: row.tier,
  }
}
