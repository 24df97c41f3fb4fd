import type { Statement } from '../../metrics/metric-query.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from './figure-context.ts'

export interface ContributionOptions {
  readonly metric: string
  readonly dimension: string
  readonly most: number
}

/** What a segment adds to the change of a metric between two spans: a row of `marts.contribution`. */
export type ContributionRow = {
  readonly member: string | null
  readonly before_from: string
  readonly before_to: string
  readonly after_from: string
  readonly after_to: string
  readonly value_before: number | null
  readonly value_after: number | null
  readonly total_before: number | null
  readonly total_after: number | null
  readonly change: number
  readonly rate_effect: number | null
  readonly mix_effect: number | null
}

/** The segments that moved a metric most, up or down. Null where the analysis has none. */
export async function contributionFigure(
  context: FigureContext,
  options: ContributionOptions,
): Promise<Figure<ContributionRow> | null> {
  const { metric, dimension, most } = options
  const statement: Statement = { sql: CONTRIBUTIONS, parameters: { metric, dimension, most } }
  const rows = await context.rows<ContributionRow>(statement)
  return rows.length === 0 ? null : context.book.add({ figure: 'contributions', metric, dimension }, rows, [statement])
}

const CONTRIBUTIONS = `select member,
    cast(before_from as varchar) as before_from, cast(before_to as varchar) as before_to,
    cast(after_from as varchar) as after_from, cast(after_to as varchar) as after_to,
    value_before, value_after, total_before, total_after, change, rate_effect, mix_effect
from marts.contribution
where metric = $metric and dimension = $dimension and change <> 0
order by abs(change) desc, member
limit cast($most as integer)`
