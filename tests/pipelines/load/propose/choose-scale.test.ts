import { describe, expect, test } from 'vitest'
import { csv, proposalOf, rowsOf } from './proposal-of.ts'

const survey = (satisfaction: (n: number) => string, count = 40, name = '总体满意度') =>
  csv(
    ['问卷编号', '回答时间', name, '推荐意愿'],
    rowsOf(count, (n) => [`W${n}0`, `2026-03-${10 + (n % 9)} 09:00:00`, satisfaction(n), String(n % 11)]),
  )
const scale = async (text: string) => {
  const proposal = await proposalOf('survey.csv', text)
  return { points: proposal.mapping.constants?.['csat_scale'], proposal }
}

describe('points of the satisfaction question', () => {
  test.each([
    ['five', (n: number) => String(1 + (n % 5)), 5],
    ['ten', (n: number) => String(1 + (n % 10)), 10],
    ['five, with an impossible six', (n: number) => (n === 7 ? '6' : String(1 + (n % 5))), 5],
    ['five, with words between', (n: number) => (n === 7 ? '不清楚' : String(1 + (n % 5))), 5],
  ])('%s', async (_name, answer, expected) => {
    expect((await scale(survey(answer))).points).toBe(expected)
  })

  test('few answers up to five are asked about', async () => {
    const { points, proposal } = await scale(survey((n) => String(3 + (n % 3)), 6))
    expect(points).toBeUndefined()
    expect(proposal.questions.find(({ kind }) => kind === 'scale')?.details).toEqual({
      field: 'csat_scale',
      answers: 6,
      highest: 5,
    })
  })

  test('the name of the question tells, too', async () => {
    expect((await scale(survey((n) => String(3 + (n % 3)), 6, '总体满意度（1-10分）'))).points).toBe(10)
  })
})

describe('points of the other questions', () => {
  const items = (header: string[], ...answers: ((n: number) => number)[]) =>
    csv(
      ['问卷编号', '回答时间', ...header],
      rowsOf(40, (n) => [`W${n}0`, '2026-03-10 09:00:00', ...answers.map((answer) => String(answer(n)))]),
    )
  const five = (n: number) => 1 + (n % 5)
  const ten = (n: number) => 1 + (n % 10)

  test.each([
    ['the same: one scale is enough', ['总体满意度', '处理时效评分'], [five, five], { csat_scale: 5 }],
    ['ten beside five', ['总体满意度', '处理时效评分'], [five, ten], { csat_scale: 5, time_scale: 10 }],
    ['five beside ten', ['总体满意度', '服务态度评分'], [ten, five], { csat_scale: 10, attitude_scale: 5 }],
    ['without an overall one', ['处理时效评分', '处理质量评分'], [five, ten], { time_scale: 5, quality_scale: 10 }],
    ['by its name', ['总体满意度', '结果评分（10分制）'], [five, five], { csat_scale: 5, result_scale: 10 }],
  ])('%s', async (_name, header, answers, expected) => {
    expect((await scale(items(header, ...answers))).proposal.mapping.constants).toEqual(expected)
  })
})

test('a willingness to recommend from 1 to 5 is no NPS', async () => {
  const text = csv(
    ['问卷编号', '回答时间', '总体满意度', '推荐意愿'],
    rowsOf(40, (n) => [`W${n}0`, '2026-03-10 09:00:00', String(1 + (n % 5)), String(1 + (n % 5))]),
  )
  expect((await proposalOf('survey.csv', text)).mapping.columns['nps_answer']).toBeUndefined()
})
