import { describe, expect, test } from 'vitest'
import { isTelling, personalByValue, personalKind } from '../../../../pipelines/load/propose/personal-data.ts'

const counted = (values: readonly string[]) => new Map(values.map((value) => [value, 1]))

describe('by values', () => {
  test.each([
    ['phone', ['13800001111', '+86 138 0000 1112', '138****1113']],
    ['phone', ['0912-345-678', '02-2345-6789']],
    ['phone', ['(555) 010-0199', '+44 20 7946 0958']],
    ['email', ['wang@example.cn', 'li.na@example.com']],
    ['id_number', ['11010519491231002X']],
    ['id_number', ['A123456789']],
    ['address', ['上海市浦东新区某某路12号3栋402室', '台北市信義區某某路5號']],
    ['address', ['12 Example Street', '7 Sample Ave']],
    ['name', ['王芳', '李娜', '张伟', '刘洋', '陈静', '杨帆', '赵磊', '黄敏']],
    [undefined, ['配送延迟', '退款慢', '客服态度差', '质量缺陷', '缺货取消', '安装服务', '售后推诿', '价格争议']],
    [undefined, ['TS20251117001', 'TS20251117002']],
    [undefined, ['110105194912310021']],
    [undefined, []],
  ])('%s', (kind, values) => {
    expect(personalByValue(counted(values))).toBe(kind)
  })
})

describe('by name', () => {
  test.each([
    ['收货人姓名', 'name'],
    ['聯絡電話', 'phone'],
    ['身份证号', 'id_number'],
    ['incident_address', 'address'],
    ['ZIP code', 'quasi'],
    ['出生日期', 'quasi'],
    ['微信号', 'account'],
    ['First Name', 'name'],
    ['产品名称', undefined],
    ['Store name', undefined],
  ])('%s', (name, kind) => {
    expect(personalKind(name, new Map())).toBe(kind)
  })
})

test('a single value that tells who someone is', () => {
  expect(['13800001111', 'a@b.cn', 'SF1234567890'].map(isTelling)).toEqual([true, true, true])
  expect(['抖音私信', 'Fax'].map(isTelling)).toEqual([false, false])
})
