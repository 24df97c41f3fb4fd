import type { DuckDBConnection } from '@duckdb/node-api'
import { fillMart, type MartRow } from '../warehouse/fill-mart.ts'
import { identifier, queryRows } from '../warehouse/query.ts'
import { readSqlFile } from '../warehouse/sql-file.ts'
import { MART_READINGS, type MartReading } from './mart-readings.ts'

/** Rows of a mart that are read at most, in its order. */
const MOST_READ = 3000

/**
 * Fills `marts.reading` with what the rows of the analysis say, in three languages, so that report, dashboard and extract
 * show the same sentence. Run in a snapshot whose marts are masked: a sentence names nobody whom its row does not name.
 * Returns the number of its rows.
 */
export async function writeReadings(connection: DuckDBConnection): Promise<number> {
  const rows: MartRow[] = []
  for (const reading of MART_READINGS) rows.push(...(await readingsOf(connection, reading)))
  await fillMart(connection, 'reading', rows)
  return rows.length
}

async function readingsOf(connection: DuckDBConnection, { mart, where, order = '1', groupedBy, read }: MartReading) {
  const { name, columns } = readSqlFile(`4_marts/${mart}.sql`)
  const [key] = columns
  const list = columns
    .filter(({ privacy }) => privacy !== 'private')
    .map(({ name: own, type }) =>
      type === 'DATE' ? `cast(${identifier(own)} as varchar) as ${identifier(own)}` : identifier(own),
    )
  const found = await queryRows<MartRow>(
    connection,
    `select ${list.join(', ')} from ${name} ${where === undefined ? '' : `where ${where}`} order by ${order} limit ${MOST_READ}`,
  )
  const groups =
    groupedBy === undefined
      ? found.map((row) => [row])
      : [...Map.groupBy(found, (row) => JSON.stringify(groupedBy.map((column) => row[column]))).values()]
  return groups.flatMap((group): MartRow[] => {
    const [zh_cn, zh_tw, en] = [read('zh-CN', group), read('zh-TW', group), read('en', group)]
    const row_key = String(group[0]?.[key?.name ?? ''] ?? '')
    return zh_cn === null || zh_tw === null || en === null ? [] : [{ mart, row_key, zh_cn, zh_tw, en }]
  })
}
