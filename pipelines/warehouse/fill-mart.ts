import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, identifier } from './query.ts'
import { readSqlFile } from './sql-file.ts'

/** A row of a mart of the analysis, as it is written and read: days as `YYYY-MM-DD`. */
export type MartRow = Readonly<Record<string, string | number | boolean | null>>

/**
 * Writes rows into a mart that its file under sql/4_marts makes empty, so that header, types and privacy stand there.
 * A row's keys are the mart's columns, but for the first, which numbers the rows in the order given; days are `YYYY-MM-DD`.
 */
export async function fillMart(connection: DuckDBConnection, name: string, rows: readonly MartRow[]): Promise<void> {
  const file = readSqlFile(`4_marts/${name}.sql`)
  const [numbering, ...columns] = file.columns
  if (numbering === undefined) throw new RangeError(`${file.path} has no columns`)
  await execute(connection, `delete from ${file.name}`)
  const shape = JSON.stringify([Object.fromEntries([numbering, ...columns].map((one) => [one.name, one.type]))])
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = rows.slice(from, from + CHUNK).map((row, index) => ({ [numbering.name]: from + index + 1, ...row }))
    for (const row of chunk) assertColumns(file.path, row, [numbering, ...columns])
    await execute(
      connection,
      `insert into ${file.name} by name select ${[numbering, ...columns].map((one) => `entry.${identifier(one.name)}`).join(', ')}
        from (select unnest(from_json($rows::json, '${shape}')) as entry)`,
      { rows: JSON.stringify(chunk) },
      file.path,
    )
  }
}

const CHUNK = 20_000

function assertColumns(path: string, row: object, columns: readonly { name: string }[]): void {
  const unlike = [...new Set([...Object.keys(row), ...columns.map(({ name }) => name)])].filter(
    (name) => !Object.hasOwn(row, name) || !columns.some((column) => column.name === name),
  )
  if (unlike.length > 0) throw new RangeError(`${path}: ${unlike.join(', ')}`)
}
