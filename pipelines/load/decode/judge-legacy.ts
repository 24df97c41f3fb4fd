import type { Localised } from '../../core/locale.ts'
import { isReadable, isSingleByte, type LegacyName } from './encoding-name.ts'
import { sentence } from './evidence.ts'
import type { Candidate, Judgement } from './finding.ts'
import type { Word } from './high-byte-words.ts'
import { type Reading, readWords } from './score-words.ts'

/** A reading counts as better where it saves this many bits (a chance of 1 in 1,000), and this much per high byte. */
export const SURE_BITS = 10
const SURE_BITS_PER_BYTE = 0.3
/** A language of another encoding has a veto where it fits this much better. */
const VETO_BITS = 3
/** Below these scores the best reading is none: what is undecodable or senseless in it would be most of the text. */
const PLAUSIBLE_PAIRS = 1
const PLAUSIBLE_SINGLES = 0
/** Damage up to this share of words is named with its place; with more, the encoding itself is in doubt. */
const DAMAGED_SHARE = 0.2

/** Which encoding of one or two bytes a character the words are in, if any stands out. */
export function judgeLegacy(words: readonly Word[]): Judgement {
  const readings = readWords(words)
  const [best, next] = contenders(readings)
  const candidates = readings.map(candidateOf)
  if (best === undefined || next === undefined) {
    return { encoding: 'unsure', bom: false, evidence: sentence.nothing(), candidates, badAt: null }
  }
  const figures = { best, next, words: words.length }
  const refuse = (evidence: Localised): Judgement => ({
    encoding: 'unsure',
    bom: false,
    evidence,
    candidates,
    badAt: best.firstError,
  })
  const foreign = readings.find((reading) => isForeign(reading, best))
  if (foreign !== undefined) return refuse(sentence.foreign(foreign, figures))
  if (!isPlausible(best) || isTooDamaged(best, words)) return refuse(sentence.implausible(figures))
  if (next.bits - best.bits >= sureBits(words)) {
    return {
      encoding: best.encoding as LegacyName,
      bom: false,
      evidence: sentence.legacy(figures),
      candidates,
      badAt: best.firstError,
    }
  }
  return refuse(sentence.close(figures))
}

/** Whether a reading in an encoding that is not read is the best one, or has a veto. */
function isForeign(reading: Reading, best: Reading): boolean {
  const isBetter = reading === best || reading.bits < best.bits - VETO_BITS
  return !isReadable(reading.encoding) && isBetter && isPlausible(reading)
}

/** The readable encodings and EUC-JP; other single-byte encodings share most letters with Windows-1252. */
function contenders(readings: readonly Reading[]): readonly Reading[] {
  return readings.filter(({ encoding }) => encoding === 'windows-1252' || !isSingleByte(encoding))
}

/** One undecodable word is always forgiven: the file may be cut, or one value broken. */
export function isTooDamaged({ errors }: Reading, words: readonly Word[]): boolean {
  return errors > Math.max(1, words.length * DAMAGED_SHARE)
}

export function sureBits(words: readonly Word[]): number {
  const high = words.reduce((sum, { bytes }) => sum + bytes.filter((byte) => byte >= 0x80).length, 0)
  return Math.max(SURE_BITS, SURE_BITS_PER_BYTE * high)
}

export function isPlausible({ encoding, score }: Reading): boolean {
  return score >= (isSingleByte(encoding) ? PLAUSIBLE_SINGLES : PLAUSIBLE_PAIRS)
}

export function candidateOf({ encoding, score, errors }: Reading): Candidate {
  return { encoding, score: Math.round(score * 100) / 100, errors }
}
