import type { Statement } from '../../metrics/metric-query.ts'
import type { OutwardRow } from '../../metrics/outward-rows.ts'
import type { Figure } from '../figure.ts'
import { CLOCKS, type Clock, METRIC_OF_CLOCK } from './data-coverage.ts'
import type { FigureContext } from './figure-context.ts'
import { type MetricCells, metricCells } from './metric-cells.ts'
import { type Missing, missingReason } from './missing-reason.ts'
import { isSmall } from './outward-counts.ts'

/** A clock of the period's complaints, at one level or at all; hours are clock hours. */
export type LimitRow = MetricCells & {
  readonly clock: Clock
  readonly is_total: boolean
  readonly level: string | null
  /** Null without a limit, and in a total whose levels have different ones. */
  readonly limit_hours: number | null
  readonly has_limit: boolean
  /** Null, as the following, where an outward copy does not show so few. */
  readonly complaints: number | null
  readonly without_limit: number | null
  /** Without the times that the clock needs, or with times in an impossible order. */
  readonly not_assessable: number | null
  readonly missing: Missing | null
}

export type TimeLimitRow = { readonly clock: Clock; readonly level: string | null; readonly limit_hours: number }
type StateRow = {
  clock: Clock
  level: string | null
  complaints: number
  without_limit: number
  not_assessable: number
}

/** Most urgent first, as the department reads it. */
const LEVEL_ORDER = ['L4', 'L3', 'L2', 'L1']

export async function limitFigure(context: FigureContext): Promise<Figure<LimitRow> | null> {
  if (context.coverage.complaints_in_period === 0) return null
  const metrics = CLOCKS.map((clock) => METRIC_OF_CLOCK[clock])
  const range = { from: context.period.start, to: context.period.end }
  const totals = await context.metrics({ metrics, ...range })
  const levels = await context.metrics({ metrics, by: ['level'], ...range })
  const limits = await context.rows<TimeLimitRow>(TIME_LIMITS)
  const filter = context.filter('complaint')
  const states: Statement = { sql: statesSql(filter.sql), parameters: { ...filter.parameters, ...range } }
  const counted = await context.rows<StateRow>(states)
  const isLevelled = levels.rows.some((row) => row.by['level'] !== null)
  const rows = CLOCKS.flatMap((clock) => {
    const statesOf = (each: Clock) => counted.filter((state) => state.clock === each)
    const ofClock = (row: OutwardRow) => row.metric === METRIC_OF_CLOCK[clock]
    const slices = isLevelled ? shownLevels(context, levels.rows.filter(ofClock), statesOf(clock)).sort(byUrgency) : []
    return [...totals.rows.filter(ofClock), ...slices].map((row) => limitRow(context, clock, row, limits, counted))
  })
  return context.book.add({ figure: 'limits' }, rows, [totals.statements, levels.statements, TIME_LIMITS, states])
}

/** The time limits in force, as the snapshot keeps them. */
export const TIME_LIMITS: Statement = {
  sql: 'select clock, level, limit_hours\nfrom marts.time_limit\norder by clock, level',
  parameters: {},
}

function limitRow(
  context: FigureContext,
  clock: Clock,
  row: OutwardRow,
  limits: readonly TimeLimitRow[],
  states: readonly StateRow[],
): LimitRow {
  const isTotal = !('level' in row.by)
  const level = row.by['level'] ?? null
  const inForce = limits.filter((limit) => limit.clock === clock)
  const fitting = isTotal ? inForce : inForce.filter((limit) => limit.level === null || limit.level === level)
  const hours = new Set(fitting.map((limit) => limit.limit_hours))
  const own = states.filter((state) => state.clock === clock && (isTotal || state.level === level))
  const cells = metricCells(row)
  const count = (part: 'complaints' | 'without_limit' | 'not_assessable') =>
    own.reduce((sum, state) => sum + state[part], 0)
  return {
    ...cells,
    clock,
    is_total: isTotal,
    level,
    limit_hours:
      hours.size === 1 && (!isTotal || fitting[0]?.level === null) ? (fitting[0]?.limit_hours ?? null) : null,
    has_limit: fitting.length > 0,
    complaints: shown(context, count('complaints')),
    without_limit: shown(context, count('without_limit')),
    not_assessable: shown(context, count('not_assessable')),
    missing: fitting.length === 0 ? 'no_limit' : missingReason(context, cells),
  }
}

function shown({ definition }: FigureContext, count: number | null): number | null {
  return definition.is_outward && isSmall(count ?? 0) ? null : count
}

/** In an outward copy no level where one of them is suppressed or small: total less the others would tell it. */
function shownLevels(
  { definition }: FigureContext,
  rows: readonly OutwardRow[],
  states: readonly StateRow[],
): OutwardRow[] {
  const isHidden =
    definition.is_outward &&
    (rows.some(({ suppressed, pending }) => suppressed !== null || pending === null) ||
      states.some((state) => isSmall(state.without_limit) || isSmall(state.not_assessable)))
  return isHidden ? [] : [...rows]
}

function byUrgency(a: OutwardRow, b: OutwardRow): number {
  const rank = (row: OutwardRow) => {
    const position = LEVEL_ORDER.indexOf(row.by['level'] ?? '')
    return position >= 0 ? position : row.by['level'] === null ? LEVEL_ORDER.length + 1 : LEVEL_ORDER.length
  }
  return rank(a) - rank(b)
}

function statesSql(filter: string): string {
  const perClock = CLOCKS.map((clock) =>
    [
      `select '${clock}' as clock, level, count(*) as complaints,`,
      `    count(*) filter (where ${clock}_status = 'no_limit') as without_limit,`,
      `    count(*) filter (where ${clock}_status in ('not_assessable', 'invalid_order')) as not_assessable`,
      'from facts.complaint',
      `where received_on between cast($from as date) and cast($to as date) and ${filter}`,
      'group by level',
    ].join('\n'),
  )
  return `${perClock.join('\nunion all\n')}\norder by clock, level`
}
