import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { beforeAll, expect, test } from 'vitest'
import { type FigureRow, figureBook } from '../../../../pipelines/report/figure.ts'
import type { FigureContext } from '../../../../pipelines/report/figures/figure-context.ts'
import { mendedFigure } from '../../../../pipelines/report/figures/record-figures.ts'
import { queryRows } from '../../../../pipelines/warehouse/query.ts'

const COLUMNS = 'batch_no, file_name, rows_read, rows_quarantined'
const FILES = "(1, 'a.csv', 90, 3, 2, 0), (2, 'b.csv', 80, 1, 0, 0), (3, 'a.csv', 2, 0, 0, 2)"

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect()
})

async function figureFrom(table: string) {
  await connection.run(`create schema if not exists marts; create or replace table marts.reconciliation as ${table}`)
  const book = figureBook()
  const rows = <Row extends FigureRow>({ sql }: { sql: string }) => queryRows<Row>(connection, sql)
  return await mendedFigure({ book, rows } as unknown as FigureContext)
}

test('files whose records were mended, and those that brought them back, are told', async () => {
  const figure = await figureFrom(`select * from (values ${FILES}) as file (${COLUMNS}, rows_mended, rows_replayed)`)
  expect(figure?.rows.map((row) => [row.batch_no, row.rows_quarantined, row.rows_mended, row.rows_replayed])).toEqual([
    [1, 3, 2, 0],
    [3, 0, 0, 2],
  ])
})

test.each([
  [
    'nothing was mended',
    `select * from (values (2, 'b.csv', 80, 1, 0, 0)) as file (${COLUMNS}, rows_mended, rows_replayed)`,
  ],
  ['the snapshot is older than the means to', `select * from (values (2, 'b.csv', 80, 1)) as file (${COLUMNS})`],
])('where %s there is no such figure', async (_case, table) => {
  expect(await figureFrom(table)).toBeNull()
})
