import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { throwIfStopped } from './stoppable.ts'

/**
 * The rows of a query one after the other, cells in the order of its columns, for results of any size: only some thousand
 * rows are in memory at a time. Nothing else may be asked of the connection until the last row has been taken.
 */
export async function* streamRows(connection: DuckDBConnection, sql: string): AsyncGenerator<readonly DuckDBValue[]> {
  const result = await connection.stream(sql)
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    throwIfStopped(connection)
    yield* chunk.getRows()
  }
}
