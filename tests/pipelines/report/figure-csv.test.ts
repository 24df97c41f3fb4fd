import { expect, test } from 'vitest'
import { figureCsv } from '../../../pipelines/report/figure-csv.ts'

test('has a mark for Excel, a header, and numbers as they are', () => {
  expect(figureCsv([{ metric: 'nps', value: -12.5, n: 0.1 + 0.2, is_total: true, level: null }])).toBe(
    '\uFEFFmetric,value,n,is_total,level\r\nnps,-12.5,0.30000000000000004,true,\r\n',
  )
})

test.each([
  ['=1+1', "'=1+1"],
  [' +A1', "' +A1"],
  ['@x', "'@x"],
  ['-2', "'-2"],
  ['＝cmd', "'＝cmd"],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['=a,b', '"\'=a,b"'],
  ['两\n行', '"两\n行"'],
  ['2026-01-05', '2026-01-05'],
])('%j becomes %j', (text, field) => {
  expect(figureCsv([{ text }])).toBe(`\uFEFFtext\r\n${field}\r\n`)
})
