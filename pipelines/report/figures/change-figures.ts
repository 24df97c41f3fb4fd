import type { Statement } from '../../metrics/metric-query.ts'
import { localDay } from '../../metrics/periods.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from './figure-context.ts'

/** What a segment adds to a metric's change between the last weeks and those before (marts.contribution). */
export type ContributionRow = {
  readonly metric: string
  readonly dimension: string
  readonly member: string | null
  readonly before_from: string
  readonly before_to: string
  readonly after_from: string
  readonly after_to: string
  readonly size_before: number | null
  readonly size_after: number | null
  readonly value_before: number | null
  readonly value_after: number | null
  readonly total_before: number | null
  readonly total_after: number | null
  readonly change: number
  readonly rate_effect: number | null
  readonly mix_effect: number | null
}

/** A comparison that stands out among all that were tested (marts.scan). */
export type ScanRow = {
  readonly comparison: string
  readonly metric: string
  readonly dimension: string | null
  readonly member: string | null
  readonly is_share_of_all: boolean
  readonly before_from: string
  readonly before_to: string
  readonly after_from: string
  readonly after_to: string
  readonly numerator_before: number | null
  readonly denominator_before: number | null
  readonly numerator_after: number | null
  readonly denominator_after: number | null
  readonly effect: number | null
  readonly effect_low: number | null
  readonly effect_high: number | null
  readonly adjusted_p: number | null
  readonly tests: number
  readonly is_flagged: boolean
  readonly judgement: string | null
}

/** Up to the end of the report's period, or to the as-of. */
type Span = 'period' | 'to_date'

/**
 * The segments of one dimension that moved a metric most. Null where nothing was compared, where the weeks compared
 * are not over by the end of the report's period, or where the report is filtered: the mart is of the whole.
 */
export async function contributionFigure(
  context: FigureContext,
  { metric, dimension, most, span }: { metric: string; dimension: string; most: number; span: Span },
): Promise<Figure<ContributionRow> | null> {
  if (isFiltered(context)) return null
  const parameters = { metric, dimension, most, to: lastDay(context, span) }
  const statement: Statement = { sql: CONTRIBUTIONS, parameters }
  const rows = await context.rows<ContributionRow>(statement)
  return rows.length === 0 ? null : context.book.add({ figure: 'contribution', metric, dimension }, rows, [statement])
}

/** What stands out of the scan, largest effect first. Null where nothing was tested for the report's period. */
export async function scanFigure(
  context: FigureContext,
  { metrics, most, span }: { metrics: readonly string[]; most: number; span: Span },
): Promise<Figure<ScanRow> | null> {
  if (isFiltered(context)) return null
  const names = Object.fromEntries(metrics.map((metric, index) => [`metric_${index}`, metric]))
  const list = Object.keys(names)
    .map((name) => `$${name}`)
    .join(', ')
  const parameters = { ...names, to: lastDay(context, span) }
  const tested: Statement = {
    sql: `select count(*) as tests\nfrom marts.scan\nwhere metric in (${list}) and after_to <= cast($to as date)`,
    parameters,
  }
  const [{ tests } = { tests: 0 }] = await context.rows<{ tests: number }>(tested)
  if (tests === 0) return null
  const statement: Statement = { sql: scanSql(list), parameters: { ...parameters, most } }
  return context.book.add({ figure: 'scan' }, await context.rows<ScanRow>(statement), [statement])
}

function lastDay({ period, run }: FigureContext, span: Span): string {
  return span === 'period' ? period.end : localDay(new Date(run.asOf), run.timezone)
}

function isFiltered({ definition }: FigureContext): boolean {
  return Object.keys(definition.filters).length > 0
}

const days = (names: readonly string[]) => names.map((name) => `    cast(${name} as varchar) as ${name},`).join('\n')
const SPANS = days(['before_from', 'before_to', 'after_from', 'after_to'])

const CONTRIBUTIONS = `select
    metric,
    dimension,
    member,
${SPANS}
    size_before,
    size_after,
    value_before,
    value_after,
    total_before,
    total_after,
    change,
    rate_effect,
    mix_effect
from marts.contribution
where metric = $metric
    and dimension = $dimension
    and marts.contribution.after_to <= cast($to as date)
    and change <> 0
order by abs(change) desc, contribution_no
limit cast($most as integer)`

function scanSql(list: string): string {
  return `select
    comparison,
    metric,
    dimension,
    member,
    is_share_of_all,
${SPANS}
    numerator_before,
    denominator_before,
    numerator_after,
    denominator_after,
    effect,
    effect_low,
    effect_high,
    adjusted_p,
    tests,
    is_flagged,
    judgement
from marts.scan
where is_flagged
    and metric in (${list})
    and marts.scan.after_to <= cast($to as date)
order by case judgement when 'concern' then 0 when 'improvement' then 2 else 1 end, scan_no
limit cast($most as integer)`
}
