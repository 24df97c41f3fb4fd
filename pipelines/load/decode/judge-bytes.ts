import { isAscii } from 'node:buffer'
import type { Localised } from '../../core/locale.ts'
import { byteOrderMark } from './byte-order-mark.ts'
import { type EncodingName, isSingleByte } from './encoding-name.ts'
import { sentence } from './evidence.ts'
import type { Judgement } from './finding.ts'
import { highByteWords, type Word } from './high-byte-words.ts'
import { candidateOf, isPlausible, judgeLegacy, SURE_BITS } from './judge-legacy.ts'
import { judgeMixed } from './judge-mixed.ts'
import type { Sample } from './read-sample.ts'
import { type Reading, readWords } from './score-words.ts'
import { checkUtf8, readAsUtf8 } from './utf8-reading.ts'
import { wideText } from './wide-text.ts'

/** Up to so many high bytes, all in two-byte characters, may be valid UTF-8 by chance. */
const FEW_HIGH_BYTES = 24
/** What being valid UTF-8 counts against the best reading in another encoding. */
const VALID_UTF8_BITS = 5
const MARK_BYTES = 3
/** ISO-2022 switches to East Asian characters by such sequences, in ASCII bytes. */
const ESCAPES = ['\u001b$@', '\u001b$B', '\u001b$A', '\u001b$)C', '\u001b$)A']

/** What the bytes say by themselves: their mark, zero bytes, ASCII, valid UTF-8, and last what their words read as. */
export function judgeBytes(sample: Sample): Judgement {
  if (sample.size === 0) return sure('utf-8', sentence.empty())
  const head = sample.pieces[0]?.bytes ?? new Uint8Array(0)
  const mark = byteOrderMark(head)
  if (mark?.encoding === 'utf-8') return judgeMarkedUtf8(sample)
  if (mark?.encoding === 'utf-32') return unsure(sentence.utf32())
  if (mark !== undefined) return { ...sure(mark.encoding, sentence.mark(mark.encoding)), bom: true }
  const wide = wideText(head)
  if (wide?.encoding === 'utf-32') return unsure(sentence.utf32())
  if (wide !== undefined) return sure(wide.encoding, sentence.wide(wide.encoding, wide.zeroBytes, wide.units))
  if (sample.pieces.every(({ bytes }) => isAscii(bytes))) return judgeAscii(sample)
  return judgeText(sample)
}

/** The mark itself is no evidence for what follows: some programs put it before any text. */
function judgeMarkedUtf8(sample: Sample): Judgement {
  const [head, ...others] = sample.pieces
  const rest = { offset: MARK_BYTES, bytes: head?.bytes.subarray(MARK_BYTES) ?? new Uint8Array(0) }
  const body = judgeText({ ...sample, pieces: [rest, ...others] })
  if (body.encoding === 'utf-8') return { ...body, bom: true, evidence: sentence.mark('utf-8', body.evidence) }
  return { ...body, encoding: 'unsure', bom: true, evidence: sentence.markWrong(body.evidence) }
}

function judgeAscii({ pieces, size }: Sample): Judgement {
  for (const { bytes, offset } of pieces) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const at = Math.max(...ESCAPES.map((sequence) => text.indexOf(sequence, 'latin1')))
    if (at >= 0) return unsure(sentence.escapes(offset + at))
  }
  return sure('utf-8', sentence.ascii(size))
}

function judgeText(sample: Sample): Judgement {
  const words = highByteWords(sample.pieces, sample.size)
  const { characters, badAt, cutAt } = checkUtf8(sample)
  if (badAt !== null) return judgeMixed(words, sample.pieces, badAt)
  const utf8 = readAsUtf8(words)
  const candidates = [candidateOf(utf8)]
  if (cutAt !== null) return { ...sure('utf-8', sentence.cut(characters, cutAt)), candidates }
  return judgeChance(words, utf8) ?? { ...sure('utf-8', sentence.utf8(characters, sample.size)), candidates }
}

/**
 * A word or two of GBK can be valid UTF-8 by chance; whether they are shows in what they read as. Words of a
 * single-byte encoding cannot: they would be letter and sign by turns.
 */
function judgeChance(words: readonly Word[], utf8: Reading): Judgement | undefined {
  const high = words.reduce((sum, { bytes }) => sum + bytes.filter((byte) => byte >= 0x80).length, 0)
  const hasLonger = words.some(({ bytes }) => bytes.some((byte) => byte >= 0xe0))
  if (words.length === 0 || hasLonger || high > FEW_HIGH_BYTES) return undefined
  const legacy = judgeLegacy(words)
  const other = readWords(words).find(({ encoding }) => !isSingleByte(encoding))
  const isBetter = other !== undefined && isPlausible(other) && other.bits < utf8.bits - VALID_UTF8_BITS
  if (!isBetter) return undefined
  if (other.bits < utf8.bits - VALID_UTF8_BITS - SURE_BITS && legacy.encoding === other.encoding) return legacy
  const candidates = [candidateOf(utf8), ...legacy.candidates]
  return { ...unsure(sentence.coincidence(utf8, other)), candidates }
}

function sure(encoding: EncodingName, evidence: Localised): Judgement {
  return { encoding, bom: false, evidence, candidates: [{ encoding, score: 0, errors: 0 }], badAt: null }
}

function unsure(evidence: Localised): Judgement {
  return { encoding: 'unsure', bom: false, evidence, candidates: [], badAt: null }
}
