import { type EncodingName, isReadable } from './encoding-name.ts'
import { sentence } from './evidence.ts'
import type { EncodingFinding, Judgement } from './finding.ts'
import { highByteWords } from './high-byte-words.ts'
import { candidateOf, DAMAGED_SHARE, isPlausible, sureBits } from './judge-legacy.ts'
import type { Sample } from './read-sample.ts'
import { type Reading, readWords } from './score-words.ts'
import { bitsOfBytes, bitsOfText } from './wide-text.ts'

/** How many times the usual margin another encoding must be better by to refute a declaration. */
const REFUTING = 3
const WIDE_BYTES = 1 << 16

/**
 * Weighs a mapping's declaration against the bytes: it is kept where they are valid in it and not clearly something
 * else, also where they alone would leave a doubt.
 */
export function judgeDeclaration(judged: Judgement, declared: EncodingName, sample: Sample): EncodingFinding {
  const fits = (evidence: string): EncodingFinding => ({ ...judged, declaration: 'fits', evidence })
  const wrong = (reason: string): EncodingFinding => {
    const evidence = sentence.declaredWrong(declared, reason, judged.evidence)
    return { ...judged, declaration: 'wrong', evidence }
  }
  const isWide = declared === 'utf-16le' || declared === 'utf-16be'
  if (judged.encoding === declared) return fits(sentence.declared(declared, judged.evidence))
  if (judged.bom) return wrong('the file begins with another mark')
  if (isWide) return fitsWide(sample, declared) ? { ...fits(''), ...wideFinding(declared) } : wrong('it does not read so')
  const words = highByteWords(sample.pieces, sample.size)
  if (judged.encoding === 'utf-8' && words.length === 0) return fits(sentence.declared(declared, judged.evidence))
  return wrong('')
}
