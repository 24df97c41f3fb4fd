import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { HuiyinError, reasonOf } from '../core/errors.ts'
import { endStatements } from './statement-turns.ts'
import { storageFailure } from './storage-failure.ts'

/** One open database: the only place that owns DuckDB instances (two instances on one file lose rows). */
export interface Database extends AsyncDisposable {
  readonly path: string
  readonly connection: DuckDBConnection
  /** A further connection to the same instance, for work beside the first one. */
  connect(): Promise<DuckDBConnection>
  close(): void
}

const open = new Set<string>()

/** Opens a database file for one writer. Throws HY-W-005 where DuckDB refuses it, HY-W-001 where another holds it. */
export function openForWriting(path: string): Promise<Database> {
  return openDatabase(path, { access_mode: 'READ_WRITE' })
}

/** Opens a published snapshot: read-only, and closed to files and network for whatever SQL runs in it. */
export async function openForReading(path: string): Promise<Database> {
  const database = await openDatabase(path, { access_mode: 'READ_ONLY' })
  await database.connection.run(
    "set timezone = 'UTC'; set enable_external_access = false; set lock_configuration = true",
  )
  return database
}

/** Opens a published snapshot read-only for our own SQL that writes files; one thread, so that order and bytes repeat. */
export async function openForCopy(path: string): Promise<Database> {
  const database = await openDatabase(path, { access_mode: 'READ_ONLY' })
  await database.connection.run("set timezone = 'UTC'; set threads = 1")
  return database
}

/**
 * How rows are written: in the newest format whose log `checkLog` reads. Its dictionaries take as little room as FSST and
 * Zstandard, trying which is a third of the time that writing takes.
 */
const WRITTEN = { storage_compatibility_version: 'v1.3.0', disabled_compression_methods: 'fsst,zstd' }

async function openDatabase(path: string, options: Record<string, string>): Promise<Database> {
  const writing = options['access_mode'] === 'READ_WRITE'
  if (writing && path !== ':memory:') {
    if (open.has(path)) throw new HuiyinError('HY-W-001', { path, holder: 'this process' })
    open.add(path)
  }
  try {
    const instance = await DuckDBInstance.create(path, {
      ...options,
      ...(writing ? WRITTEN : {}),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    })
    const connection = await instance.connect()
    if (writing) await connection.run("set timezone = 'UTC'")
    return databaseOf(path, instance, connection)
  } catch (cause) {
    open.delete(path)
    throw cannotOpen(path, cause)
  }
}

function databaseOf(path: string, instance: DuckDBInstance, connection: DuckDBConnection): Database {
  let closed = false
  const close = () => {
    if (closed) return
    closed = true
    connection.closeSync()
    instance.closeSync()
    open.delete(path)
  }
  return {
    path,
    connection,
    connect: () => instance.connect(),
    close,
    async [Symbol.asyncDispose]() {
      await endStatements(connection)
      close()
    },
  }
}

function cannotOpen(path: string, cause: unknown): HuiyinError {
  const reason = reasonOf(cause)
  if (/Could not set lock on file|Conflicting lock|being used by another process/i.test(reason))
    return new HuiyinError('HY-W-001', { path, holder: `pid ${/PID (\d+)/.exec(reason)?.[1] ?? '?'}` }, { cause })
  const failure = storageFailure(cause, path)
  if (failure !== undefined) return failure
  return new HuiyinError('HY-W-005', { path, reason: reason.split('\n', 1)[0] ?? '' }, { cause })
}
