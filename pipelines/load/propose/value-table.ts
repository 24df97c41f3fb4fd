import { type DuckDBConnection, DuckDBDataChunk, INTEGER, VARCHAR } from '@duckdb/node-api'
import { execute } from '../../warehouse/query.ts'
import type { ColumnValues } from './column-values.ts'

const VALUES_A_COLUMN = 5000
/** Longer texts are no number, date or code; they are put in empty, to be counted. */
const LENGTH = 40
const CHUNK_ROWS = 2048

/** The temporary table `sample_value` (position, value, n): the different values of each column, 5,000 at most. */
export async function fillValueTable(connection: DuckDBConnection, columns: readonly ColumnValues[]): Promise<void> {
  await execute(connection, 'create or replace temp table sample_value (position integer, value varchar, n integer)')
  const appender = await connection.createAppender('sample_value', 'main', 'temp')
  let rows: (string | number)[][] = []
  const flush = () => {
    if (rows.length === 0) return
    const chunk = DuckDBDataChunk.create([INTEGER, VARCHAR, INTEGER])
    chunk.setRows(rows)
    appender.appendDataChunk(chunk)
    rows = []
  }
  for (const { index, counts } of columns) {
    for (const [value, n] of [...counts].slice(0, VALUES_A_COLUMN)) {
      rows.push([index, value.length > LENGTH ? '' : value, n])
      if (rows.length === CHUNK_ROWS) flush()
    }
  }
  flush()
  appender.closeSync()
}
