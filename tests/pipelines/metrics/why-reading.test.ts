import { expect, test } from 'vitest'
import { fiveWhyReading } from '../../../pipelines/metrics/why-reading.ts'

const chain = (answers: readonly (string | null)[], root: { is_root_actionable: boolean | null }) => {
  const depth = answers.filter((answer) => answer !== null).length
  return answers.map((answer, index) => ({
    improvement_id: 'GJ-1',
    title: '退款流程',
    why_level: index + 1,
    answer,
    why_depth: depth,
    is_root: index === answers.length - 1,
    ...root,
  }))
}

test('says how many whys are answered, the last answer, and whether something can be done about it', () => {
  const rows = chain(['等十天', null, '四级审批'], { is_root_actionable: true })
  expect(fiveWhyReading('zh-CN', rows)).toBe('退款流程：五个为什么答了2个，最后的回答是“四级审批”，可以采取措施。')
  expect(fiveWhyReading('en', chain(['slow'], { is_root_actionable: false }))).toContain('nothing can be done')
  expect(fiveWhyReading('zh-TW', chain(['慢'], { is_root_actionable: null }))).toContain('未登記能否採取措施')
})

test('shortens a long answer, and says nothing of no chain', () => {
  const reading = fiveWhyReading('en', chain(['x'.repeat(500)], { is_root_actionable: null })) ?? ''
  expect(reading.length).toBeLessThan(300)
  expect(reading).toContain('…')
  expect(fiveWhyReading('en', [])).toBeNull()
})
