import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, queryRows } from './query.ts'

/** One row of `ledger.run`, instants as ISO 8601. */
export interface RunEntry {
  readonly run_no: number
  readonly run_id: string | null
  readonly as_of: string
  readonly trigger_name: string
  readonly started_at: string
  readonly finished_at: string | null
  readonly outcome: string
  readonly files_loaded: number | null
  readonly files_refused: number | null
  readonly report_files: string | null
  readonly mail: string | null
  readonly error: string | null
}

/** Enters a run that starts, and returns its number. */
export async function startRun(
  connection: DuckDBConnection,
  run: { asOf: Date; trigger: string; at: Date },
): Promise<number> {
  const [row] = await queryRows<{ next: number }>(
    connection,
    'select coalesce(max(run_no), 0) + 1 as next from ledger.run',
  )
  const runNo = row?.next ?? 1
  await execute(
    connection,
    `insert into ledger.run (run_no, as_of, trigger_name, started_at, outcome)
     values ($run_no, $as_of::timestamptz, $trigger, $at::timestamptz, 'running')`,
    { run_no: runNo, as_of: run.asOf.toISOString(), trigger: run.trigger, at: run.at.toISOString() },
  )
  return runNo
}

export interface RunEnd {
  readonly outcome: 'done' | 'failed' | 'interrupted'
  readonly at: Date
  readonly runId?: string
  readonly filesLoaded?: number
  readonly filesRefused?: number
  readonly error?: string
}

/** Completes a run's entry. */
export async function finishRun(connection: DuckDBConnection, runNo: number, end: RunEnd): Promise<void> {
  await execute(
    connection,
    `update ledger.run set outcome = $outcome, finished_at = $at::timestamptz, run_id = $run_id,
        files_loaded = $loaded, files_refused = $refused, error = $error
     where run_no = $run_no`,
    {
      run_no: runNo,
      outcome: end.outcome,
      at: end.at.toISOString(),
      run_id: end.runId ?? null,
      loaded: end.filesLoaded ?? null,
      refused: end.filesRefused ?? null,
      error: end.error ?? null,
    },
  )
}

/** Enters what a run delivered: the report files, and to whom mail went or why it did not. */
export async function recordDelivery(
  connection: DuckDBConnection,
  runNo: number,
  delivery: { reports: readonly string[]; mail: string },
): Promise<void> {
  await execute(connection, 'update ledger.run set report_files = $reports, mail = $mail where run_no = $run_no', {
    run_no: runNo,
    reports: delivery.reports.join(', '),
    mail: delivery.mail,
  })
}

/** The newest runs first. */
export function listRuns(connection: DuckDBConnection, limit: number): Promise<RunEntry[]> {
  const instant = (column: string) => `strftime(${column}, '%Y-%m-%dT%H:%M:%SZ') as ${column}`
  return queryRows<RunEntry>(
    connection,
    `select run_no, run_id, ${instant('as_of')}, trigger_name, ${instant('started_at')}, ${instant('finished_at')},
        outcome, files_loaded, files_refused, report_files, mail, error
     from ledger.run order by run_no desc limit ${Math.trunc(limit)}`,
  )
}

/** The as-of of the newest run of a trigger that was done, or undefined. */
export async function lastDone(connection: DuckDBConnection, trigger: string): Promise<Date | undefined> {
  const [row] = await queryRows<{ at: string | null }>(
    connection,
    `select strftime(max(as_of), '%Y-%m-%dT%H:%M:%SZ') as at from ledger.run where trigger_name = $trigger and outcome = 'done'`,
    { trigger },
  )
  return row?.at == null ? undefined : new Date(row.at)
}
