import { expect, test } from 'vitest'
import { characterBigrams, jaccard } from '../../../../pipelines/analyse/text/character-bigrams.ts'
import { nearDuplicates } from '../../../../pipelines/analyse/text/near-duplicates.ts'
import { seededRandom } from '../../../../pipelines/analyse/text/seeded-random.ts'

test('texts that differ by figures, script and a word or two join the first of their kind', () => {
  const finder = nearDuplicates()
  const leaders = [
    '新买的空气炸锅用了三天就冒烟，一股焦味，太危险了',
    '快递员把包裹丢在楼下，没有打电话就走了',
    '新買的空氣炸鍋用了三天就冒煙，一股焦味，太危險了！！',
    '新买的空气炸锅用了两天就冒烟，一股焦味，太危险了。',
    '退款一直没有到账，客服说再等等',
    'The parcel was left outside in the rain and it is soaked',
    'the parcel was left outside in the rain, and it is soaked!!',
    '慢',
    '',
    '📦📦📦',
  ].map((text) => finder.add(text)?.leader ?? null)
  expect(leaders).toEqual([0, 1, 0, 0, 4, 5, 5, null, null, null])
})

test('hashing finds at least 98 of 100 of the texts that a comparison with all would join', () => {
  const random = seededRandom(5)
  const word = () => Array.from({ length: 3 }, () => String.fromCharCode(0x4e00 + Math.floor(random() * 3000))).join('')
  const bases = Array.from({ length: 150 }, () => Array.from({ length: 12 }, word).join(''))
  const texts = Array.from({ length: 1500 }, () => {
    const base = bases[Math.floor(random() * bases.length)] ?? ''
    const at = Math.floor(random() * 30)
    return base.slice(0, at) + word().slice(0, 1 + Math.floor(random() * 3)) + base.slice(at + 2)
  })
  const finder = nearDuplicates(0.75)
  const leaders: string[] = []
  let joined = 0
  let missed = 0
  for (const [at, text] of texts.entries()) {
    const own = characterBigrams(text)
    const best = Math.max(0, ...leaders.map((leader) => jaccard(own, characterBigrams(leader)).similarity))
    const found = finder.add(text)
    if (found === null) throw new Error('long enough to be compared')
    if (found.leader === at) {
      leaders.push(text)
      if (best >= 0.75) missed += 1
      continue
    }
    joined += 1
    expect(found.similarity).toBeCloseTo(jaccard(own, characterBigrams(texts[found.leader] ?? '')).similarity, 12)
    expect(found.similarity).toBeGreaterThanOrEqual(0.75)
  }
  expect(joined).toBeGreaterThan(500)
  expect(missed / (joined + missed)).toBeLessThan(0.02)
})
