import type { DuckDBConnection } from '@duckdb/node-api'
import { throwIfStopped } from './stoppable.ts'

const ended = new WeakMap<DuckDBConnection, Promise<unknown>>()
const closing = new WeakSet<DuckDBConnection>()

/**
 * Does a statement, the reading of its rows included, when those asked of the connection before it have ended. DuckDB
 * would let it wait too, but on a thread of the process, and would begin it although the work was stopped meanwhile.
 * Throws where the connection's work was stopped, or the connection closed.
 */
export function inTurn<Result>(connection: DuckDBConnection, statement: () => Promise<Result>): Promise<Result> {
  const done = afterwards(connection, ended.get(connection), statement)
  ended.set(
    connection,
    done.then(
      () => undefined,
      () => undefined,
    ),
  )
  return done
}

async function afterwards<Result>(
  connection: DuckDBConnection,
  before: Promise<unknown> | undefined,
  statement: () => Promise<Result>,
): Promise<Result> {
  await before
  throwIfStopped(connection)
  if (closing.has(connection)) throw new Error('the connection was closed')
  return statement()
}

/** Closes a connection on which others may still work. */
export async function closeInTurn(connection: DuckDBConnection): Promise<void> {
  await endStatements(connection)
  connection.closeSync()
}

/**
 * Lets no further statement begin on a connection, and waits for the one under way. To be awaited before the connection
 * is closed: closing frees what a statement still writes to, and the process would end without a word.
 */
export async function endStatements(connection: DuckDBConnection): Promise<void> {
  closing.add(connection)
  await ended.get(connection)
}
