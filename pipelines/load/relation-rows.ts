import type { DuckDBConnection } from '@duckdb/node-api'
import { reasonOf } from '../core/errors.ts'
import { unreadable } from './formats/unreadable.ts'
import type { RawRow } from './raw-row.ts'

/** The rows of a relation of text columns as records, header first. Throws HY-L-006 where the relation breaks off. */
export async function* relationRows(
  connection: DuckDBConnection,
  columns: readonly string[],
  sql: string,
  file: string,
): AsyncGenerator<RawRow> {
  yield { row: 1, line: 1, cells: columns, raw: JSON.stringify(columns) }
  // Read whole before the first row goes on: the same connection writes in between.
  const reader = await connection.runAndReadAll(sql).catch((cause: unknown) => {
    throw unreadable(file, reasonOf(cause), cause)
  })
  let row = 1
  for (const values of reader.getRowsJson()) {
    row += 1
    const cells = values.map((value) => (value === null ? '' : String(value)))
    yield { row, line: row, cells, raw: JSON.stringify(cells) }
  }
}
