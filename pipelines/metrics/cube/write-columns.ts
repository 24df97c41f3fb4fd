import { DOUBLE, type DuckDBConnection, DuckDBDataChunk, type DuckDBType, INTEGER, USMALLINT } from '@duckdb/node-api'
import { execute, identifier } from '../../warehouse/query.ts'
import type { Numbers } from './cube-columns.ts'

export interface WrittenColumn {
  readonly name: string
  readonly values: Numbers
}

const ROWS_A_CHUNK = 2048

/** Makes the table `cube.<name>` of whole columns of numbers. */
export async function writeColumns(
  connection: DuckDBConnection,
  name: string,
  columns: readonly WrittenColumn[],
): Promise<void> {
  const types = columns.map(({ values }) => typeOf(values))
  const declared = columns.map((column, index) => `${identifier(column.name)} ${types[index]}`)
  await execute(connection, `create table cube.${name} (${declared.join(', ')})`)
  const appender = await connection.createAppender(name, 'cube')
  const rows = columns[0]?.values.length ?? 0
  for (let from = 0; from < rows; from += ROWS_A_CHUNK) {
    const chunk = DuckDBDataChunk.create(types, Math.min(ROWS_A_CHUNK, rows - from))
    for (const [index, { values }] of columns.entries())
      chunk.setColumnValues(index, Array.from(values.subarray(from, from + ROWS_A_CHUNK)))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

function typeOf(values: Numbers): DuckDBType {
  if (values instanceof Float64Array) return DOUBLE
  return values instanceof Uint16Array ? USMALLINT : INTEGER
}
