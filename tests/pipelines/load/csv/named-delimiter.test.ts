import { expect, test } from 'vitest'
import { namedDelimiter } from '../../../../pipelines/load/csv/named-delimiter.ts'

test.each([
  ['编号#投诉时间#渠道', '#'],
  ['report of March\n"Id"=>"投诉时间"=>"渠道"', '=>'],
  ['| 编号 | 投诉时间 | 渠道 | 其他 |', '|'],
  ['编号 | 投诉时间 | 渠道 | 其他', ' | '],
  ['编号   | 投诉时间  | 渠道', '|'],
  ['投诉编号 投诉时间说明 渠道', undefined],
  ['编号, 投诉时间 - 渠道', undefined],
])('%j: %j', (text, expected) => {
  expect(namedDelimiter(text, ['编号', 'ID', '投诉时间', '渠道'])).toBe(expected)
})
