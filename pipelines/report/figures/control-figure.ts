import type { Figure } from '../figure.ts'
import type { FigureContext } from './figure-context.ts'

/** A point of a control chart with its limits, as the analysis judged it (marts.signal). */
export type ControlRow = {
  readonly metric: string
  readonly dimension: string | null
  readonly member: string | null
  readonly period_unit: string
  readonly period_from: string
  readonly period_to: string
  readonly numerator: number | null
  readonly denominator: number | null
  readonly metric_value: number | null
  readonly centre: number | null
  readonly lower_limit: number | null
  readonly upper_limit: number | null
  readonly target: number | null
  readonly chart: string | null
  readonly stage: string
  readonly phase: number
  readonly rebase_reason: string | null
  readonly baseline_to: string | null
  /** Separated by commas; empty for none. */
  readonly rules: string
  readonly direction: number
  readonly is_set_aside: boolean
  readonly variation: string
  readonly assurance: string
  readonly since: string | null
  readonly level_before: number | null
  readonly level_after: number | null
}

/** Part of a metric that has a chart of its own: null for the whole. */
export interface Slice {
  readonly dimension: string
  readonly member: string
}

/**
 * The last `points` of a metric's control chart, up to the end of the report's period. Null where the analysis has
 * fewer than two for it, or where the report's filters are such that there is no chart of what they let through.
 * @param isShown whether the number of the period that begins on a day may be shown; else its point and limits are blank
 */
export async function controlFigure(
  context: FigureContext,
  metric: string,
  points: number,
  isShown: (from: string) => boolean = () => true,
): Promise<Figure<ControlRow> | null> {
  const slice = chartedSlice(context)
  if (slice === 'none') return null
  const parameters = { metric, points, to: context.period.end, ...(slice ?? {}) }
  const statement = { sql: controlSql(slice !== null), parameters }
  const found = (await context.rows<ControlRow>(statement)).toReversed()
  const rows = settled(found.map((row) => (isShown(row.period_from) ? row : blanked(row))))
  if (rows.filter((row) => row.metric_value !== null).length < 2) return null
  return context.book.add({ figure: 'trend', metric }, rows, [statement])
}

/** Limits of a share or a mean tell how many cases there were, so they go with the number. */
function blanked(row: ControlRow): ControlRow {
  return {
    ...row,
    numerator: null,
    denominator: null,
    metric_value: null,
    lower_limit: null,
    upper_limit: null,
    rules: '',
  }
}

/** Without the last periods whose numbers still move, which have no value yet. */
function settled(rows: readonly ControlRow[]): readonly ControlRow[] {
  return rows.slice(0, rows.findLastIndex((row) => row.metric_value !== null) + 1)
}

/** The part of the data that the report's filters leave: null for the whole; `none` where no chart is of just that part. */
export function chartedSlice({ definition }: FigureContext): Slice | null | 'none' {
  const [first, ...others] = Object.entries(definition.filters)
  if (first === undefined) return null
  const [dimension, [member, ...members]] = first
  return others.length > 0 || members.length > 0 || member === undefined ? 'none' : { dimension, member }
}

export const CONTROL_COLUMNS = [
  'metric',
  'dimension',
  'member',
  'period_unit',
  'cast(period_from as varchar) as period_from',
  'cast(period_to as varchar) as period_to',
  'numerator',
  'denominator',
  'metric_value',
  'centre',
  'lower_limit',
  'upper_limit',
  'target',
  'chart',
  'stage',
  'phase',
  'rebase_reason',
  'cast(baseline_to as varchar) as baseline_to',
  'rules',
  'direction',
  'is_set_aside',
  'variation',
  'assurance',
  'cast(since as varchar) as since',
  'level_before',
  'level_after',
]

function controlSql(isSliced: boolean): string {
  const slice = isSliced ? 'dimension = $dimension and member = $member' : 'dimension is null'
  return [
    `select\n    ${CONTROL_COLUMNS.join(',\n    ')}`,
    'from marts.signal',
    `where metric = $metric and ${slice} and period_to <= cast($to as date)`,
    'order by marts.signal.period_from desc',
    'limit cast($points as integer)',
  ].join('\n')
}
