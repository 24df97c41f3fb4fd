import { everyWord } from './high-byte-words.ts'
import { ASCII_BITS, readWords } from './score-words.ts'
import { anyLanguageBits, readAsUtf8 } from './utf8-reading.ts'

const READ_BYTES = 1 << 13
const NUL_BITS = 16
const SURE_BITS = 10
const NEARLY_ALL = 0.9

export interface WideText {
  readonly encoding: 'utf-16le' | 'utf-16be' | 'utf-32'
  readonly zeroBytes: number
  readonly units: number
}

/**
 * Whether a head with zero bytes is UTF-16 without a byte order mark: ASCII characters then have one zero byte each. NUL
 * characters in a text of bytes look alike, and 一 has a zero byte on the other side: so what it reads as is weighed.
 */
export function wideText(head: Uint8Array): WideText | undefined {
  const bytes = head.subarray(0, Math.min(head.length, READ_BYTES) & ~1)
  const units = bytes.length / 2
  const zeros = [0, 1, 2, 3].map((place) => zerosAt(bytes, place))
  const zeroBytes = zeros.reduce((sum, count) => sum + count, 0)
  if (zeroBytes === 0) return undefined
  if (isUtf32(zeros, bytes.length / 4)) return { encoding: 'utf-32', zeroBytes, units }
  const little = bitsOfText(decodeWide(bytes, 'utf-16le'))
  const big = bitsOfText(decodeWide(bytes, 'utf-16be'))
  const isWide = bitsOfBytes(bytes) - Math.min(little, big) >= SURE_BITS
  return isWide ? { encoding: little <= big ? 'utf-16le' : 'utf-16be', zeroBytes, units } : undefined
}

/** Of four bytes, the two upper ones are always zero, and not all four: that were padding. */
function isUtf32([first = 0, second = 0, third = 0, fourth = 0]: readonly number[], characters: number): boolean {
  const upper = Math.max(Math.min(third, fourth), Math.min(first, second))
  const all = Math.min(first, second, third, fourth)
  return characters >= 1 && upper >= NEARLY_ALL * characters && all < NEARLY_ALL * characters
}

/** Whether a head without zero bytes, declared as UTF-16, reads as text of a known script in it. */
export function readsAsWide(head: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): boolean {
  const bytes = head.subarray(0, Math.min(head.length, READ_BYTES) & ~1)
  return bytes.length > 0 && bitsOfText(decodeWide(bytes, encoding)) < bitsOfBytes(bytes)
}

function decodeWide(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
}

function bitsOfText(text: string): number {
  let bits = 0
  for (const character of text) bits += character === '\0' ? 2 * NUL_BITS : anyLanguageBits(character)
  return bits
}

function zerosAt(bytes: Uint8Array, place: number): number {
  let count = 0
  for (let at = place; at < bytes.length; at += 4) if (bytes[at] === 0) count += 1
  return count
}

/** Bits of the bytes as a text of bytes with some NUL characters: its words in the encoding that suits them best. */
function bitsOfBytes(bytes: Uint8Array): number {
  const words = [...everyWord({ offset: 0, bytes })]
  const best = Math.min(readAsUtf8(words).bits, ...readWords(words).map(({ bits }) => bits))
  const inWords = words.reduce((sum, word) => sum + word.bytes.length, 0)
  const zeros = bytes.reduce((sum, byte) => (byte === 0 ? sum + 1 : sum), 0)
  return best + zeros * NUL_BITS + (bytes.length - inWords - zeros) * ASCII_BITS
}
