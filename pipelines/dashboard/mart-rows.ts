import type { DuckDBConnection } from '@duckdb/node-api'
import { identifier, type Parameters, queryRows } from '../warehouse/query.ts'
import type { Columns, RowOf } from './api/columns.ts'

/** Columns that no table has but the server puts in. */
type Made = 'reading' | 'assurance_reading'

/**
 * Rows of a table of the snapshot, with those columns of `columns` that it has: days and instants as text, others as they
 * are. `rest` is what follows `from <table>`.
 */
export function martRows<Shape extends Columns>(
  connection: DuckDBConnection,
  table: string,
  columns: Shape,
  rest = '',
  parameters: Parameters = {},
): Promise<Omit<RowOf<Shape>, Made>[]> {
  const selected = Object.entries(columns)
    .filter(([name]) => name !== 'reading' && name !== 'assurance_reading')
    .map(([name, kind]) => selection(name, kind))
  return queryRows(connection, `select ${selected.join(', ')} from ${table} ${rest}`, parameters, `dashboard: ${table}`)
}

function selection(name: string, kind: string): string {
  const column = identifier(name)
  if (kind.startsWith('number')) return `cast(${column} as double) as ${column}`
  if (kind.startsWith('count') || kind.startsWith('flag')) return column
  if (name.endsWith('_at')) return `strftime(${column}, '%Y-%m-%dT%H:%M:%SZ') as ${column}`
  return `cast(${column} as varchar) as ${column}`
}
