import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, literal, queryRows } from '../warehouse/query.ts'

/** What DuckDB may hold in memory while it is asked by an analysis, in MiB; the rest goes to its temporary folder. */
const LIMIT = 1536

const UNITS: Readonly<Record<string, number>> = { bytes: 2 ** -20, KiB: 2 ** -10, MiB: 1, GiB: 2 ** 10, TiB: 2 ** 20 }

/**
 * Runs `work` with a limit to DuckDB's memory that does not grow with the number of complaints, or with the limit in force
 * where that is lower; puts the old one back.
 */
export async function withBoundedMemory<Result>(
  connection: DuckDBConnection,
  work: () => Promise<Result>,
): Promise<Result> {
  const [setting] = await queryRows<{ own: string }>(connection, "select current_setting('memory_limit') as own")
  const own = setting?.own ?? ''
  const [number = '', unit = ''] = own.split(' ')
  if (Number(number) * (UNITS[unit] ?? 0) <= LIMIT) return work()
  await execute(connection, `set memory_limit = '${LIMIT} MiB'`)
  try {
    return await work()
  } finally {
    await execute(connection, `set memory_limit = ${literal(own)}`)
  }
}
