import { expect, test } from 'vitest'
import { LOCALES } from '../../../pipelines/core/locale.ts'
import { agreementReading, attributionReading } from '../../../pipelines/metrics/coding-reading.ts'

const QUALITY = {
  field: 'category',
  validated_count: 60,
  accuracy: 1,
  accuracy_low: 0.94,
  accuracy_high: 1,
  baseline: 0.5,
  stated_accuracy: 0.85,
  is_suggestion_only: false,
}
const AGREEMENT = {
  field: 'cause',
  first_source: 'crm',
  second_source: 'recoded',
  case_count: 120,
  agreed_count: 90,
  kappa: 0.65,
  kappa_low: 0.55,
  kappa_high: 0.75,
  least_kappa: 0.6,
  least_cases: 100,
}

test.each(LOCALES)('%s: what codes read from words reached is said with its interval, and no more', (locale) => {
  expect(attributionReading(locale, QUALITY)).toMatch(/60.*100/)
  const poor = attributionReading(locale, { ...QUALITY, accuracy: 0.5, is_suggestion_only: true })
  expect(poor).toMatch(/suggestions only|仅供参考|僅供參考/)
  expect(attributionReading(locale, { ...QUALITY, accuracy: null })).not.toMatch(/\d/)
})

test.each(LOCALES)('%s: agreement of coders is doubted where its interval does not reach what is asked', (locale) => {
  const doubtful = agreementReading(locale, { ...AGREEMENT, verdict: 'doubtful' })
  expect(doubtful).toMatch(/90.*120|120.*90/)
  expect(doubtful).toMatch(/with care|谨慎|謹慎/)
  expect(agreementReading(locale, { ...AGREEMENT, verdict: 'agreed' })).not.toMatch(/with care|谨慎|謹慎|[{}]/)
  expect(agreementReading(locale, { ...AGREEMENT, verdict: 'too_few', case_count: 7 })).toMatch(/7.*100/)
})
