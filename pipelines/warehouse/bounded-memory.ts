import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, literal, queryRows } from './query.ts'

/**
 * What DuckDB may hold in memory while it writes facts, or is asked by an analysis, in MiB; the rest goes to its temporary
 * folder. Writing holds what surveys, neighbours and batches are joined by, which is more than 1 GiB of ten million
 * complaints.
 */
const LIMITS = { facts: 2304, analysis: 1536 } as const
/** Each thread that makes facts fills some hundred columns at a time: more threads would not find room within the limit. */
const MOST_THREADS = 4

const UNITS: Readonly<Record<string, number>> = { bytes: 2 ** -20, KiB: 2 ** -10, MiB: 1, GiB: 2 ** 10, TiB: 2 ** 20 }

/**
 * Runs `work` with a limit to DuckDB's memory that does not grow with the number of complaints, or with the limit in force
 * where that is lower, and with few threads; puts the old settings back.
 */
export async function withBoundedMemory<Result>(
  connection: DuckDBConnection,
  purpose: keyof typeof LIMITS,
  work: () => Promise<Result>,
): Promise<Result> {
  const limit = LIMITS[purpose]
  const [setting] = await queryRows<{ memory: string; threads: number }>(
    connection,
    "select current_setting('memory_limit') as memory, cast(current_setting('threads') as integer) as threads",
  )
  const { memory = '', threads = 1 } = setting ?? {}
  const [number = '', unit = ''] = memory.split(' ')
  if (Number(number) * (UNITS[unit] ?? 0) <= limit) return work()
  await execute(connection, `set memory_limit = '${limit} MiB'; set threads = ${Math.min(threads, MOST_THREADS)}`)
  try {
    return await work()
  } finally {
    await execute(connection, `set memory_limit = ${literal(memory)}; set threads = ${threads}`)
  }
}
