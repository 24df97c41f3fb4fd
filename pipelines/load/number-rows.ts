import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, queryRows } from '../warehouse/query.ts'
import type { PlainRecords } from './csv/plain-records.ts'
import type { FastRead } from './fast-read.ts'

/** Where a file's first record stands, and which of its lines are not records of their own. */
export type Numbering = Pick<FastRead, 'row' | 'line'> & Pick<PlainRecords, 'breaks'>

/**
 * Gives the rows that DuckDB read by itself the numbers of their row and line in the file. It keeps the order of a file,
 * so a batch's rows stand one behind the other; numbering them while reading would take its second thread away.
 */
export async function numberRows(
  connection: DuckDBConnection,
  table: string,
  batchNo: number,
  { row, line, breaks }: Numbering,
): Promise<void> {
  const batch = { batch: batchNo }
  const [range] = await queryRows<{ first: number; last: number; n: number }>(
    connection,
    `select min(rowid) as first, max(rowid) as last, count(*) as n from ${table} where batch_no = $batch`,
    batch,
  )
  if (range === undefined || range.n === 0) return
  if (range.last - range.first + 1 !== range.n) throw new Error(`the rows of batch ${batchNo} do not stand together`)
  const before = range.first - 1
  await execute(
    connection,
    `update ${table} set row_number = rowid - ${before} + ${row}, line_number = rowid - ${before} + ${line} where batch_no = $batch`,
    batch,
  )
  if (breaks.length === 0) return
  await execute(connection, 'create or replace temp table line_break (after_row integer, lines integer)')
  for (let at = 0; at < breaks.length; at += 1000) {
    const values = breaks.slice(at, at + 1000).map(({ afterRecord, lines }) => `(${afterRecord + row}, ${lines})`)
    await execute(connection, `insert into line_break values ${values.join(', ')}`)
  }
  await execute(
    connection,
    `update ${table} as numbered set line_number = numbered.line_number + shift.lines
     from (
       select shifted.rowid as at, line_break.lines
       from ${table} as shifted asof join line_break on shifted.row_number > line_break.after_row
       where shifted.batch_no = $batch
     ) as shift
     where shift.at = numbered.rowid`,
    batch,
  )
  await execute(connection, 'drop table line_break')
}
