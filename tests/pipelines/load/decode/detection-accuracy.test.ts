import { describe, expect, test } from 'vitest'
import { judgeBytes } from '../../../../pipelines/load/decode/judge-bytes.ts'
import { COMPLAINTS, complaintCsv, seeded } from './complaint-texts.ts'
import { encodeText, type TestEncoding } from './encode-text.ts'
import { sampleOf } from './temporary-file.ts'

const ROUNDS = 40
const languages = Object.entries(COMPLAINTS)

/** How many of 40 samples of a language, so many characters long, are found right, wrong or unsure. */
function tally(language: string, encoding: TestEncoding, characters: number) {
  const random = seeded(characters + language.length)
  const counts = { right: 0, wrong: 0, unsure: 0 }
  const texts = COMPLAINTS[language]?.texts ?? []
  while (counts.right + counts.wrong + counts.unsure < ROUNDS) {
    const bytes = encodeText(complaintCsv(texts, random, characters), encoding)
    if (bytes.every((byte) => byte < 0x80)) continue
    const { encoding: found } = judgeBytes(sampleOf(bytes))
    if (found === 'unsure') counts.unsure += 1
    else if (found === encoding) counts.right += 1
    else counts.wrong += 1
  }
  return counts
}

describe('accuracy', () => {
  test.each(languages)('%s, 40 characters: never wrong, seldom unsure', (language, { encoding }) => {
    const counts = tally(language, encoding, 40)
    expect(counts.wrong).toBe(0)
    expect(counts.unsure).toBeLessThanOrEqual(ROUNDS / 20)
  })

  test.each(languages)('%s, 600 characters: always right', (language, { encoding }) => {
    expect(tally(language, encoding, 600)).toEqual({ right: ROUNDS, wrong: 0, unsure: 0 })
  })

  test.each(['utf-8', 'utf-16le', 'utf-16be'] as const)(
    '%s without a mark, 40 characters: always right',
    (encoding) => {
      for (const [language] of languages) {
        expect(tally(language, encoding, 40), language).toEqual({ right: ROUNDS, wrong: 0, unsure: 0 })
      }
    },
  )

  const foreign: readonly (readonly [string, TestEncoding, string])[] = [
    ['Japanese in EUC-JP', 'euc-jp', '届いた商品が壊れていました。返金をお願いします'],
    ['Russian', 'windows-1251', 'Стиральная машина сломалась через неделю, деньги не возвращают'],
    ['Russian', 'koi8-r', 'Стиральная машина сломалась через неделю, деньги не возвращают'],
    ['Czech', 'windows-1250', 'Pračka přišla rozbitá, reklamaci odmítli vyřídit a peníze mi nevrátili'],
    ['Polish', 'windows-1250', 'Pralka przyszła uszkodzona, serwis nie chce uznać reklamacji, żądam zwrotu pieniędzy'],
    ['Turkish', 'windows-1254', 'Çamaşır makinesi kırık geldi, müşteri hizmetleri ilgilenmiyor, iade için bekliyorum'],
    ['French of an old Mac', 'macintosh', 'La pièce est arrivée cassée, le délai dépassé, très déçu'],
  ]
  test.each(foreign)('%s in %s is not taken for anything else', (_language, encoding, text) => {
    expect(judgeBytes(sampleOf(encodeText(text, encoding))).encoding).toBe('unsure')
  })

  test('bytes at random are no text', () => {
    const random = seeded(3)
    for (let round = 0; round < 30; round++) {
      const bytes = Uint8Array.from({ length: 300 }, () => 1 + Math.floor(random() * 255))
      expect(judgeBytes(sampleOf(bytes)).encoding).toBe('unsure')
    }
  })
})
