import { describe, expect, test } from 'vitest'
import { LOCALES } from '../../../pipelines/core/locale.ts'
import {
  assuranceReading,
  contributionReading,
  effectReading,
  scanReading,
  signalReading,
} from '../../../pipelines/metrics/reading.ts'

const SIGNAL = {
  metric: 'first_response_on_time',
  dimension: 'channel',
  member: 'chat',
  period_from: '2026-11-09',
  metric_value: 0.848,
  lower_limit: 0.82,
  upper_limit: 1,
  stage: 'locked',
  rules: 'shift_7',
  variation: 'concern',
  assurance: 'hit_and_miss',
  target: 0.9,
  since: '2026-04-06',
  level_before: 0.967,
  level_after: 0.809,
}
const EFFECT = {
  improvement_id: 'GJ-001',
  title: '退款流程改造',
  metric: 'complaints_received',
  comparison: 'count',
  slice: 'category=退款慢',
  numerator_before: 286,
  denominator_before: 18,
  numerator_after: 185,
  denominator_after: 25,
  scale: 'ratio',
  effect: 0.546,
  effect_low: 0.359,
  effect_high: 0.83,
  verdict: 'improved',
  obstacle: null,
}

describe('a comparison of the scan in one sentence', () => {
  const COMPARED = {
    comparison: 'recent',
    is_share_of_all: false,
    dimension: null,
    member: null,
    is_flagged: true,
    tests: 9,
  }
  const SPAN = { after_from: '2026-08-17', effect_low: 5, effect_high: 15 }

  test('a score is told in points, a rate by its units', () => {
    const parts = { numerator_before: 20, denominator_before: 100, numerator_after: 30, denominator_after: 100 }
    expect(scanReading('en', { ...COMPARED, ...SPAN, ...parts, metric: 'nps' })).toContain(
      '30.0 from 17 Aug 2026 on against 20.0 before',
    )
    const exposed = { ...parts, denominator_before: 10_000, denominator_after: 10_000 }
    expect(scanReading('en', { ...COMPARED, ...SPAN, ...exposed, metric: 'complaint_rate_orders' })).toContain('3.00')
  })
})

describe('a signal in one sentence', () => {
  test('without limits nothing is said to rest on trial limits', () => {
    const trial = { ...SIGNAL, stage: 'trial', rules: 'anhoej', since: null }
    expect(signalReading('en', trial)).toContain('trial limits')
    const unlimited = signalReading('en', { ...trial, lower_limit: null, upper_limit: null })
    expect(unlimited).toContain('a run too long')
    expect(unlimited).not.toContain('limits')
  })

  test('a shift says since when, and "most probably"', () => {
    expect(signalReading('en', SIGNAL)).toBe(
      'First response in time (Channel: Chat): a signal on the unfavourable side (seven points in a row on one side of the centre); the level most probably changed in the period from 6 Apr 2026, from 96.7% to 80.9%.',
    )
  })

  test('common cause is called usual variation, whatever the value', () => {
    const reading = signalReading('zh-CN', { ...SIGNAL, variation: 'common', rules: '' })
    expect(reading).toContain('正常波动，没有信号')
  })

  test.each([
    ['unknown', ''],
    ['concern', 'outside_limits'],
    ['high', 'outside_limits,two_of_three'],
  ])('%s with %s is complete in every language', (variation, rules) => {
    for (const locale of LOCALES) {
      const reading = signalReading(locale, { ...SIGNAL, variation, rules, since: null })
      expect(reading).not.toMatch(/[{}]|undefined|null|NaN/)
    }
  })

  test('a target without limits has no reading', () => {
    expect(assuranceReading('en', { ...SIGNAL, assurance: 'unknown' })).toBeNull()
    expect(assuranceReading('zh-TW', SIGNAL)).toContain('90.0%')
  })
})

describe('an effect in one sentence', () => {
  test('an improvement names its interval and rules nothing else out', () => {
    expect(effectReading('en', EFFECT)).toMatch(
      /from 15\.9 to 7\.4 .*ratio 0\.36 to 0\.83, 95% interval.*not ruled out/,
    )
  })

  test.each(['worse', 'no_evidence', 'too_early'])('%s is complete in every language', (verdict) => {
    for (const locale of LOCALES)
      expect(effectReading(locale, { ...EFFECT, verdict })).not.toMatch(/[{}]|undefined|NaN/)
  })

  test.each(['no_metric', 'not_in_effect', 'no_slice', 'no_baseline'])(
    '%s says why there is no verdict',
    (obstacle) => {
      for (const locale of LOCALES) {
        const reading = effectReading(locale, { ...EFFECT, verdict: null, obstacle, effect: null })
        expect(reading).toContain('退款流程改造')
        expect(reading).not.toMatch(/[{}]/)
      }
    },
  )
})

test('what is not flagged is not said to stand out', () => {
  const row = {
    comparison: 'recent',
    metric: 'complaints_received',
    dimension: 'category',
    member: '配送延迟',
    is_share_of_all: true,
    after_from: '2026-08-17',
    numerator_before: 220,
    denominator_before: 1560,
    numerator_after: 413,
    denominator_after: 1667,
    effect_low: 0.08,
    effect_high: 0.13,
    tests: 981,
    is_flagged: true,
  }
  expect(scanReading('en', row)).toContain('24.8% of the cases')
  expect(scanReading('en', { ...row, is_flagged: false })).toContain('does not stand out')
  for (const locale of LOCALES) expect(scanReading(locale, { ...row, comparison: 'step' })).not.toMatch(/[{}]/)
})

test('contributions of counts and of ratios', () => {
  const count = { metric: 'complaints_received', dimension: 'channel', member: null, rate_effect: null }
  const sizes = { size_before: 33, size_after: 50, total_before: 400, total_after: 468, change: 17 }
  expect(contributionReading('en', { ...count, ...sizes })).toMatch(/33 before and 50 after, 17 of a change of 68/)
  const ratio = { metric: 'csat_top2', dimension: 'channel', member: 'web', rate_effect: -0.01, mix_effect: 0.002 }
  for (const locale of LOCALES)
    expect(contributionReading(locale, { ...ratio, change: -0.008 })).not.toMatch(/[{}]|NaN/)
})
