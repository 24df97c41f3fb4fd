// control ── current.<entity> ── events put in ──▶ cases (views) ──▶ facts (views) ──▶ marts ──▶ checks
import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import type { Norm, Settings } from '../core/settings-schema.ts'
import { writeFieldCounts } from '../norms/field-counts.ts'
import { inTransaction } from '../warehouse/query.ts'
import { readSqlFolder } from '../warehouse/sql-file.ts'
import { buildTables, buildViews } from './build-table.ts'
import { writeGivenFields } from './given-fields.ts'
import { defineExported } from './merge-events.ts'
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
    await defineFacts(connection)
    await writeFieldCounts(connection, norms)
    await buildTables(connection, readSqlFolder('4_marts'))
    return runChecks(connection)
  })
  const stops = results.filter((check) => check.severity === 'stop' && check.rows > 0)
  if (stops.length > 0) {
    throw new HuiyinError('HY-M-004', { checks: stops.map((check) => `${check.name} (${check.rows})`).join(', ') })
  }
  return results
}

/** Facts and the steps below them are views: a column costs only whoever reads it. */
export async function defineFacts(connection: DuckDBConnection): Promise<void> {
  await writeGivenFields(connection)
  await buildViews(connection, readSqlFolder('2_events'))
  await defineExported(connection)
  await buildViews(connection, [...readSqlFolder('2_cases'), ...readSqlFolder('2_facts')])
}
