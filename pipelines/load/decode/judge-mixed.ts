import { isUtf8 } from 'node:buffer'
import { sentence } from './evidence.ts'
import type { Judgement } from './finding.ts'
import { firstWord, type Piece, type Word } from './high-byte-words.ts'
import { candidateOf, isPlausible, isTooDamaged, judgeLegacy, SURE_BITS } from './judge-legacy.ts'
import { readWords } from './score-words.ts'
import { readAsUtf8 } from './utf8-reading.ts'

/** Judges a text that is not valid UTF-8 from byte `utf8BadAt` on: all of another encoding, or UTF-8 in part. */
export function judgeMixed(words: readonly Word[], pieces: readonly Piece[], utf8BadAt: number): Judgement {
  const utf8Words = words.filter(({ bytes }) => isUtf8(bytes))
  const otherWords = words.filter(({ bytes }) => !isUtf8(bytes))
  const [legacy] = readWords(utf8Words)
  const utf8 = readAsUtf8(utf8Words)
  const hasUtf8 = legacy !== undefined && utf8Words.length > 0 && legacy.bits - utf8.bits > 2 * SURE_BITS
  return hasUtf8 ? judgePartlyUtf8(words, otherWords, pieces, utf8BadAt) : judgeLegacy(words)
}

function judgePartlyUtf8(
  words: readonly Word[],
  otherWords: readonly Word[],
  pieces: readonly Piece[],
  utf8BadAt: number,
): Judgement {
  const whole = readAsUtf8(words)
  const [other] = readWords(otherWords)
  const candidates = [whole, ...(other === undefined ? [] : [other])].map(candidateOf)
  const counts = { words: words.length, others: otherWords.length }
  if (other !== undefined && isPlausible(other)) {
    const utf8At = firstWord(pieces, hasThreeBytes)?.offset ?? utf8BadAt
    const badAt = Math.max(utf8At, utf8BadAt)
    const evidence = sentence.mixed({ ...counts, other: other.encoding, badAt, utf8First: utf8At < utf8BadAt })
    return { encoding: 'unsure', bom: false, evidence, candidates, badAt }
  }
  const isDamaged = !isTooDamaged(whole, words)
  return {
    encoding: isDamaged ? 'utf-8' : 'unsure',
    bom: false,
    evidence: sentence.damagedUtf8({ ...counts, badAt: utf8BadAt }),
    candidates,
    badAt: utf8BadAt,
  }
}

function hasThreeBytes(word: Uint8Array): boolean {
  return word.some((byte) => byte >= 0xe0) && isUtf8(word)
}
