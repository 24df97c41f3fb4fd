import { expect, test } from 'vitest'
import { characterBigrams, jaccard } from '../../../../pipelines/analyse/text/character-bigrams.ts'

test.each([
  // The reference vector bigram_jaccard_zh.
  ['物流太慢了', '物流实在太慢了', 3, 7],
  ['物流太慢了', '物流太慢了', 4, 4],
  ['退貨沒有處理', '退货没有处理', 5, 5],
  ['已經３天', '已经128天！', 3, 3],
  ['慢', '慢', 1, 1],
  ['', '', 0, 0],
  ['abc', 'xyz', 0, 4],
])('%s and %s share %i of %i pairs', (a, b, intersection, union) => {
  expect(jaccard(characterBigrams(a), characterBigrams(b))).toEqual({
    similarity: union === 0 ? 0 : intersection / union,
    intersection,
    union,
  })
})

test('a text of a million characters is compared by its beginning', () => {
  expect(characterBigrams('慢'.repeat(1_000_000)).length).toBe(1)
  expect(characterBigrams(`${'头'.repeat(3000)}尾巴`)).toEqual(characterBigrams('头头'))
})
