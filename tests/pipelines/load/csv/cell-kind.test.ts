import { expect, test } from 'vitest'
import { cellKind, isValue } from '../../../../pipelines/load/csv/cell-kind.ts'

test.each([
  ['', 'blank'],
  [' \u3000', 'blank'],
  ['-12.50', 'number'],
  ['1,234.5', 'number'],
  ['1.38E+10', 'number'],
  ['¥1,200', 'money'],
  ['35%', 'money'],
  ['2026-01-05', 'date'],
  ['2026年1月5日', 'date'],
  ['5/1/26', 'date'],
  ['05 Jan 2026', 'date'],
  ['10:05:00', 'time'],
  ['2026-01-05T10:05:00Z', 'instant'],
  ['2026/1/5 10:05', 'instant'],
  ['a.b@example.cn', 'address'],
  ['https://example.com/?a=1;b=2', 'address'],
  ['TS-20260105/7', 'code'],
  ['投诉内容', 'word'],
  ["Men's boots", 'word'],
  ['物流太慢了，等了 5 天。', 'text'],
  ['late, and rude', 'text'],
  ['1;good', 'junk'],
  ['"quoted"', 'junk'],
  ['TS1,2026-01-05,phone,4', 'junk'],
])('%j is %s', (cell, kind) => {
  expect(cellKind(cell)).toBe(kind)
})

test('values are amounts and moments', () => {
  expect(['7', '¥7', '2026-01-05', '10:05', 'TS7', 'word', ''].map(isValue)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
  ])
})
