import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { queryRows } from '../warehouse/query.ts'
import { readSqlFolder, type SqlFile } from '../warehouse/sql-file.ts'
import { buildTables } from './build-table.ts'

/** A check and how many rows offend it; the rows themselves stand in the table `checks.<name>`. */
export interface CheckResult {
  readonly name: string
  readonly severity: 'stop' | 'warn'
  readonly summary: string
  readonly rows: number
}

/** Runs every file under sql/5_checks. */
export async function runChecks(connection: DuckDBConnection): Promise<CheckResult[]> {
  const files = readSqlFolder('5_checks')
  const severities = files.map(severityOf)
  await buildTables(connection, files)
  const counts = await queryRows<{ name: string; n: number }>(
    connection,
    files.map(({ name }) => `select '${name}' as name, count(*) as n from ${name}`).join(' union all '),
  )
  const rows = new Map(counts.map(({ name, n }) => [name, n]))
  return files.map(({ name, summary }, index) => ({
    name: name.replace('checks.', ''),
    severity: severities[index] ?? 'stop',
    summary,
    rows: rows.get(name) ?? 0,
  }))
}

function severityOf(file: SqlFile): CheckResult['severity'] {
  const severity = file.tags['severity']
  if (severity === 'stop' || severity === 'warn') return severity
  throw new HuiyinError('HY-W-003', { file: file.path, expected: 'severity: stop or warn', got: severity ?? '' })
}
