import type { DuckDBConnection } from '@duckdb/node-api'
import type { SnapshotRun } from '../../warehouse/snapshot.ts'
import { metricDefinition } from '../catalogue.ts'
import { CUBED_FACTS, type CubedFact, cubedMetrics } from './cube-layout.ts'
import { rowsTable } from './cube-tables.ts'
import { cubeReader } from './read-cube.ts'

/** So many columns are read at a time, between which it is waited for a quiet moment. */
const AT_ONCE = 16

/** Whether any fact of a snapshot has a cube. */
export async function hasCube(connection: DuckDBConnection, run: SnapshotRun): Promise<boolean> {
  for (const fact of Object.keys(CUBED_FACTS) as CubedFact[])
    if ((await cubeReader(connection, run, fact)) !== null) return true
  return false
}

/**
 * Reads the columns that clicks on some metrics need: days, dimensions, and what the metrics count.
 * @param quiet waits for a moment in which reading disturbs nobody
 */
export async function warmCubes(
  connection: DuckDBConnection,
  run: SnapshotRun,
  metrics: ReadonlySet<string>,
  quiet: () => Promise<unknown>,
): Promise<void> {
  const columns = [...metrics].map(metricDefinition).flatMap((definition) => {
    return definition.kind === 'rate' || definition.kind === 'ratio' ? [] : cubedMetrics(definition)
  })
  for (const fact of Object.keys(CUBED_FACTS) as CubedFact[]) {
    const reader = await cubeReader(connection, run, fact)
    if (reader === null) continue
    const own = columns.filter((column) => column.fact === fact && !column.isPlain)
    const names = new Set([
      ...own.map(({ period_by }) => `on_${period_by}`),
      ...[...reader.cube.members.keys()].map((name) => `d_${name}`),
      ...own.map(({ column }) => `m_${column}`),
    ])
    for (let from = 0; from < names.size; from += AT_ONCE) {
      await quiet()
      await reader.breathe()
      await reader.columns(rowsTable(fact), [...names].slice(from, from + AT_ONCE))
    }
  }
}
