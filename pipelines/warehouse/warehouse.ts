import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { acquireLock } from '../core/lock.ts'
import type { Workspace } from '../core/workspace.ts'
import { checkLog } from './check-log.ts'
import { createWarehouse } from './create-warehouse.ts'
import { type Database, openForWriting } from './database.ts'
import { execute, inTransaction, queryRows } from './query.ts'
import { defineStagingViews, sourceTables } from './source-table.ts'
import { removeStaleLock } from './stale-lock.ts'
import { storageFailure } from './storage-failure.ts'
import { rankVersionsOf } from './supersession.ts'

const DDL = new URL('../../sql/0_warehouse.sql', import.meta.url)

/**
 * Opens the warehouse for writing, alone: behind the workspace's lock, with its tables made, and with rows removed that
 * a torn write left without a ledger entry. Throws HY-W-001, naming the holder, where another process works in it;
 * HY-W-005 where the file is damaged (nothing is changed then); HY-C-007 where the disk is full or read-only.
 */
export async function openWarehouse(workspace: Workspace, purpose: string): Promise<Database> {
  const path = workspace.paths.warehouse
  removeStaleLock(`${path}.lock`)
  const release = await acquireLock(`${path}.lock`, purpose)
  try {
    const database = await openPrepared(path)
    const close = () => {
      database.close()
      release()
    }
    return { ...database, close, [Symbol.asyncDispose]: async () => close() }
  } catch (error) {
    release()
    throw error
  }
}

async function openPrepared(path: string): Promise<Database> {
  await removeSpill(path)
  const isNew = !existsSync(path)
  if (isNew) await createWarehouse(path, prepareWarehouse)
  await checkLog(path)
  const database = await openForWriting(path)
  try {
    if (!isNew) await prepareWarehouse(database.connection)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** What DuckDB moved out of memory stays behind where it was killed, with whatever personal data it held. */
async function removeSpill(path: string): Promise<void> {
  await rm(`${path}.tmp`, { recursive: true, force: true }).catch((cause: unknown) => {
    throw storageFailure(cause, `${path}.tmp`) ?? cause
  })
}

/**
 * Makes what is missing, then brings to an end what a crash left half done (see design.md, rule 5): a batch that is
 * entered as unloaded goes, rows whose batch has no ledger entry go, and what such a batch replayed is open again.
 */
export async function prepareWarehouse(connection: DuckDBConnection): Promise<void> {
  await inTransaction(connection, async () => {
    await execute(connection, readFileSync(DDL, 'utf8'), {}, '0_warehouse.sql')
    const tables = await sourceTables(connection)
    await defineStagingViews(connection, tables)
    await execute(connection, 'delete from ledger.batch where batch_no in (select batch_no from ledger.unloaded)')
    const ofBatches = [
      'ledger.quarantine',
      'ledger.unchanged_against',
      'ledger.vanished',
      ...tables.map(({ name }) => name),
    ]
    for (const table of ofBatches) {
      await execute(connection, `delete from ${table} where batch_no not in (select batch_no from ledger.batch)`)
    }
    await mendSupersession(connection, new Set(tables.map(({ entity }) => entity)))
    await execute(
      connection,
      `update ledger.quarantine set replayed_by = null, replayed_row = null
       where replayed_by not in (select batch_no from ledger.batch)`,
    )
    await execute(connection, "update ledger.run set outcome = 'interrupted' where outcome = 'running'")
  })
}

/** A torn write may have left the ranks of a batch that is not there: those of its entity are made anew. */
async function mendSupersession(connection: DuckDBConnection, entities: ReadonlySet<string>): Promise<void> {
  const torn = await queryRows<{ entity: string }>(
    connection,
    `delete from ledger.supersession
     where batch_no not in (select batch_no from ledger.batch) or by_batch_no not in (select batch_no from ledger.batch)
     returning entity`,
  )
  for (const entity of new Set(torn.map((row) => row.entity)).intersection(entities)) {
    const several = `select row_key from versions.${entity} group by row_key having count(*) > 1`
    await rankVersionsOf(connection, entity, several)
  }
}
