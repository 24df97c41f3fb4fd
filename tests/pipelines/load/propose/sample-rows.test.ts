import { describe, expect, test } from 'vitest'
import { HuiyinError } from '../../../../pipelines/core/errors.ts'
import { PLAIN_DIALECT } from '../../../../pipelines/load/csv/dialect.ts'
import { sampleLargeText } from '../../../../pipelines/load/propose/sample-large-text.ts'
import { sampleRows } from '../../../../pipelines/load/propose/sample-rows.ts'
import { csv, fileOf, rowsOf } from './proposal-of.ts'

const code = (error: unknown) => (error instanceof HuiyinError ? error.code : String(error))

test('the first 2,000 rows, then rows spread evenly over the rest', async () => {
  const file = await fileOf(
    'a.csv',
    csv(
      ['id', 'day'],
      rowsOf(50_000, (n) => [String(n), '2026-03-01']),
    ),
  )
  const { rows, total, format, delimiter } = await sampleRows(file)
  expect([total, format, delimiter]).toEqual([50_001, 'text', ','])
  expect(rows.length).toBeGreaterThan(2000 + 9000)
  expect(rows.length).toBeLessThanOrEqual(20_000)
  expect(rows.slice(0, 2000).map(({ row }) => row)).toEqual(Array.from({ length: 2000 }, (_row, n) => n + 1))
  const later = rows.slice(2000).map(({ row }) => row)
  expect(new Set(later.slice(1).map((row, index) => row - (later[index] ?? 0)))).toEqual(new Set([4]))
  expect(later.at(-1)).toBeGreaterThan(49_990)
})

test('a large text is read at places spread over it; rows that a place cuts through are passed over', async () => {
  const file = await fileOf(
    'b.csv',
    csv(
      ['id', 'text', 'day'],
      rowsOf(60_000, (n) => [`K${n}`, `"eins, zwei\n${n}"`, '2026-03-01']),
    ),
  )
  const rows = await sampleLargeText(file, PLAIN_DIALECT, 3, 6400)
  expect(rows.length).toBeGreaterThan(3000)
  expect(rows.length).toBeLessThanOrEqual(6400)
  expect(rows.every(({ cells }) => /^K\d+$/.test(cells[0] ?? '') && cells[2] === '2026-03-01')).toBe(true)
  const ids = rows.map(({ cells }) => Number(cells[0]?.slice(1)))
  expect(Math.max(...ids)).toBeGreaterThan(55_000)
})

describe('files that are no table', () => {
  test.each([
    ['HY-L-006', ''],
    ['HY-L-006', '<html><body>Session expired</body></html>'],
    ['HY-L-009', Uint8Array.of(0x81, 0x2c, 0x41, 0x0a)],
  ])('%s', async (expected, content) => {
    expect(await sampleRows(await fileOf('c.csv', content)).catch(code)).toBe(expected)
  })
})
