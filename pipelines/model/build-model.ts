import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import type { Norm, Settings } from '../core/settings-schema.ts'
import { execute } from '../warehouse/query.ts'
import { readSqlFolder } from '../warehouse/sql-file.ts'
import { buildTable } from './build-table.ts'
import { type CheckResult, runChecks } from './run-checks.ts'

/** Derives facts and marts from the staged rows as of an instant, then runs the checks. Throws HY-M-004 on a stop. */
export async function buildModel(
  connection: DuckDBConnection,
  asOf: Date,
  settings: Settings,
  norms: readonly Norm[],
): Promise<readonly CheckResult[]> {
  await writeControls(connection, asOf, settings, norms)
  for (const file of [...readSqlFolder('2_facts'), ...readSqlFolder('4_marts')]) await buildTable(connection, file)
  const results = await runChecks(connection)
  const stops = results.filter((check) => check.severity === 'stop' && check.rows > 0)
  if (stops.length > 0) {
    throw new HuiyinError('HY-M-004', { checks: stops.map((check) => `${check.name} (${check.rows})`).join(', ') })
  }
  return results
}

async function writeControls(
  connection: DuckDBConnection,
  asOf: Date,
  settings: Settings,
  norms: readonly Norm[],
): Promise<void> {
  await execute(connection, 'delete from control.run; delete from control.time_limit')
  await execute(connection, 'insert into control.run values ($as_of::timestamptz, $timezone, $days)', {
    as_of: asOf.toISOString(),
    timezone: settings.timezone,
    days: settings.survey.response_window_days,
  })
  const seen = new Set<string>()
  for (const limit of norms.flatMap((norm) => norm.limits)) {
    if (seen.has(limit.clock)) continue
    seen.add(limit.clock)
    const byLevel = Object.entries(limit.hours_by_level ?? {})
    const rows: [string | null, number][] =
      limit.hours === undefined ? byLevel.map(([level, hours]) => [level, hours]) : [[null, limit.hours]]
    for (const [level, hours] of rows) {
      await execute(connection, 'insert into control.time_limit values ($clock, $level, $seconds)', {
        clock: limit.clock,
        level,
        seconds: Math.round(hours * 3600),
      })
    }
  }
}
