import { expect, test } from 'vitest'
import { learnField } from '../../../../pipelines/analyse/text/learn-field.ts'
import { readAttribution } from '../../../../pipelines/analyse/text/read-attribution.ts'
import { LOCALES } from '../../../../pipelines/core/locale.ts'

const texts = Array.from({ length: 60 }, (_, at) => (at % 2 === 0 ? `退款没到${at}` : `客服态度差${at}`))
const good = learnField('category', { texts, codes: texts.map((_, at) => (at % 2 === 0 ? 'refund' : 'attitude')) })
const poor = learnField('category', { texts, codes: texts.map((_, at) => String((at >> 1) % 2)) })

test.each(LOCALES)('%s: what was reached is said with its interval, and no more', (locale) => {
  if (good === null || poor === null) throw new Error('no model')
  expect(readAttribution(locale, 'X', good, 0.85)).toMatch(/^X.*60.*100\.0/)
  expect(good.isTrusted).toBe(true)
  expect(readAttribution(locale, 'X', poor, 0.85)).toMatch(/suggestions only|仅供参考|僅供參考/)
  expect(readAttribution(locale, 'X', { validation: null, isTrusted: false }, 0.85)).not.toMatch(/\d/)
  expect(readAttribution(locale, 'X', poor, 0.85)).not.toMatch(/[{}]/)
})
