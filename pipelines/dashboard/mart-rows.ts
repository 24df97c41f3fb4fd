import type { DuckDBConnection } from '@duckdb/node-api'
import { identifier, type Parameters, queryRows } from '../warehouse/query.ts'
import type { SnapshotRun } from '../warehouse/snapshot.ts'
import type { Columns, RowOf } from './api/columns.ts'
import type { SnapshotView } from './follow-published.ts'
import { recent } from './recent.ts'

/** Columns that no table has but the server puts in. */
type Made = 'reading' | 'assurance_reading'

const known = new WeakMap<SnapshotRun, ReturnType<typeof recent<unknown>>>()
const MOST_KNOWN = 200

/** What does not change while a snapshot is open, made once for a key; of each snapshot the last ones are remembered. */
export function ofSnapshot<Result>(run: SnapshotRun, key: string, make: () => Promise<Result>): Promise<Result> {
  const remembered = known.get(run) ?? recent<unknown>(MOST_KNOWN)
  known.set(run, remembered)
  return remembered(key, make) as Promise<Result>
}

/** As `tableRows`, of a table that is small: read once for each `rest` and its parameters while the snapshot is open. */
export function martRows<Shape extends Columns>(
  { connection, run }: SnapshotView,
  table: `marts.${string}`,
  columns: Shape,
  rest = '',
  parameters: Parameters = {},
): Promise<Omit<RowOf<Shape>, Made>[]> {
  const key = JSON.stringify([table, Object.keys(columns), rest, parameters])
  return ofSnapshot(run, key, () => tableRows(connection, table, columns, rest, parameters))
}

/**
 * Rows of a table of the snapshot, with those columns of `columns` that it has: days and instants as text, others as they
 * are. `rest` is what follows `from <table>`.
 */
export function tableRows<Shape extends Columns>(
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
