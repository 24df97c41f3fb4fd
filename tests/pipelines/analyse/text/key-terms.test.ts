import { describe, expect, test } from 'vitest'
import { findBoilerplate, withoutBoilerplate } from '../../../../pipelines/analyse/text/boilerplate.ts'
import { findKeyTerms, KEY_TERM_LIMITS } from '../../../../pipelines/analyse/text/key-terms.ts'
import { segmentWords } from '../../../../pipelines/analyse/text/segment-words.ts'

const repeat = (text: string, times: number) => Array.from({ length: times }, () => text)

describe('words', () => {
  test('Chinese, English and mixed texts are cut into words, those of the dictionary kept whole', () => {
    const words = (text: string, dictionary?: Set<string>) => segmentWords(text, dictionary).map(({ folded }) => folded)
    expect(words('快递员没有送货')).toContain('没有')
    expect(words('交接给承运商之后', new Set(['承运商']))).toContain('承运商')
    expect(words('My REFUND never came')).toEqual(['my', 'refund', 'never', 'came'])
    expect(words('APP閃退')).toEqual(words('app闪退'))
    expect(words('😡😡')).toEqual([])
  })
})

describe('key terms', () => {
  const reference = [...repeat('退款一直没有到账', 200), ...repeat('包装破损了', 200)]
  const focus = [
    ...repeat('退款一直没有到账', 40),
    ...repeat('新的承运商把包裹弄丢了', 20),
    ...repeat('包装破损了', 40),
  ]
  const dictionary = new Set(['承运商'])

  test('what is new stands first, what is as frequent as before does not stand out', () => {
    const { terms, tested } = findKeyTerms(focus, reference, { ...KEY_TERM_LIMITS, dictionary })
    expect(terms[0]).toMatchObject({ focus: 20, reference: 0, sign: '+' })
    const carrier = terms.find(({ term }) => term.includes('承运商'))
    expect(carrier).toMatchObject({ focus: 20, reference: 0, sign: '+' })
    expect(carrier?.pAdjusted).toBeLessThan(1e-10)
    expect(tested).toBeGreaterThan(3)
    const refund = terms.find(({ term }) => term === '退款')
    expect(refund?.pAdjusted ?? 1).toBeGreaterThan(0.05)
  })

  test('a case counts once however often it says a word', () => {
    const { terms } = findKeyTerms(repeat('漏水，漏水，还是漏水', 6), repeat('很好', 50))
    expect(terms.find(({ term }) => term === '漏水')?.focus).toBe(6)
  })

  test('a term of fewer than five cases is neither tested nor shown', () => {
    const { terms } = findKeyTerms([...focus, ...repeat('冰箱漏水', 4)], reference)
    expect(terms.some(({ term }) => term.includes('漏水'))).toBe(false)
  })

  test('traditional and simplified writing is one term, shown as most cases have it', () => {
    const { terms } = findKeyTerms([...repeat('訂單遺失', 7), ...repeat('订单遗失', 5)], repeat('很好', 50))
    expect(terms.filter(({ term }) => /[遺遗]失/.test(term)).map(({ focus }) => focus)).toEqual([12])
    expect(terms.some(({ term }) => term.includes('遺失'))).toBe(true)
  })

  test('nothing that may be personal data is shown', () => {
    const personal = repeat('我叫王小明，电话13800138000，订单YL20260518，邮箱ming@example.com，客服 Jones 处理', 20)
    const { terms } = findKeyTerms(personal, reference, { ...KEY_TERM_LIMITS, names: new Set(['jones', '王小明']) })
    expect(terms.filter(({ term }) => /王|\d|@|jones|yl/i.test(term))).toEqual([])
    expect(terms.some(({ term }) => term.includes('邮箱'))).toBe(true)
  })

  test('no texts, no terms', () => {
    expect(findKeyTerms([], [])).toEqual({ terms: [], tested: 0 })
    expect(findKeyTerms(focus, []).terms).toEqual([])
  })
})

describe('boilerplate', () => {
  const texts = Array.from(
    { length: 400 },
    (_, at) => `客户来电反映以下问题：第${at}种毛病${'甲乙丙丁'.charAt(at % 4)}，请尽快处理并回复`,
  )

  test('clauses that recur all the time are taken out, at their length', () => {
    const boilerplate = findBoilerplate(texts)
    const text = texts[1] ?? ''
    expect(withoutBoilerplate(text, boilerplate).trim()).not.toContain('客户来电')
    expect(withoutBoilerplate(text, boilerplate)).toContain('毛病')
    expect(withoutBoilerplate(text, boilerplate)).toHaveLength(text.length)
  })

  test('the wording of a new batch is not boilerplate', () => {
    const batch = [...texts, ...repeat('用了一次就冒烟了', 60)]
    expect(findBoilerplate(batch).has('用了一次就冒烟了')).toBe(false)
  })

  test('a text of nothing but boilerplate stays', () => {
    expect(withoutBoilerplate('请尽快处理并回复。', new Set(['请尽快处理并回复']))).toBe('请尽快处理并回复。')
  })
})
