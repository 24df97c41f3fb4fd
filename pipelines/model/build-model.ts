// control ── current.<entity> ── events put in ──▶ cases ──▶ facts ──▶ marts ──▶ checks
import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import type { Norm } from '../core/norm-schema.ts'
import type { Settings } from '../core/settings-schema.ts'
import { writeFieldCounts } from '../norms/field-counts.ts'
import { withBoundedMemory } from '../warehouse/bounded-memory.ts'
import { execute, inTransaction } from '../warehouse/query.ts'
import { readSqlFolder } from '../warehouse/sql-file.ts'
import { assertHeaders, buildTables } from './build-table.ts'
import { defineFacts } from './define-facts.ts'
import { type CheckResult, runChecks } from './run-checks.ts'
import { stagedRows } from './staged-rows.ts'
import { writeLimits, writeRun } from './write-controls.ts'

/** Up to so many staged rows, one thread is as fast as several. */
const FEW_ROWS = 20_000

/** Derives facts and marts from the staged rows as of an instant, then runs the checks. Throws HY-M-004 on a stop. */
export async function buildModel(
  connection: DuckDBConnection,
  asOf: Date,
  settings: Settings,
  norms: readonly Norm[],
): Promise<readonly CheckResult[]> {
  const staged = await stagedRows(connection)
  // One thread reads a table of so few rows whatever is asked for, and waking others costs a fifth more.
  if (staged.values().reduce((sum, rows) => sum + rows, 0) <= FEW_ROWS) await execute(connection, 'set threads = 1')
  const derive = async () => {
    await writeRun(connection, asOf, settings)
    await writeLimits(connection, settings, norms)
    const facts = await defineFacts(connection, staged)
    await writeFieldCounts(connection, norms)
    const marts = readSqlFolder('4_marts')
    await buildTables(connection, marts)
    const checks = await runChecks(connection)
    await assertHeaders(connection, [...facts, ...marts, ...readSqlFolder('5_checks')])
    return checks
  }
  const results = await withBoundedMemory(connection, 'facts', () => inTransaction(connection, derive))
  const stops = results.filter((check) => check.severity === 'stop' && check.rows > 0)
  if (stops.length > 0) {
    throw new HuiyinError('HY-M-004', { checks: stops.map((check) => `${check.name} (${check.rows})`).join(', ') })
  }
  return results
}
