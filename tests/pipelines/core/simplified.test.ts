import { expect, test } from 'vitest'
import { SIMPLIFIED_FORMS, simplified } from '../../../pipelines/core/simplified.ts'

test.each([
  ['客訴編號與滿意度', '客诉编号与满意度'],
  ['訂購的貨物過了三天仍未送達', '订购的货物过了三天仍未送达'],
  ['网页与服务', '网页与服务'],
  ['invoice 發票 📦', 'invoice 发票 📦'],
])('%s is matched as %s', (text, form) => {
  expect(simplified(text)).toBe(form)
})

test('no form is itself folded further, so that folding twice changes nothing', () => {
  expect([...SIMPLIFIED_FORMS.values()].filter((form) => SIMPLIFIED_FORMS.has(form))).toEqual([])
})
