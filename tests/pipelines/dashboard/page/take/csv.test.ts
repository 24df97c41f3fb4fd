import { expect, test } from 'vitest'
import { tableCsv } from '../../../../../pipelines/dashboard/page/take/csv.ts'

test('numbers are bare, texts are quoted where they must be, and nothing becomes a formula', () => {
  const csv = tableCsv({
    columns: [{ label: 'name' }, { label: 'a, b', kind: 'number' }],
    rows: [
      ['=1+1', { text: '12.5%', sort: 0.125 }],
      ['say "no"', { text: '−3', sort: -3 }],
      ['-5', { text: '—', sort: null }],
      ['@x', '+49 30'],
    ],
  })
  expect(csv).toBe('\ufeffname,"a, b"\r\n\'=1+1,0.125\r\n"say ""no""",-3\r\n-5,—\r\n\'@x,\'+49 30\r\n')
})
