import type { Localised } from '../../core/locale.ts'
import type { EncodingName } from './encoding-name.ts'
import { reason, sentence } from './evidence.ts'
import type { EncodingFinding, Judgement } from './finding.ts'
import { highByteWords, type Word } from './high-byte-words.ts'
import { candidateOf, isPlausible, isTooDamaged, sureBits } from './judge-legacy.ts'
import type { Sample } from './read-sample.ts'
import { type Reading, readWords } from './score-words.ts'
import { checkUtf8, readAsUtf8 } from './utf8-reading.ts'
import { readsAsWide } from './wide-text.ts'

/** How many times the usual margin another encoding must be better by to refute a declaration. */
const REFUTING = 3
/** With fewer words than this, their being senseless refutes nothing: they may be names. */
const ENOUGH_WORDS = 5

/**
 * Weighs a mapping's declaration against the bytes. It is kept where they are valid in it and not clearly something
 * else, also where they alone would leave a doubt; otherwise the finding is what the bytes say, marked as `wrong`.
 */
export function judgeDeclaration(judged: Judgement, declared: EncodingName, sample: Sample): EncodingFinding {
  const words = highByteWords(sample.pieces, sample.size)
  const isWide = declared === 'utf-16le' || declared === 'utf-16be'
  const isSame = judged.encoding === declared || (!isWide && judged.encoding === 'utf-8' && words.length === 0)
  if (isSame) return { ...judged, declaration: 'fits', evidence: sentence.declared(declared, judged.evidence) }
  if (judged.bom) return wrong(judged, declared, reason.otherMark())
  if (isWide) return judgeWide(judged, declared, sample)
  if (judged.encoding === 'utf-16le' || judged.encoding === 'utf-16be' || words.length === 0) {
    return wrong(judged, declared, reason.somethingElse())
  }
  return declared === 'utf-8' ? judgeUtf8(judged, sample) : judgeLegacy(judged, declared, words)
}

function judgeWide(judged: Judgement, declared: 'utf-16le' | 'utf-16be', sample: Sample): EncodingFinding {
  const head = sample.pieces[0]?.bytes ?? new Uint8Array(0)
  if (!readsAsWide(head, declared)) return wrong(judged, declared, reason.notAsSuch())
  const evidence = sentence.declared(declared, sentence.knownScript())
  const candidates = [{ encoding: declared, score: 0, errors: 0 }]
  return { encoding: declared, bom: false, evidence, candidates, declaration: 'fits', badAt: null }
}

function judgeUtf8(judged: Judgement, sample: Sample): EncodingFinding {
  const { badAt, characters } = checkUtf8(sample)
  if (badAt !== null) return wrong(judged, 'utf-8', reason.malformed(badAt))
  const evidence = sentence.declared('utf-8', sentence.utf8(characters, sample.size))
  return { ...judged, encoding: 'utf-8', declaration: 'fits', evidence, badAt: null }
}

function judgeLegacy(judged: Judgement, declared: EncodingName, words: readonly Word[]): EncodingFinding {
  const readings = [...readWords(words), ...(judged.encoding === 'utf-8' ? [readAsUtf8(words)] : [])]
  const reading = readings.find(({ encoding }) => encoding === declared)
  if (reading === undefined) return wrong(judged, declared, reason.somethingElse())
  const why = isPartlyUtf8(judged) ? reason.partlyUtf8() : objection(reading, readings, words)
  if (why !== null) return wrong(judged, declared, why)
  return {
    encoding: declared,
    bom: false,
    evidence: sentence.declaredFits(reading, words.length),
    candidates: [...readings].sort((one, other) => one.bits - other.bits).map(candidateOf),
    declaration: 'fits',
    badAt: reading.firstError,
  }
}

function isPartlyUtf8({ candidates, badAt }: Judgement): boolean {
  return badAt !== null && candidates.some(({ encoding }) => encoding === 'utf-8')
}

/** Why a declared encoding cannot be what the words are in, or null. */
function objection(reading: Reading, readings: readonly Reading[], words: readonly Word[]): Localised | null {
  if (isTooDamaged(reading, words)) return reason.undecodable(reading, words.length)
  const margin = REFUTING * sureBits(words)
  const [better] = readings
    .filter((other) => isPlausible(other) && other.bits < reading.bits - margin)
    .sort((one, other) => one.bits - other.bits)
  if (better !== undefined) return reason.better(better, reading)
  return words.length >= ENOUGH_WORDS && !isPlausible(reading) ? reason.senseless(reading) : null
}

function wrong(judged: Judgement, declared: EncodingName, why: Localised): EncodingFinding {
  return { ...judged, declaration: 'wrong', evidence: sentence.declaredWrong(declared, why, judged.evidence) }
}
