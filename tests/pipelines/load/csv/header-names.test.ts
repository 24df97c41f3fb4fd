import { expect, test } from 'vitest'
import { headerNames } from '../../../../pipelines/load/csv/header-names.ts'

test.each<[string, string[][], string[]]>([
  ['one row', [['id', 'at']], ['id', 'at']],
  [
    'blanks, line ends and invisible characters',
    [['\ufeff id ', 'received\n at', '渠\u200b道']],
    ['id', 'received at', '渠道'],
  ],
  [
    'a parent over two columns',
    [
      ['客户', '', '订单', ''],
      ['姓名', '电话', '编号', '日期'],
    ],
    ['客户 姓名', '客户 电话', '订单 编号', '订单 日期'],
  ],
  [
    'cells merged downwards',
    [
      ['编号', '客户', '', '备注'],
      ['', '姓名', '电话', ''],
    ],
    ['编号', '客户 姓名', '客户 电话', '备注'],
  ],
  [
    'a nameless column ends a parent',
    [
      ['A', '', '', ''],
      ['x', '', 'y', ''],
    ],
    ['A x', '', 'y', ''],
  ],
  [
    'three rows',
    [
      ['A', ''],
      ['B', ''],
      ['c', 'd'],
    ],
    ['A B c', 'A B d'],
  ],
  ['the same name in each row, as the benchmark has it', [['DATE'], ['DATE']], ['DATE DATE']],
])('%s', (_name, rows, expected) => {
  expect(headerNames(rows, expected.length).names).toEqual(expected)
})

test('says which names occur twice, which columns have none, and which were tidied', () => {
  expect(headerNames([['a', 'b\u200b', '', 'a', 'b', ' ']], 6)).toEqual({
    names: ['a', 'b', '', 'a', 'b', ''],
    duplicates: ['a', 'b'],
    unnamed: [3, 6],
    tidied: [2, 6],
  })
})
