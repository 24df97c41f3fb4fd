import type { DuckDBConnection } from '@duckdb/node-api'
import { dimensionCatalogue, factOf, type MetricDefinition } from '../../metrics/catalogue.ts'
import { partsOf } from '../../metrics/metric-parts.ts'
import { identifier, queryRows } from '../../warehouse/query.ts'
import type { Span } from '../effect/comparison-windows.ts'

export type ShareDefinition = MetricDefinition & { readonly kind: 'share' }

/** Numerator and denominator of a share for one unit: a member of a dimension, or a member of staff. */
export interface UnitShare {
  readonly metric: string
  /** `owner` for staff, who are no dimension. */
  readonly unit: string
  readonly member: string
  readonly x: number
  readonly n: number
}

/** Whose shares are put on a funnel plot: departments, shops and regions, and the staff responsible. */
export const UNITS = ['department', 'store', 'region', 'owner'] as const

/** Shares of the complaints received in a span, by each unit that their fact has; units that are not known are left out. */
export async function unitShares(
  connection: DuckDBConnection,
  definitions: readonly ShareDefinition[],
  span: Span,
): Promise<UnitShare[]> {
  const parts = definitions.map((definition) => partsOf(definition).slice(0, 2))
  if (parts.length === 0) return []
  const isThere = (unit: string) =>
    unit === 'owner' ||
    dimensionCatalogue()
      .get(unit)
      ?.facts.includes(factOf(definitions[0] as ShareDefinition)) === true
  const rows = await queryRows<Record<string, number | string>>(
    connection,
    UNITS.filter(isThere)
      .map(
        (unit) => `select '${unit}' as unit, cast(complaint.${identifier(unit)} as varchar) as member,
        ${parts.map(([x, n], index) => `${x} as x${index}, ${n} as n${index}`).join(', ')}
      from facts.complaint
      where complaint.received_on between cast('${span.from}' as date) and cast('${span.to}' as date)
        and complaint.${identifier(unit)} is not null
      group by 2`,
      )
      .join('\n    union all '),
  )
  return rows.flatMap((row) =>
    definitions.map(({ metric }, index) => ({
      metric,
      unit: String(row['unit']),
      member: String(row['member']),
      x: Number(row[`x${index}`]),
      n: Number(row[`n${index}`]),
    })),
  )
}
