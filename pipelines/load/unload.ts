import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { execute, identifier, inTransaction, queryRows } from '../warehouse/query.ts'
import { keyOf, sourceTable } from '../warehouse/source-table.ts'
import { readSqlFile } from '../warehouse/sql-file.ts'
import { rankVersionsOf } from '../warehouse/supersession.ts'

/** A batch that was taken back; its bytes are still in the archive. */
export interface Unloaded {
  readonly batchNo: number
  readonly file: string
  readonly source: string
  readonly sha256: string
  readonly rowsRead: number
  readonly rowsLoaded: number
  readonly rowsUnchanged: number
  readonly rowsQuarantined: number
  /** Path of the kept copy. */
  readonly archived: string
}

type Batch = Omit<Unloaded, 'archived'> & { readonly entity: string }

/**
 * Takes batches back, all of them or none: their rows in staging and quarantine and their ledger entries go, a line for
 * each in `ledger.unloaded` stays. What such a batch had replayed is open in quarantine again.
 *
 * A later file whose rows equalled those of an earlier one holds no copies of them, so a batch cannot go while such a
 * later batch stays. Throws HY-Q-002, naming those to take back with it; HY-Q-001 where there is no such batch;
 * HY-L-001 where the archive does not hold the file.
 */
export async function unloadBatches(
  connection: DuckDBConnection,
  archive: string,
  numbers: readonly number[],
  now: Date,
): Promise<Unloaded[]> {
  const batches = await queryRows<Batch>(
    connection,
    `select batch_no as "batchNo", file_name as file, source, entity, sha256, rows_read as "rowsRead",
        rows_loaded as "rowsLoaded", rows_unchanged as "rowsUnchanged", rows_quarantined as "rowsQuarantined"
     from ledger.batch order by batch_no desc`,
  )
  const wanted = batches.filter(({ batchNo }) => numbers.includes(batchNo))
  const unknown = numbers.find((number) => !wanted.some(({ batchNo }) => batchNo === number))
  if (unknown !== undefined) {
    throw new HuiyinError('HY-Q-001', { batch: unknown, expected: batches.map(({ batchNo }) => batchNo).join(', ') })
  }
  refuseWhereOthersRest(wanted, await withThoseThatRest(connection, wanted, batches))
  const unloaded: Unloaded[] = []
  for (const { entity: _, ...batch } of wanted) {
    unloaded.push({ ...batch, archived: await archivedCopy(archive, batch) })
  }
  await inTransaction(connection, async () => {
    for (const batch of wanted) await takeBack(connection, batch, now)
  })
  return unloaded
}

/** The batches and all that rest on them: replays of their rows, and batches with rows that equalled theirs. */
async function withThoseThatRest(
  connection: DuckDBConnection,
  wanted: readonly Batch[],
  batches: readonly Batch[],
): Promise<Batch[]> {
  const rests = await queryRows<{ of: number; by: number }>(
    connection,
    `select distinct batch_no as of, replayed_by as by from ledger.quarantine where replayed_by is not null
     union
     select against_batch_no, batch_no from ledger.unchanged_against where against_batch_no <> batch_no`,
  )
  const found = [...wanted]
  for (const { batchNo } of found) {
    const resting = rests.filter(({ of }) => of === batchNo).map(({ by }) => by)
    found.push(...batches.filter((other) => !found.includes(other) && resting.includes(other.batchNo)))
  }
  return found.sort((a, b) => b.batchNo - a.batchNo)
}

function refuseWhereOthersRest(wanted: readonly Batch[], all: readonly Batch[]): void {
  const others = all.filter((batch) => !wanted.includes(batch))
  if (others.length === 0) return
  throw new HuiyinError('HY-Q-002', {
    batch: wanted.map(({ batchNo }) => batchNo).join(', '),
    others: others.map(({ batchNo, file }) => `${batchNo} (${file})`).join(', '),
    all: all.map(({ batchNo }) => batchNo).join(' '),
  })
}

/**
 * In this order a torn write leaves either the whole batch, or its line in `ledger.unloaded`, from which the next
 * opening of the warehouse completes the work.
 */
async function takeBack(connection: DuckDBConnection, { batchNo, entity, source }: Batch, now: Date): Promise<void> {
  const batch = { batch: batchNo }
  await execute(
    connection,
    `insert into ledger.unloaded (batch_no, sha256, source, entity, file_name, rows_read, rows_loaded, rows_unchanged,
        rows_quarantined, loaded_at, unloaded_at)
     select batch_no, sha256, source, entity, file_name, rows_read, rows_loaded, rows_unchanged, rows_quarantined,
        loaded_at, $at::timestamptz
     from ledger.batch where batch_no = $batch`,
    { ...batch, at: now.toISOString() },
  )
  const table = sourceTable(entity, source)
  const key = identifier(keyOf(readSqlFile(`1_staging/${entity}.sql`)))
  await execute(
    connection,
    `create or replace temp table taken_back as select distinct ${key} as row_key from ${table} where batch_no = ${batchNo}`,
  )
  const tables = ['ledger.batch', table, 'ledger.quarantine', 'ledger.unchanged_against', 'ledger.vanished']
  for (const name of tables) await execute(connection, `delete from ${name} where batch_no = $batch`, batch)
  await execute(connection, 'delete from ledger.supersession where batch_no = $batch and entity = $entity', {
    ...batch,
    entity,
  })
  await rankVersionsOf(connection, entity, 'select row_key from taken_back')
  await execute(
    connection,
    'update ledger.quarantine set replayed_by = null, replayed_row = null where replayed_by = $batch',
    batch,
  )
}

async function archivedCopy(archive: string, { sha256, file }: { sha256: string; file: string }): Promise<string> {
  const names = await readdir(archive).catch(() => [])
  const name = names.find((item) => item.startsWith(sha256))
  if (name === undefined) {
    throw new HuiyinError('HY-L-001', { file: join(archive, sha256), reason: `the kept copy of ${file} is missing` })
  }
  return join(archive, name)
}
