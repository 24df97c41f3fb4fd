import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { LOCALES } from '../../../../pipelines/core/locale.ts'
import { sourceSchema } from '../../../../pipelines/core/source-schema.ts'
import { mappingYaml } from '../../../../pipelines/load/propose/mapping-yaml.ts'
import { csv, proposalOf, rowsOf } from './proposal-of.ts'

const NAMES = ['王芳', '李娜', '张伟', '刘洋', '陈静', '杨帆', '赵磊', '黄敏']
const TEXT = csv(
  ['投诉编号', '投诉时间', '结案时间', '客户姓名', '收货地址', '投诉渠道', '状态', '备用\u2028列', '投诉内容'],
  rowsOf(16, (n) => [
    `T${n}00`,
    `3/${10 + n}/2026`,
    'N/A',
    NAMES[n % 8] ?? '',
    `上海市浦东新区某某路${n}号3栋`,
    n === 0 ? '13800001111' : n === 1 ? '抖音私信' : '电话',
    n % 2 ? '已關閉' : '新建',
    'x',
    '收到的商品外包装破损严重里面的杯子也碎了请尽快处理退款',
  ]),
)

describe.each(LOCALES)('in %s', (locale) => {
  test('YAML gives the mapping back, and fits the schema', async () => {
    const proposal = await proposalOf('投诉20260331.csv', TEXT)
    const yaml = mappingYaml(proposal, locale)
    expect(parse(yaml)).toEqual(proposal.mapping)
    expect(sourceSchema.safeParse(parse(yaml)).success).toBe(true)
  })

  test('comments give evidence, and no value that tells of a person', async () => {
    const yaml = mappingYaml(await proposalOf('投诉20260331.csv', TEXT), locale)
    const comments = yaml
      .split('\n')
      .filter((line) => line.includes('#'))
      .map((line) => line.slice(line.indexOf('#')))
      .join('\n')
    expect(comments).toContain('100 %')
    expect(comments).toContain('收货地址')
    expect(comments).toContain('抖音私信')
    for (const value of [...NAMES, '13800001111', '浦东', '破损', 'T000']) expect(yaml).not.toContain(value)
  })
})

test('a time of day is in quotes, formats stand with their share, values below their column', async () => {
  const yaml = mappingYaml(await proposalOf('t_20260325.csv', TEXT.replace('3/25/2026', '3/25/2026 05:30')), 'en')
  expect(yaml).toContain('time: "06:00"')
  expect(yaml).toContain('  - "%m/%d/%Y" # reads 15 values, 93.7 % of the mapped dates')
  expect(yaml).toMatch(/status:\n {4}from: 状态\n {4}values:\n {6}已關閉: closed/)
})
