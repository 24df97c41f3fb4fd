import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { queryRows } from '../warehouse/query.ts'
import { readSqlFolder } from '../warehouse/sql-file.ts'
import { buildTable } from './build-table.ts'

/** A check and how many rows offend it; the rows themselves stand in the table `checks.<name>`. */
export interface CheckResult {
  readonly name: string
  readonly severity: 'stop' | 'warn'
  readonly summary: string
  readonly rows: number
}

/** Runs every file under sql/5_checks. */
export async function runChecks(connection: DuckDBConnection): Promise<CheckResult[]> {
  const results: CheckResult[] = []
  for (const file of readSqlFolder('5_checks')) {
    const severity = file.tags['severity']
    if (severity !== 'stop' && severity !== 'warn') {
      throw new HuiyinError('HY-W-003', { file: file.path, expected: 'severity: stop or warn', got: severity ?? '' })
    }
    await buildTable(connection, file)
    const [count] = await queryRows<{ n: number }>(connection, `select count(*) as n from ${file.name}`)
    results.push({ name: file.name.replace('checks.', ''), severity, summary: file.summary, rows: count?.n ?? 0 })
  }
  return results
}
