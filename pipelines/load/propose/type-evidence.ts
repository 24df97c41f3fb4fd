import type { DuckDBConnection } from '@duckdb/node-api'
import type { Source } from '../../core/source-schema.ts'
import { execute, queryRows } from '../../warehouse/query.ts'
import { stagingMacros } from '../staging-macros.ts'
import type { ColumnValues } from './column-values.ts'
import { dateShapes, type ShapeEvidence } from './date-evidence.ts'
import { PLAUSIBLE_YEAR } from './date-shapes.ts'
import { fillValueTable } from './value-table.ts'

/** How many of a column's filled rows can be read as which type, by the very macros that loading uses. */
export interface TypeEvidence {
  /** Rows that were tried: those with a value, up to 5,000 different ones. */
  readonly tried: number
  /** Instants that need no format. */
  readonly instants: number
  readonly booleans: number
  readonly integers: number
  readonly amounts: number
  /** Instants that need one: by way of writing. */
  readonly shapes: readonly ShapeEvidence[]
}

/** Tries the values of all columns against the types that a field can have. */
export async function typeEvidence(
  connection: DuckDBConnection,
  columns: readonly ColumnValues[],
  source: Source,
  timezone: string,
): Promise<Map<number, TypeEvidence>> {
  const macros = stagingMacros(source, timezone, [])
  await execute(connection, macros.join(';\n'), {}, 'staging macros')
  await fillValueTable(connection, columns)
  const rows = await queryRows<Omit<TypeEvidence, 'shapes'> & { position: number }>(
    connection,
    `select position, sum(n)::integer as tried,
       coalesce(sum(n) filter (where year(as_instant(value)) ${PLAUSIBLE_YEAR}), 0)::integer as instants,
       coalesce(sum(n) filter (where as_boolean(value) is not null), 0)::integer as booleans,
       coalesce(sum(n) filter (where as_integer(value) is not null), 0)::integer as integers,
       coalesce(sum(n) filter (where as_amount(value) is not null), 0)::integer as amounts
     from sample_value group by position`,
  )
  const undated = new Set(rows.filter(({ tried, instants }) => instants < tried).map(({ position }) => position))
  const shapes = await dateShapes(
    connection,
    columns.filter(({ index }) => undated.has(index)),
  )
  return new Map(rows.map(({ position, ...counts }) => [position, { ...counts, shapes: shapes.get(position) ?? [] }]))
}
