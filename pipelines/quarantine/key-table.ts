import { BIGINT, type DuckDBConnection, DuckDBDataChunk, INTEGER } from '@duckdb/node-api'
import { execute } from '../warehouse/query.ts'

const CHUNK_ROWS = 2_048

/** Puts keys of quarantined records into the temporary table `keys` (position, batch_no, row_number), from 0 on. */
export async function fillKeys(
  connection: DuckDBConnection,
  keys: readonly { readonly batch: number; readonly row: number }[],
): Promise<void> {
  await execute(connection, 'create or replace temp table keys (position integer, batch_no integer, row_number bigint)')
  const appender = await connection.createAppender('keys', 'main', 'temp')
  for (let from = 0; from < keys.length; from += CHUNK_ROWS) {
    const chunk = DuckDBDataChunk.create([INTEGER, INTEGER, BIGINT])
    const page = keys.slice(from, from + CHUNK_ROWS)
    chunk.setRows(page.map(({ batch, row }, index) => [from + index, batch, BigInt(row)]))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}
