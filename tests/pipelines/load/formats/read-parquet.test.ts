import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parquetRelation } from '../../../../pipelines/load/formats/read-parquet.ts'
import { literal, queryRows } from '../../../../pipelines/warehouse/query.ts'
import { testFolder } from './test-folder.ts'

const { folder, write } = await testFolder()
let connection: DuckDBConnection
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(`set timezone = 'Asia/Shanghai'`)
})
afterAll(() => connection.closeSync())

async function parquetOf(select: string, name: string): Promise<string> {
  const path = join(folder, name)
  await mkdir(dirname(path), { recursive: true })
  await connection.run(`copy (${select}) to ${literal(path)} (format parquet)`)
  return path
}

const rowsOf = async (path: string) => {
  const { columns, sql } = await parquetRelation(connection, path)
  return { columns, rows: await queryRows<Record<string, string | null>>(connection, sql) }
}

describe('parquetRelation', () => {
  test.each<[string, string, string | null]>([
    ['text', `' 投诉 '`, ' 投诉 '],
    ['18 digits', '110101199003071234::bigint', '110101199003071234'],
    ['decimal', '12345678901234567890.10::decimal(38, 2)', '12345678901234567890.10'],
    ['whole number as double', '13812345678::double', '13812345678'],
    ['fraction', '0.1::double', '0.1'],
    ['no number', `'nan'::double`, 'nan'],
    ['date', `date '2026-03-05'`, '2026-03-05'],
    ['local time', `timestamp '2026-03-05 14:03:27'`, '2026-03-05 14:03:27'],
    ['instant', `timestamptz '2026-03-05 14:03:27+08'`, '2026-03-05 06:03:27+00'],
    ['truth', 'true', 'true'],
    ['null', 'null::integer', null],
    ['list', `['a', 'b']`, '["a","b"]'],
    ['struct', `{'a': 1, 'b': '投'}`, '{"a":1,"b":"投"}'],
    ['text without a type', `encode('投诉')`, '投诉'],
    ['bytes', `'\\xFFa'::blob`, '\\xFFa'],
  ])('%s', async (name, expression, expected) => {
    const path = await parquetOf(`select ${expression} as "列 ""x"""`, `${name}.parquet`)
    expect(await rowsOf(path)).toEqual({ columns: ['列 "x"'], rows: [{ '列 "x"': expected }] })
  })

  test('rows keep their order', async () => {
    const path = await parquetOf('select range as id from range(300000)', 'order.parquet')
    const { sql } = await parquetRelation(connection, path)
    const [count] = await queryRows<{ wrong: number }>(
      connection,
      `select count(*) as wrong from (select id, row_number() over () - 1 as place from (${sql})) where id <> place::varchar`,
    )
    expect(count?.wrong).toBe(0)
  })

  test.each(["it's [2026]*?.parquet", 'a[1]/b.parquet'])('a file named %s is read, and no other', async (name) => {
    await parquetOf('select 2 as x', 'a1/b.parquet')
    expect((await rowsOf(await parquetOf('select 1 as x', name))).rows).toEqual([{ x: '1' }])
  })

  test('a file that is cut off, or none, is refused', async () => {
    const bytes = await readFile(await parquetOf('select 1 as x', 'whole.parquet'))
    const path = join(folder, 'cut.parquet')
    await writeFile(path, bytes.subarray(0, bytes.length - 20))
    await expect(parquetRelation(connection, path)).rejects.toMatchObject({ code: 'HY-L-006', details: { file: path } })
    await expect(parquetRelation(connection, await write('PAR1x'))).rejects.toMatchObject({ code: 'HY-L-006' })
  })
})
