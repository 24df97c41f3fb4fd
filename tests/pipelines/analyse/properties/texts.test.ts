import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { characterBigrams, jaccard } from '../../../../pipelines/analyse/text/character-bigrams.ts'
import { accuracyOf, confusionOf, macroF1 } from '../../../../pipelines/analyse/text/confusion.ts'
import type { HeldOut } from '../../../../pipelines/analyse/text/held-out-scores.ts'
import { fitIsotonic, isotonicAt } from '../../../../pipelines/analyse/text/isotonic.ts'
import { findKeyTerms } from '../../../../pipelines/analyse/text/key-terms.ts'
import { keyness } from '../../../../pipelines/analyse/text/keyness.ts'
import { nearDuplicates } from '../../../../pipelines/analyse/text/near-duplicates.ts'
import { segmentWords } from '../../../../pipelines/analyse/text/segment-words.ts'
import { validate } from '../../../../pipelines/analyse/text/validation.ts'
import { near, part, sum } from './computing.ts'

fc.configureGlobal({ seed: 20261125 })

describe('keyness (M31)', () => {
  const logs = (cells: readonly (readonly [seen: number, expected: number])[]) =>
    2 * sum(cells.map(([seen, expected]) => (seen === 0 ? 0 : seen * Math.log(seen / expected))))

  test('G² over two and over four cells, from the shares that both sides would have', () => {
    fc.assert(
      fc.property(part(5000), part(5000), ([a, c], [b, d]) => {
        const found = keyness(a, b, c, d)
        const share = (a + b) / (c + d)
        const withTerm = [
          [a, c * share],
          [b, d * share],
        ] as const
        const without = [
          [c - a, c - c * share],
          [d - b, d - d * share],
        ] as const
        near(found?.g2TwoCell, Math.max(0, logs(withTerm)), 7)
        near(found?.g2FourCell, Math.max(0, logs([...withTerm, ...without])), 7)
        if (a > 0 && b > 0) near(found?.logRatio, Math.log2((a * d) / (b * c)))
        expect(found?.sign).toBe(a * d > b * c ? '+' : a * d < b * c ? '-' : '=')
        expect(found?.pValue).toBeGreaterThanOrEqual(0)
        expect(found?.pValue).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('sides exchanged, the sign turns and nothing else; twice as many cases, twice the G²', () => {
    fc.assert(
      fc.property(part(5000), part(5000), ([a, c], [b, d]) => {
        const [own, swapped, double] = [keyness(a, b, c, d), keyness(b, a, d, c), keyness(2 * a, 2 * b, 2 * c, 2 * d)]
        near(swapped?.g2TwoCell, own?.g2TwoCell ?? Number.NaN, 7)
        near(swapped?.logRatio, -(own?.logRatio ?? Number.NaN))
        near(double?.g2TwoCell, 2 * (own?.g2TwoCell ?? Number.NaN), 7)
      }),
    )
  })

  test.each([
    // UCREL's wizard: nothing in the focus; then nothing in either, and everything in both.
    [0, 15, 8000, 5000, 28.6653433508231, '-'],
    [0, 0, 10, 10, 0, '='],
    [10, 20, 10, 20, 0, '='],
  ])('%i and %i of %i and %i', (a, b, c, d, g2, sign) => {
    near(keyness(a, b, c, d)?.g2TwoCell, g2)
    expect(keyness(a, b, c, d)?.sign).toBe(sign)
    expect(Number.isFinite(keyness(a, b, c, d)?.logRatio)).toBe(true)
  })

  test('cases are counted, not how often a case says it; fewer than five are not tested', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((letter) => `包裹破损 ${letter}`)
    const focus = ['包裹破损破损破损，包裹破损', ...five, 'fragile', 'fragile']
    const reference = Array.from({ length: 40 }, () => '客服电话一直占线')
    const { terms } = findKeyTerms(focus, reference)
    const broken = terms.find(({ term }) => term.includes('破损'))
    expect(broken).toMatchObject({ focus: 6, reference: 0, sign: '+' })
    expect(terms.some(({ term }) => term.includes('fragile'))).toBe(false)
    near(broken?.g2TwoCell, keyness(6, 0, 8, 40)?.g2TwoCell ?? Number.NaN)
  })
})

describe('words of three languages (M31)', () => {
  const words = (text: string) => segmentWords(text).map(({ folded }) => folded)

  test.each([
    ['退货没有处理，电视机坏了', '退貨沒有處理，電視機壞了'],
    ['快递员把包裹丢在楼下', '快遞員把包裹丟在樓下'],
    ['ＡＰＰ 打不开', 'app 打不開'],
  ])('%s and %s have the same words', (simplified, traditional) => {
    expect(words(traditional)).toEqual(words(simplified))
    expect(words(simplified).length).toBeGreaterThan(1)
  })

  test('English words are whole and of one case, beside Chinese ones too', () => {
    expect(words('The Refund was NOT paid')).toEqual(['the', 'refund', 'was', 'not', 'paid'])
    expect(words('退款refund还没到')).toContain('refund')
  })

  test('a word of the dictionary stays whole, and every word stands where it says', () => {
    const text = '空气炸锅冒烟，空氣炸鍋冒煙'
    const whole = segmentWords(text, new Set(['空气炸锅'])).filter(({ folded }) => folded === '空气炸锅')
    expect(whole.map(({ start, end }) => text.slice(start, end))).toEqual(['空气炸锅', '空氣炸鍋'])
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (any) => {
        let from = 0
        for (const { folded, start, end } of segmentWords(any)) {
          expect(start >= from && end === start + folded.length && end <= any.length).toBe(true)
          from = end
        }
      }),
    )
  })
})

describe('near duplicates (M31)', () => {
  const letters = fc.string({ unit: fc.constantFrom('慢', '坏', '退', '货', '款', 'a', 'b'), maxLength: 20 })

  test('shared pairs of neighbouring characters over all', () => {
    const pairs = (text: string) =>
      new Set(text.length === 1 ? [text] : [...text].slice(1).map((_, i) => text.slice(i, i + 2)))
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const [own, other] = [pairs(a), pairs(b)]
        const intersection = [...own].filter((pair) => other.has(pair)).length
        const union = new Set([...own, ...other]).size
        const found = jaccard(characterBigrams(a), characterBigrams(b))
        expect(found).toEqual({ similarity: union === 0 ? 0 : intersection / union, intersection, union })
        expect(jaccard(characterBigrams(b), characterBigrams(a))).toEqual(found)
      }),
    )
  })

  test('who joins a group is as similar to its first text as is asked for, and a text that was there always joins', () => {
    const text = fc.string({ unit: fc.constantFrom(...'慢坏退货款快递员包裹丢在楼下'), minLength: 8, maxLength: 16 })
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), (list) => {
        const finder = nearDuplicates(0.75)
        for (const [at, own] of [...list, ...list].entries()) {
          const found = finder.add(own)
          if (found === null) continue
          const leader = list[found.leader % list.length] ?? ''
          near(found.similarity, jaccard(characterBigrams(own), characterBigrams(leader)).similarity)
          expect(found.similarity >= 0.75 && found.leader <= at).toBe(true)
          if (at >= list.length) expect(found.leader).toBeLessThan(list.length)
        }
      }),
    )
  })
})

describe('how good proposed codes are (M32)', () => {
  const classes = 4
  /** The coder's class, −1 for one that the model does not know, and that proposed. */
  const pair = fc.tuple(fc.integer({ min: -1, max: classes - 1 }), fc.nat(classes - 1))
  const cases = fc.array(pair, { minLength: 1, maxLength: 60 })

  test('macro-F1: the mean of the harmonic means of precision and recall; accuracy; the commonest code', () => {
    fc.assert(
      fc.property(cases, (list) => {
        const [labels, proposed] = [list.map(([label]) => label), list.map(([, code]) => code)]
        const table = confusionOf(labels, proposed, classes)
        const used = [...new Set(labels)]
        const count = (label: number) => labels.filter((own) => own === label).length
        const f1 = used.map((label) => {
          const right = list.filter(([own, code]) => own === label && code === label).length
          const [recall, precision] = [right / count(label), right / proposed.filter((code) => code === label).length]
          return right === 0 ? 0 : (2 * precision * recall) / (precision + recall)
        })
        near(macroF1(table), sum(f1) / used.length)
        near(accuracyOf(table).accuracy, list.filter(([label, code]) => label === code).length / list.length)
        near(accuracyOf(table).baseline, Math.max(...used.map(count)) / list.length)
      }),
    )
  })

  /** Held-out cases in two folds alike; `score` is how much the proposed of two codes is ahead. */
  function heldOut(list: readonly (readonly [label: number, proposed: number])[], score: number): HeldOut {
    const twice = list.flatMap((one) => [one, one])
    return {
      classes: 2,
      scores: Float32Array.from(twice.flatMap(([, code]) => (code === 0 ? [score, 0] : [0, score]))),
      labels: Int32Array.from(twice, ([label]) => label),
      foldOf: Uint8Array.from(twice.keys(), (at) => at % 2),
      folds: 2,
      fitting: { epochs: 1, rate: 1 },
    }
  }

  test('Brier and calibration error, where one probability fits all cases: that of the share that is right', () => {
    fc.assert(
      fc.property(fc.integer({ min: 55, max: 95 }), (right) => {
        const list = Array.from({ length: 100 }, (_, at) => [at < right ? 0 : 1, 0] as const)
        const found = validate(heldOut(list, 3), () => false, 0.85)
        const p = right / 100
        // Temperature makes every case claim p: two codes, each (p − y)² away.
        near(found.brier, 2 * p * (1 - p), 3)
        expect(found.ece).toBeLessThan(0.01)
        near(found.accuracy, p)
      }),
      { numRuns: 10 },
    )
  })

  test('always right and sure of it: neither error', () => {
    const found = validate(
      heldOut(
        Array.from({ length: 40 }, (_, at) => [at % 2, at % 2] as const),
        60,
      ),
      () => false,
      0.85,
    )
    expect(found).toMatchObject({ accuracy: 1, macroF1: 1, kappa: 1, confidentN: 80, confidentAccuracy: 1 })
    expect(Math.max(found.brier, found.ece)).toBeLessThan(1e-6)
  })

  test('the calibration curve never falls and stays between 0 and 1', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 10 }), fc.nat(1))
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 30 }), (points) => {
        const values = points.map(([value]) => value / 10)
        const outcomes = points.map(([, outcome]) => outcome)
        const fit = fitIsotonic(values, outcomes)
        const levels = Array.from({ length: 11 }, (_, i) => isotonicAt(fit, i / 10))
        expect(levels).toEqual(levels.toSorted((a, b) => a - b))
        expect(levels.every((level) => level >= 0 && level <= 1)).toBe(true)
      }),
    )
  })
})
