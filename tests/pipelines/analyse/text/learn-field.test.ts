import { describe, expect, test } from 'vitest'
import { featureBuffer, hashFeatures } from '../../../../pipelines/analyse/text/hash-features.ts'
import { type FieldModel, learnField } from '../../../../pipelines/analyse/text/learn-field.ts'
import { type Proposal, proposer } from '../../../../pipelines/analyse/text/propose-code.ts'
import { seededRandom } from '../../../../pipelines/analyse/text/seeded-random.ts'

const MATTERS: Readonly<Record<string, readonly string[]>> = {
  delivery: ['快递三天没送到', '包裹还在路上', '物流一直没更新', '派送员没有打电话', 'parcel has not arrived'],
  refund: ['退款没有到账', '钱一直没退', '退货款被扣', '退款审核太久', 'my money was not refunded'],
  attitude: ['客服态度很差', '店员爱理不理', '接线员不耐烦', '说话很冲没礼貌', 'the clerk was rude'],
}
const ENDS = ['请处理', '，很失望', '！！', '', '。订单YL20260101', ' 谢谢', '，第二次了']

/** So many complaints, in turn of each matter, no two alike. */
function complaints(count: number): { texts: string[]; codes: string[] } {
  const codes = Object.keys(MATTERS)
  const of = Array.from({ length: count }, (_, at) => codes[at % codes.length] ?? '')
  const texts = of.map((code, at) => {
    const phrases = MATTERS[code] ?? []
    return `${phrases[Math.floor(at / 3) % phrases.length]}${ENDS[at % ENDS.length]}${'啊'.repeat(at % 4)}`
  })
  return { texts, codes: of }
}

function propose(model: FieldModel | null, text: string): Proposal | null {
  if (model === null) throw new Error('no model')
  const buffer = featureBuffer()
  hashFeatures(text, buffer)
  return proposer(model).propose(buffer, 0)
}

describe('with complaints that coders have coded', () => {
  const model = learnField('category', complaints(300))

  test('the codes are learnt, validated and trusted', () => {
    expect(model?.validation).toMatchObject({ n: 300, classes: 3, folds: 5, baseline: 1 / 3 })
    expect(model?.validation?.accuracy).toBeGreaterThan(0.97)
    expect(model?.validation?.kappaLow).toBeGreaterThan(0.9)
    expect(model?.isTrusted).toBe(true)
  })

  test.each([
    ['包裹的物流还没更新，送到没有？', 'delivery'],
    ['退款還沒有到帳，錢沒退', 'refund'],
    ['the clerk was so rude to me', 'attitude'],
    ['客服 rude，态度差 😡', 'attitude'],
    ['退退退款没到', 'refund'],
    [`客服态度很差${' '.repeat(100)}${'。'.repeat(1_000_000)}`, 'attitude'],
  ])('%.20s… is %s', (text, code) => {
    expect(propose(model, text)?.code).toBe(code)
  })

  test.each(['', '   ', '！？…', '🦄🦄', 'zzzz qqqq'])('of "%s" nothing is known, so nothing is proposed', (text) => {
    expect(propose(model, text)).toBeNull()
  })

  test('the same complaints give the same probabilities to the last bit', () => {
    const again = learnField('category', complaints(300))
    expect(propose(again, '退款没有到')).toEqual(propose(model, '退款没有到'))
    expect(again?.validation).toEqual(model?.validation)
  })

  test('probabilities are no surer than the complaints that were validated allow', () => {
    expect(propose(model, '退款没有到账，钱一直没退')?.probability).toBeLessThanOrEqual(301 / 302)
  })
})

test('more complaints are held out where the first do not reach what is asked, and only there', () => {
  const { texts, codes } = complaints(3000)
  const random = seededRandom(5)
  const blurred = codes.map((code) => (random() < 0.3 ? 'other' : code))
  expect(learnField('category', { texts, codes }, { isValidatedOnly: true })?.validation?.n).toBe(2000)
  const model = learnField('category', { texts, codes: blurred }, { isValidatedOnly: true })
  expect(model?.validation?.n).toBe(3000)
  expect(model?.isTrusted).toBe(false)
})

describe('where there is little or nothing to learn from', () => {
  test('codes that have nothing to do with the words are not trusted, and known to be no better than the baseline', () => {
    const { texts } = complaints(300)
    const random = seededRandom(9)
    const model = learnField('category', { texts, codes: texts.map(() => String(Math.floor(random() * 4))) })
    expect(model?.isTrusted).toBe(false)
    expect(model?.validation?.accuracyLow).toBeLessThan(model?.validation?.baseline ?? 0)
    expect(Math.abs(model?.validation?.kappa ?? 1)).toBeLessThan(0.15)
  })

  test('without any coded complaint the starter dictionary suggests, in three languages', () => {
    const model = learnField('nature', { texts: [], codes: [] })
    expect(model).toMatchObject({ validation: null, isTrusted: false })
    for (const [text, code] of [
      ['这个东西质量太差，用两天就坏了', 'product'],
      ['App 一直閃退，無法登入', 'system'],
      ['I was overcharged, there are hidden fees', 'price'],
      ['门店地面湿滑又脏', 'environment'],
    ] as const) {
      expect(propose(model, text)?.code).toBe(code)
      expect(propose(model, text)?.probability).toBeLessThanOrEqual(0.5)
    }
  })

  test('a field of free wording without any coded complaint has no model', () => {
    expect(learnField('category', { texts: [], codes: [] })).toBeNull()
  })

  test('one code only is all that can be proposed, and trusted for nothing', () => {
    const model = learnField('category', { texts: complaints(60).texts, codes: complaints(60).codes.fill('other') })
    expect(model?.validation).toMatchObject({ accuracy: 1, baseline: 1, kappa: null, classes: 1 })
    expect(model?.isTrusted).toBe(false)
    expect(propose(model, '退款没有到账')?.code).toBe('other')
  })

  test('two coded complaints are learnt and validated, and trusted for nothing', () => {
    const model = learnField('category', { texts: ['漏水了', '太吵了'], codes: ['leak', 'noise'] })
    expect(model?.validation).toMatchObject({ n: 2, folds: 2 })
    expect(model?.isTrusted).toBe(false)
    expect(propose(model, '还在漏水')?.code).toBe('leak')
  })

  test('one coded complaint cannot be validated', () => {
    expect(learnField('category', { texts: ['漏水了'], codes: ['leak'] })).toMatchObject({ validation: null })
  })

  test('empty words among the coded ones do no harm', () => {
    const { texts, codes } = complaints(90)
    const model = learnField('category', { texts: texts.map((text, at) => (at % 9 === 0 ? '' : text)), codes })
    expect(model?.validation?.n).toBe(90)
    expect(propose(model, '快递没送到')?.code).toBe('delivery')
  })

  test('a code that is never seen twice among many is never proposed, and counts as missed', () => {
    const { texts, codes } = complaints(90)
    const model = learnField('category', { texts: [...texts, '送的礼品是空盒'], codes: [...codes, 'gift'] })
    expect(model?.codes).not.toContain('gift')
    expect(model?.validation?.n).toBe(91)
    expect(model?.validation?.correct).toBeLessThanOrEqual(90)
  })

  test('one rare code beside a common one is found', () => {
    const { texts } = complaints(297)
    const rare = [
      '冒烟起火了',
      '插头冒烟',
      '起火太危险',
      '冒烟有焦味',
      '着火冒烟',
      '一股焦味起火',
      '冒烟了',
      '起火了',
      '冒烟烧焦',
    ]
    const model = learnField('category', {
      texts: [...texts, ...rare],
      codes: [...texts.map(() => 'ordinary'), ...rare.map(() => 'fire')],
    })
    expect(propose(model, '突然冒烟起火')?.code).toBe('fire')
    expect(model?.validation?.macroF1).toBeGreaterThan(0.9)
  })
})
