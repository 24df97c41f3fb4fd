// control ── current.<entity> ── events put in ──▶ cases ──▶ facts ──▶ marts ──▶ checks
import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import type { Norm, Settings } from '../core/settings-schema.ts'
import { writeFieldCounts } from '../norms/field-counts.ts'
import { inTransaction } from '../warehouse/query.ts'
import { readSqlFolder } from '../warehouse/sql-file.ts'
import { assertHeaders, buildTables } from './build-table.ts'
import { defineFacts, dropSteps } from './define-facts.ts'
import { type CheckResult, runChecks } from './run-checks.ts'
import { writeLimits, writeRun } from './write-controls.ts'

/** Derives facts and marts from the staged rows as of an instant, then runs the checks. Throws HY-M-004 on a stop. */
export async function buildModel(
  connection: DuckDBConnection,
  asOf: Date,
  settings: Settings,
  norms: readonly Norm[],
): Promise<readonly CheckResult[]> {
  const results = await inTransaction(connection, async () => {
    await writeRun(connection, asOf, settings)
    await writeLimits(connection, settings, norms)
    const facts = await defineFacts(connection)
    await writeFieldCounts(connection, norms)
    const marts = readSqlFolder('4_marts')
    await buildTables(connection, marts)
    const checks = await runChecks(connection)
    await assertHeaders(connection, [...facts, ...marts, ...readSqlFolder('5_checks')])
    await dropSteps(connection)
    return checks
  })
  const stops = results.filter((check) => check.severity === 'stop' && check.rows > 0)
  if (stops.length > 0) {
    throw new HuiyinError('HY-M-004', { checks: stops.map((check) => `${check.name} (${check.rows})`).join(', ') })
  }
  return results
}
