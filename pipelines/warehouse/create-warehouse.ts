import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { syncFile, syncFolder } from '../core/write-file.ts'
import { openForWriting } from './database.ts'
import { execute } from './query.ts'
import { storageFailure } from './storage-failure.ts'

/**
 * Makes a new database under a temporary name and renames it when it is whole: one that is killed while it is being
 * made can be beyond opening. Throws HY-W-005 where the file is missing but its log is there, which belongs to a
 * database that was moved away; HY-C-007 where the folder cannot be written.
 */
export async function createWarehouse(
  path: string,
  prepare: (connection: DuckDBConnection) => Promise<void>,
): Promise<void> {
  if (existsSync(`${path}.wal`)) throw new HuiyinError('HY-W-005', { path, reason: 'only its .wal is there' })
  const building = `${path}.building`
  try {
    await removeBuilding(building)
    {
      await using database = await openForWriting(building)
      await prepare(database.connection)
      await execute(database.connection, 'checkpoint')
    }
    await syncFile(building)
    await rename(building, path)
    await syncFolder(dirname(path))
  } catch (cause) {
    await removeBuilding(building).catch(() => undefined)
    throw storageFailure(cause, path) ?? cause
  }
}

async function removeBuilding(building: string): Promise<void> {
  for (const ending of ['', '.wal', '.wal.checkpoint', '.wal.recovery'])
    await rm(`${building}${ending}`, { force: true })
}
