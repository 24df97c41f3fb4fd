import { resolve } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError, reasonOf } from '../../core/errors.ts'
import { identifier, literal, queryRows } from '../../warehouse/query.ts'
import { unreadable } from './unreadable.ts'

/**
 * A Parquet file as a relation of text columns in the file's order: instants in UTC as `2026-03-05 06:03:27+00`, times
 * without a zone as `2026-03-05 14:03:27`, decimals with all their digits, whole floating-point numbers without a point,
 * lists and structs as JSON. Throws HY-L-006 {file, reason} where the file's schema cannot be read; damaged pages show
 * when the relation is run.
 */
export async function parquetRelation(
  connection: DuckDBConnection,
  path: string,
): Promise<{ columns: string[]; sql: string }> {
  const source = `read_parquet(${literal(plainPath(path))})`
  const described = await describe(connection, path, source)
  const columns = described.map(({ column_name }) => column_name)
  const texts = described.map(({ column_name, column_type }) => {
    const name = identifier(column_name)
    return `${textOf(name, column_type)} as ${name}`
  })
  return { columns, sql: `select ${texts.join(', ')} from ${source}` }
}

async function describe(connection: DuckDBConnection, path: string, source: string) {
  try {
    return await queryRows<{ column_name: string; column_type: string }>(connection, `describe select * from ${source}`)
  } catch (error) {
    const cause = error instanceof HuiyinError ? error.cause : error
    throw unreadable(path, reasonOf(cause), cause)
  }
}

function textOf(name: string, type: string): string {
  if (type === 'VARCHAR') return name
  if (type === 'TIMESTAMP WITH TIME ZONE') return `(${name} at time zone 'UTC')::varchar || '+00'`
  if (type === 'DOUBLE' || type === 'FLOAT') {
    return `case when ${name} = trunc(${name}) and abs(${name}) < 1e15 then ${name}::bigint::varchar else ${name}::varchar end`
  }
  // Old writers leave texts untyped; what is not UTF-8 is shown byte by byte.
  if (type === 'BLOB') return `coalesce(try(decode(${name})), ${name}::varchar)`
  if (/^(?:STRUCT|MAP)\b|\]$/.test(type)) return `to_json(${name})::varchar`
  return `${name}::varchar`
}

/** An absolute path in which nothing is a pattern: DuckDB expands `*`, `?` and `[…]` in file names. */
function plainPath(path: string): string {
  return resolve(path).replaceAll(/[*?[]/g, '[$&]')
}
