import { describe, expect, test } from 'vitest'
import { judgeBytes } from '../../../../pipelines/load/decode/judge-bytes.ts'
import { COMPLAINTS, complaintCsv, seeded } from './complaint-texts.ts'
import { encodeText, type TestEncoding } from './encode-text.ts'

const ROUNDS = 60

/** How many of 60 samples are found right, wrong or unsure; samples of one language, about so many bytes long. */
function tally(language: string, encoding: TestEncoding, bytes: number) {
  const random = seeded(bytes + language.length)
  const counts = { right: 0, wrong: 0, unsure: 0 }
  const texts = COMPLAINTS[language]?.texts ?? []
  while (counts.right + counts.wrong + counts.unsure < ROUNDS) {
    const text = complaintCsv(texts, random, bytes)
    const encoded = cutAt(text, encoding, bytes)
    if (encoded.every((byte) => byte < 0x80)) continue
    const { encoding: found } = judgeBytes(sampleOf(encoded))
    if (found === 'unsure') counts.unsure += 1
    else if (found === encoding) counts.right += 1
    else counts.wrong += 1
  }
  return counts
}

function cutAt(text: string, encoding: TestEncoding, bytes: number): Uint8Array {
  let characters = [...text]
  for (;;) {
    const encoded = encodeText(characters.join(''), encoding)
    if (encoded.length <= bytes) return encoded
    characters = characters.slice(0, -1)
  }
}

function sampleOf(bytes: Uint8Array) {
  return { size: bytes.length, isWhole: true, pieces: [{ offset: 0, bytes }] }
}

const languages = Object.entries(COMPLAINTS)

describe('accuracy', () => {
  test.each(languages)('%s, 50 bytes: never wrong, seldom unsure', (language, { encoding }) => {
    const counts = tally(language, encoding, 50)
    console.error(language, encoding, 50, JSON.stringify(counts))
    expect(counts.wrong).toBe(0)
    expect(counts.unsure).toBeLessThanOrEqual(ROUNDS / 10)
  })

  test.each(languages)('%s, 1 kB: always right', (language, { encoding }) => {
    const counts = tally(language, encoding, 1000)
    console.error(language, encoding, 1000, JSON.stringify(counts))
    expect(counts).toEqual({ right: ROUNDS, wrong: 0, unsure: 0 })
  })

  test.each(languages)('%s in UTF-8, 50 bytes: always right', (language) => {
    expect(tally(language, 'utf-8', 50)).toEqual({ right: ROUNDS, wrong: 0, unsure: 0 })
  })
  test.each(['utf-16le', 'utf-16be'] as const)('%s without a mark, 50 bytes: always right', (encoding) => {
    for (const [language] of languages) {
      expect(tally(language, encoding, 50), language).toEqual({ right: ROUNDS, wrong: 0, unsure: 0 })
    }
  })
})
