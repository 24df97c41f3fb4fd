import { expect, test } from 'vitest'
import { answerScores, unseenWords } from '../../../../pipelines/load/propose/answer-scores.ts'

const scores = (answers: readonly string[]) => Object.fromEntries(answerScores(answers))

test.each([
  [['5', '３', 'n'], { '5': 5, '３': 3 }],
  [['5分', '4 点', '1 star', '★★★☆☆'], { '5分': 5, '4 点': 4, '1 star': 1, '★★★☆☆': 3 }],
  [
    ['10 - Extremely likely', '0-Not at all', '非常满意（5分）', '满意(4)'],
    { '10 - Extremely likely': 10, '0-Not at all': 0, '非常满意（5分）': 5, '满意(4)': 4 },
  ],
  [
    ['Very satisfied', 'Neither satisfied nor dissatisfied', 'Dissatisfied', 'No idea'],
    { 'Very satisfied': 5, 'Neither satisfied nor dissatisfied': 3, Dissatisfied: 2 },
  ],
  [['非常滿意', '滿意', '普通', '不滿意'], { 非常滿意: 5, 滿意: 4, 普通: 3, 不滿意: 2 }],
])('%j', (answers, expected) => {
  expect(scores(answers)).toEqual(expected)
})

test.each([
  ['three words may be the whole scale', ['满意', '基本满意', '不满意']],
  ['two words would mean one point', ['非常满意', '满意', '比较满意', '不满意']],
  ['dates, numbers with decimals, ranges and texts with numbers', ['2026-01-05', '4.5', '1-5', 'order 12 late', '(3)']],
])('none, where %s', (_why, answers) => {
  expect(scores(answers)).toEqual({})
})

test('the words that nobody has chosen yet are written as the others are', () => {
  const english = unseenWords(['Very satisfied', 'Satisfied', 'Neutral'])
  expect(english.get('Very dissatisfied')).toBe(1)
  expect(english.get('Dissatisfied')).toBe(2)
  expect(english.has('Neither')).toBe(false)
  expect(Object.fromEntries(unseenWords(['非常滿意', '滿意', '普通', '很不滿意']))).toEqual({
    不滿意: 2,
    不太滿意: 2,
    較不滿意: 2,
    比較不滿意: 2,
  })
  expect(unseenWords(['5', '4']).size).toBe(0)
})
