import { describe, expect, test } from 'vitest'
import { matchName } from '../../../../pipelines/load/propose/match-name.ts'
import { ENTITIES } from './proposal-of.ts'

function matches(entity: string, name: string): string[] {
  const index = ENTITIES.find((candidate) => candidate.name === entity)?.names
  if (index === undefined) throw new Error(entity)
  return matchName(name, index).map(({ field, how }) => `${how} ${field}`)
}

test('a text of thousands of letters is no name, and is not compared with any', () => {
  expect(matches('complaint', `投诉时间${'x'.repeat(500)}`)).toEqual([])
})

describe('complaint', () => {
  test.each([
    ['投诉时间', ['own received_at']],
    ['受诉时间', ['exact received_at']],
    ['客诉日期', ['folded received_at']],
    ['投诉时间（北京时间）', ['affix received_at']],
    ['投诉状态', ['exact status']],
    ['投诉责任部门', ['affix department']],
    ['Case Number', ['folded complaint_id']],
    ['Ticket priority', ['affix level']],
    ['工单编号', ['own work_order_id', 'weak complaint_id']],
    ['创建时间', ['weak received_at']],
    ['客户', ['weak customer_name']],
    ['State', ['weak region', 'weak status']],
    ['产品等级', []],
    ['申诉', []],
    ['最后受理时间', []],
    ['Sub-product', []],
    ['First reply time (min)', ['affix first_response_at']],
    ['诉求区域', ['affix region']],
    ['服务单状态', ['affix status']],
    ['先行联系时间', ['exact first_response_at']],
  ])('%s', (name, expected) => {
    expect(matches('complaint', name)).toEqual(expected)
  })
})

describe('survey', () => {
  test.each([
    ['总体满意度', ['own csat_answer']],
    ['1、您对本次投诉处理的总体满意度是？', ['within csat_answer']],
    ['Q3. How likely are you to recommend us to a friend?', ['within nps_answer']],
    ['您对客服人员服务态度的满意度', ['within attitude_answer']],
    ['您对处理结果的总体满意度', ['within csat_answer', 'within result_answer']],
    ['投诉时间', []],
    ['Q1_NPS', ['folded nps_answer']],
    ['3、您的问题解决起来容易吗？', ['within ces_answer']],
    ['5、您对客服人员态度是否满意', ['within attitude_answer']],
  ])('%s', (name, expected) => {
    expect(matches('survey', name)).toEqual(expected)
  })
})

describe('registers of other tools', () => {
  test.each([
    ['improvement', 'CAPA No.', ['folded improvement_id']],
    ['improvement', '改善對策', ['exact measures']],
    ['improvement', '改善主题', ['exact title']],
    ['training', 'Post-test Score', ['exact score_after']],
    ['training', '入職日期', ['exact joined_on']],
    // A person's name: what is public holds the name of an organisation only.
    ['inspection', 'Evaluator', ['exact inspector']],
    ['inspection', 'Calls reviewed', ['exact sample_count']],
    ['calendar', 'Day type', ['exact day_kind']],
    ['activity', 'Contacts handled', ['exact contact_count']],
  ])('%s: %s', (entity, name, expected) => {
    expect(matches(entity, name)).toEqual(expected)
  })
})
