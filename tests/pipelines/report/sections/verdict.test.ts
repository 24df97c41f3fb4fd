import { expect, test } from 'vitest'
import { periodHolding } from '../../../../pipelines/report/report-period.ts'
import { targetText, verdictText } from '../../../../pipelines/report/sections/verdict.ts'
import { wordsFor } from '../../../../pipelines/report/words.ts'

const run = { runId: 'r', asOf: '2026-01-12T00:00:00Z', timezone: 'Asia/Shanghai', organisation: {}, version: '1' }
const words = wordsFor('en', run, periodHolding('2026-01-05', 'week'), { report: 'weekly' })
const cells = { metric: 'csat_top2', tier: 'enough' as const }

test('a target does not break across lines', () => {
  expect(targetText(words, 'csat_top2')).toBe('≥\u00a090.0%')
  expect(targetText(words, 'nps')).toBe('')
})

test.each([
  [{ value: 0.95, verdict: 'met' as const }, 'met', false, true],
  [{ value: 0.8, verdict: 'below' as const }, 'missed', true, true],
  [{ value: 0.9, verdict: 'not_distinguishable' as const }, 'value reaches it, not proven', false, false],
  [{ value: 0.8999, verdict: 'not_distinguishable' as const }, 'value falls short, not proven', false, false],
  [{ value: null, verdict: null }, 'not decided', false, false],
])('%o', (part, text, isBad, isClear) => {
  expect(verdictText(words, { ...cells, ...part })).toEqual({ text, isBad, isClear })
})

test('with too few answers nothing is decided', () => {
  expect(verdictText(words, { ...cells, tier: 'too_few', value: 0.2, verdict: 'below' }).text).toBe('not decided')
})
