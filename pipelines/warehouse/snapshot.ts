import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import { type Database, openForCopy, openForReading } from './database.ts'
import { queryRows } from './query.ts'

/** What a snapshot says about the run that made it; instants are ISO 8601 in UTC. */
export interface SnapshotRun {
  readonly runId: string
  readonly asOf: string
  readonly timezone: string
  readonly organisation: Readonly<Record<string, string>>
  readonly version: string
}

/** A published, masked database, open for reading. */
export interface Snapshot extends AsyncDisposable {
  readonly database: Database
  readonly run: SnapshotRun
  close(): void
}

/** The id of the run that `published/current` names. Throws HY-W-004 where nothing was published yet. */
export async function currentRunId(published: string): Promise<string> {
  const pointer = join(published, 'current')
  if (!existsSync(pointer)) throw new HuiyinError('HY-W-004', { folder: published })
  return (await readFile(pointer, 'utf8')).trim()
}

/** Opens the current snapshot, or that of a given run. Throws HY-W-004, HY-V-003 (file missing), HY-W-005. */
export async function openSnapshot(published: string, runId?: string): Promise<Snapshot> {
  const id = runId ?? (await currentRunId(published))
  return snapshotOf(id, await openForReading(existingPath(published, id)))
}

/** As `openSnapshot`, for our own SQL that writes files: external access stays on, the snapshot is read-only. */
export async function openSnapshotForCopy(published: string, runId?: string): Promise<Snapshot> {
  const id = runId ?? (await currentRunId(published))
  return snapshotOf(id, await openForCopy(existingPath(published, id)))
}

function existingPath(published: string, id: string): string {
  const path = snapshotPath(published, id)
  if (!existsSync(path)) throw new HuiyinError('HY-V-003', { run: id, folder: published })
  return path
}

async function snapshotOf(id: string, database: Database): Promise<Snapshot> {
  try {
    const rows = await queryRows<{ key: string; value: string }>(
      database.connection,
      'select key, value from meta.run order by key',
    )
    const meta = Object.fromEntries(rows.map(({ key, value }) => [key, value]))
    const run: SnapshotRun = {
      runId: meta['run_id'] ?? id,
      asOf: meta['as_of'] ?? '',
      timezone: meta['timezone'] ?? 'UTC',
      organisation: JSON.parse(meta['organisation'] ?? '{}') as Record<string, string>,
      version: meta['version'] ?? '',
    }
    return {
      database,
      run,
      close: () => database.close(),
      [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
    }
  } catch (error) {
    database.close()
    throw error
  }
}

export function snapshotPath(published: string, runId: string): string {
  return join(published, `${runId.replaceAll(/[^\w.-]/g, '_')}.duckdb`)
}
