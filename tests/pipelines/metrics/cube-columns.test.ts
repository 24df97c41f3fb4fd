import { expect, test } from 'vitest'
import { columnWords } from '../../../pipelines/metrics/cube/column-words.ts'
import { cubeColumns } from '../../../pipelines/metrics/cube/cube-columns.ts'
import { openForWriting } from '../../../pipelines/warehouse/database.ts'
import { execute } from '../../../pipelines/warehouse/query.ts'

const ROWS = 10_000
/** SQL of each column, and what it is in a row. */
const COLUMNS: Record<string, readonly [type: string, sql: string, of: (row: number) => number]> = {
  ...Object.fromEntries(
    Array.from({ length: 9 }, (_column, at) => [
      `byte_${at}`,
      ['utinyint', `(range * ${at + 1}) % 256`, (row: number) => (row * (at + 1)) % 256] as const,
    ]),
  ),
  short: ['usmallint', '(range * 7) % 65536', (row) => (row * 7) % 65536],
  long: ['uinteger', '4294967295 - range', (row) => 4294967295 - row],
  other: ['uinteger', 'range', (row) => row],
  day: ['integer', '5 - range', (row) => 5 - row],
  value: ['double', 'range / 4', (row) => row / 4],
}

test('columns are read as they stand, whatever is read beside them', async () => {
  await using database = await openForWriting(':memory:')
  const selected = Object.entries(COLUMNS).map(([name, [type, sql]]) => `cast(${sql} as ${type}) as "${name}"`)
  await execute(database.connection, `create table narrow as select ${selected.join(', ')} from range(${ROWS})`)
  const columns = cubeColumns()
  const names = Object.keys(COLUMNS)
  for (const asked of [['byte_3', 'day'], ['value'], names.toReversed()]) {
    const found = await columns.get(database.connection, 'narrow', asked)
    for (const [index, name] of asked.entries()) {
      const expected = Array.from({ length: ROWS }, (_row, row) => COLUMNS[name]?.[2](row))
      expect(Array.from(found[index] ?? []), name).toEqual(expected)
    }
  }
})

test('a word holds eight bytes, and each column stands where its width divides the place', () => {
  const widths = [1, 2, 4, 1, 4, 2, 1, 1, 4, 1, 1] as const
  const words = columnWords(widths.map((bytes, at) => ({ name: `c${at}`, bytes })))
  const placed = words.flatMap(({ columns }) => columns)
  expect(placed.map(({ name }) => name).toSorted()).toEqual(widths.map((_bytes, at) => `c${at}`).toSorted())
  expect(placed.every(({ bytes, offset }) => offset % bytes === 0 && offset + bytes <= 8)).toBe(true)
  expect(words).toHaveLength(3)
})
