import { readFileSync } from 'node:fs'
import type { DuckDBConnection } from '@duckdb/node-api'
import { acquireLock } from '../core/lock.ts'
import type { Workspace } from '../core/workspace.ts'
import { type Database, openForWriting } from './database.ts'
import { execute, identifier, inTransaction } from './query.ts'
import { readSqlFolder, type SqlFile } from './sql-file.ts'

const DDL = new URL('../../sql/0_warehouse.sql', import.meta.url)

/** Columns that every staging table has in front of the entity's own: which row of which file, and its version. */
export const LINEAGE =
  'batch_no INTEGER, row_number INTEGER, line_number INTEGER, version_at TIMESTAMP WITH TIME ZONE, row_hash UBIGINT, row_key VARCHAR'

/**
 * Opens the warehouse for writing, alone: behind the workspace's lock, with its tables made, and with rows removed that
 * a torn write left without a ledger entry. Throws HY-W-001, naming the holder, where another process works in it.
 */
export async function openWarehouse(workspace: Workspace, purpose: string): Promise<Database> {
  const release = await acquireLock(`${workspace.paths.warehouse}.lock`, purpose)
  try {
    const database = await openForWriting(workspace.paths.warehouse)
    await prepareWarehouse(database.connection)
    return {
      ...database,
      close() {
        database.close()
        release()
      },
      async [Symbol.asyncDispose]() {
        database.close()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

/** Makes what is missing, then removes rows whose batch has no ledger entry (see design.md, rule 5). */
export async function prepareWarehouse(connection: DuckDBConnection): Promise<void> {
  await execute(connection, readFileSync(DDL, 'utf8'), {}, '0_warehouse.sql')
  const staging = readSqlFolder('1_staging')
  for (const file of staging) await execute(connection, stagingDdl(file), {}, file.path)
  await inTransaction(connection, async () => {
    for (const table of ['ledger.quarantine', ...staging.map((file) => file.name)]) {
      await execute(connection, `delete from ${table} where batch_no not in (select batch_no from ledger.batch)`)
    }
    await execute(connection, "update ledger.run set outcome = 'interrupted' where outcome = 'running'")
  })
}

function stagingDdl(file: SqlFile): string {
  const columns = file.columns.map((column) => `${identifier(column.name)} ${column.type}`)
  return `create table if not exists ${file.name} (${LINEAGE}, ${columns.join(', ')})`
}
