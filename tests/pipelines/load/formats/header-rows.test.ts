import { describe, expect, test } from 'vitest'
import { joinHeaderRows } from '../../../../pipelines/load/formats/header-rows.ts'

describe('joinHeaderRows', () => {
  test.each<[string, string[][], number, string[]]>([
    [
      'one row',
      [
        [' 编号 ', '渠\n道'],
        ['CT1', '电话'],
      ],
      1,
      ['编号', '渠 道'],
    ],
    [
      'a parent over blanks',
      [
        ['编号', '客户', '', '备注'],
        ['', '姓名', '电话', ''],
      ],
      2,
      ['编号', '客户 / 姓名', '客户 / 电话', '备注'],
    ],
    [
      'a name that stands alone is no parent',
      [
        ['编号', '', ''],
        ['', '姓名', '电话'],
      ],
      2,
      ['编号', '姓名', '电话'],
    ],
    [
      'three rows',
      [
        ['时间', '', '', '客户'],
        ['受理', '', '处理', ''],
        ['开始', '结束', '开始', '姓名'],
      ],
      3,
      ['时间 / 受理 / 开始', '时间 / 受理 / 结束', '时间 / 处理 / 开始', '客户 / 姓名'],
    ],
    [
      'a parent ends where the one above it ends',
      [
        ['时间', '', '客户', ''],
        ['受理', '', '', '联系'],
        ['开始', '结束', '姓名', '电话'],
      ],
      3,
      ['时间 / 受理 / 开始', '时间 / 受理 / 结束', '客户 / 姓名', '客户 / 联系 / 电话'],
    ],
    [
      'a column without a name',
      [
        ['客户', '', ''],
        ['姓名', '', '电话'],
      ],
      2,
      ['客户 / 姓名', '', '客户 / 电话'],
    ],
    ['rows of different length', [['客户'], ['姓名', '电话']], 2, ['客户 / 姓名', '客户 / 电话']],
    ['nothing', [], 2, []],
  ])('%s', (_name, rows, count, expected) => {
    expect(
      joinHeaderRows(
        rows.map((cells) => ({ cells })),
        count,
      ),
    ).toEqual(expected)
  })

  test('merged cells decide where the file has them', () => {
    const rows = [
      { cells: ['编号', '客户'], repeated: ['编号', '客户', '客户'] },
      { cells: ['', '姓名', '电话', '备注'], repeated: ['编号', '姓名', '电话', '备注'] },
    ]
    expect(joinHeaderRows(rows, 2)).toEqual(['编号', '客户 / 姓名', '客户 / 电话', '备注'])
  })
})
