import type { DuckDBConnection } from '@duckdb/node-api'
import { sha256 } from '../../pipelines/core/hash.ts'
import type { Workspace } from '../../pipelines/core/workspace.ts'
import { answerMetrics } from '../../pipelines/metrics/answer-metrics.ts'
import { metricCatalogue } from '../../pipelines/metrics/catalogue.ts'
import { queryRows } from '../../pipelines/warehouse/query.ts'
import { openSnapshot } from '../../pipelines/warehouse/snapshot.ts'
import { readSqlFolder } from '../../pipelines/warehouse/sql-file.ts'
import { openWarehouse } from '../../pipelines/warehouse/warehouse.ts'

/** One batch: its ledger entry without the time of loading, and a hash of its rows in staging and in quarantine. */
export interface BatchState {
  readonly entry: Readonly<Record<string, unknown>> & { readonly file_name: string; readonly sha256: string }
  readonly rows: string
}

export interface WarehouseState {
  readonly batches: readonly BatchState[]
  /** Batches whose sums do not add up, by the product's own check. */
  readonly wrongSums: number
  /** Batch numbers that rows have and the ledger has not. */
  readonly strays: readonly number[]
}

/** Opens the warehouse as the next command would, and reads what is in it. */
export async function warehouseState(workspace: Workspace): Promise<WarehouseState> {
  await using warehouse = await openWarehouse(workspace, 'crash test')
  const { connection } = warehouse
  const entries = await queryRows<BatchState['entry']>(
    connection,
    `select batch_no, sha256, source, file_name, byte_count, exported_at::varchar as exported_at, rows_read, rows_loaded,
        rows_unchanged, rows_quarantined, notes, mapping_hash
     from ledger.batch order by batch_no`,
  )
  const rows = new Map<number, string[]>()
  for (const table of ['staging.complaint', 'staging.survey', 'ledger.quarantine']) {
    for (const { batch_no, digest } of await batchDigests(connection, table))
      rows.set(batch_no, [...(rows.get(batch_no) ?? []), `${table} ${digest}`])
  }
  const known = new Set(entries.map((entry) => Number(entry['batch_no'])))
  return {
    batches: entries.map((entry) => ({ entry, rows: (rows.get(Number(entry['batch_no'])) ?? []).join('; ') })),
    wrongSums: await wrongSums(connection),
    strays: [...rows.keys()].filter((number) => !known.has(number)),
  }
}

/** The published snapshot: its run, a hash of each table, and the hash of every metric by month as JSON. */
export async function snapshotState(workspace: Workspace): Promise<{ run: string; tables: string; metrics: string }> {
  await using snapshot = await openSnapshot(workspace.paths.published)
  const { connection } = snapshot.database
  const digests: string[] = []
  for (const table of snapshotTables()) digests.push(`${table} ${await digestOf(connection, table)}`)
  const answer = await answerMetrics(connection, snapshot.run, {
    metrics: [...metricCatalogue().keys()],
    period: 'month',
    from: '2026-01-01',
    to: '2026-12-31',
  })
  return { run: snapshot.run.runId, tables: digests.join('; '), metrics: sha256(JSON.stringify(answer.rows)) }
}

/** Opens the published snapshot and reads every table of it; throws where that cannot be done. */
export async function readSnapshot(workspace: Workspace): Promise<void> {
  await using snapshot = await openSnapshot(workspace.paths.published)
  for (const table of snapshotTables()) await digestOf(snapshot.database.connection, table)
}

function snapshotTables(): string[] {
  return ['2_facts', '4_marts', '5_checks'].flatMap(readSqlFolder).map((file) => file.name)
}

async function wrongSums(connection: DuckDBConnection): Promise<number> {
  const check = readSqlFolder('5_checks').find((file) => file.name === 'checks.ledger_sum')
  const [found] = await queryRows<{ n: number }>(connection, `select count(*) as n from (${check?.sql}) as offender`)
  return found?.n ?? -1
}

/** Row count and a sum of row hashes, which order does not change and doubled rows do. */
const DIGEST = `count(*) || ' ' || coalesce(sum(hash(row_of::varchar)::hugeint), 0)`

function batchDigests(connection: DuckDBConnection, table: string): Promise<{ batch_no: number; digest: string }[]> {
  return queryRows(
    connection,
    `select row_of.batch_no as batch_no, ${DIGEST} as digest from ${table} as row_of group by row_of.batch_no`,
  )
}

async function digestOf(connection: DuckDBConnection, table: string): Promise<string> {
  const [row] = await queryRows<{ digest: string }>(connection, `select ${DIGEST} as digest from ${table} as row_of`)
  return row?.digest ?? ''
}
