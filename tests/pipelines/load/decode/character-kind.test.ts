import { describe, expect, test } from 'vitest'
import { isSign, JOIN_BITS, KIND, KIND_COUNT, kindOf } from '../../../../pipelines/load/decode/character-kind.ts'

const kind = (character: string) => kindOf(character.codePointAt(0) ?? 0)
const join = (pair: string) => JOIN_BITS[kind(pair[0] ?? '') * KIND_COUNT + kind(pair[1] ?? '')]

test.each([
  ['a', KIND.lower],
  ['Z', KIND.upper],
  ['7', KIND.boundary],
  ['|', KIND.boundary],
  ['投', KIND.ideograph],
  ['の', KIND.kana],
  ['ｱ', KIND.halfWidthKana],
  ['각', KIND.hangul],
  ['，', KIND.eastAsianSign],
  ['é', KIND.latinLower],
  ['É', KIND.latinUpper],
  ['“', KIND.openingSign],
  ['’', KIND.joiningSign],
  ['€', KIND.sign],
  ['ж', KIND.otherLetter],
])('%s is of kind %d', (character, expected) => {
  expect(kind(character)).toBe(expected)
  expect(isSign(kind(character))).toBe('，“’€'.includes(character))
})

describe('what stands side by side', () => {
  test.each([
    ['aé', 'aÉ'],
    ['Éa', 'aÉ'],
    ['投诉', '投a'],
    ['투고', '투投'],
    ['ｱｲ', 'aｲ'],
    ['a’', 'a“'],
    ['“a', '€a'],
  ])('%s is likelier than %s', (likely, unlikely) => {
    expect(join(likely)).toBeLessThan(join(unlikely) ?? 0)
  })
})
