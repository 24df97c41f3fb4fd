import type { DuckDBConnection } from '@duckdb/node-api'

const signals = new WeakMap<DuckDBConnection, AbortSignal>()

/**
 * Runs work on a connection so that the signal stops it: the statement under way is interrupted, and no further one
 * begins (a rollback does). Throws the signal's reason where it was stopped.
 */
export async function stoppable<Result>(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  if (signal === undefined) return work()
  const interrupt = () => connection.interrupt()
  signals.set(connection, signal)
  signal.addEventListener('abort', interrupt)
  try {
    return await work()
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', interrupt)
    signals.delete(connection)
  }
}

/** Throws the reason for which the connection's work was stopped, where it was. */
export function throwIfStopped(connection: DuckDBConnection): void {
  signals.get(connection)?.throwIfAborted()
}
