import { expect, test } from 'vitest'
import { type ImprovementAction, sliceOf } from '../../../../pipelines/analyse/effect/improvement-action.ts'
import { targetMeasure } from '../../../../pipelines/analyse/effect/target-measure.ts'

const action = (parts: Partial<ImprovementAction>) => parts as ImprovementAction

test.each([
  ['first_response_on_time', 'first_response_on_time', 'value', 'up'],
  ['每周退款慢投诉件数', 'complaints_received', 'count', 'down'],
  ['客服态度差投诉占比', 'complaints_received', 'share_of_all', 'down'],
  ['share of complaints about invoices', 'complaints_received', 'share_of_all', 'down'],
  [null, 'complaints_received', 'count', 'down'],
])('%s is %s, compared by %s', (target_metric, metric, comparison, good) => {
  expect(targetMeasure(action({ target_metric }))).toMatchObject({ definition: { metric }, comparison, good })
})

test.each(['resolution_rate', 'backlog', '员工士气'])('%s cannot be compared before and after', (target_metric) => {
  expect(targetMeasure(action({ target_metric }))).toBeNull()
})

test('a slice in columns of its own, in words, and one that is not understood', () => {
  expect(sliceOf(action({ slice_category: '退款慢', cause_slice: '渠道=电话' }))).toEqual({ category: '退款慢' })
  expect(sliceOf(action({ cause_slice: '原因=承运商交接；Region: 华东' }))).toEqual({
    cause: '承运商交接',
    region: '华东',
  })
  expect(sliceOf(action({ cause_slice: '问题类别=缺货取消;转派次数≥3' }))).toBeNull()
  expect(sliceOf(action({ cause_slice: null }))).toEqual({})
})
