import { everyWord } from './high-byte-words.ts'
import { ASCII_BITS, readWords } from './score-words.ts'
import { anyLanguageBits, readAsUtf8 } from './utf8-reading.ts'

const READ_BYTES = 1 << 13
const NUL_BITS = 16
const SURE_BITS = 10
const NUL_SHARE_OF_UTF32 = 0.2

export interface WideText {
  readonly encoding: 'utf-16le' | 'utf-16be' | 'utf-32'
  readonly zeroBytes: number
  readonly units: number
}

/**
 * Whether a head with zero bytes is UTF-16 without a byte order mark: ASCII characters then have one zero byte each, on
 * the same side. A few NUL characters in a text of single bytes look alike, so what it reads as is weighed, too.
 */
export function wideText(head: Uint8Array): WideText | undefined {
  const bytes = head.subarray(0, Math.min(head.length, READ_BYTES) & ~1)
  const zeros = [0, 0]
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (even + odd === 0) return undefined
  const encoding = odd >= even ? 'utf-16le' : 'utf-16be'
  const text = decodeWide(bytes, encoding)
  if (bitsOfBytes(bytes) - bitsOfText(text) < SURE_BITS) return undefined
  const nulCount = text.split('\0').length - 1
  const isUtf32 = nulCount > text.length * NUL_SHARE_OF_UTF32
  return { encoding: isUtf32 ? 'utf-32' : encoding, zeroBytes: Math.max(even, odd), units: bytes.length / 2 }
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
  for (const character of text) bits += character === '\0' ? NUL_BITS : anyLanguageBits(character)
  return bits
}

/** Bits of the bytes as a text of bytes with some NUL characters: its words in the encoding that suits them best. */
function bitsOfBytes(bytes: Uint8Array): number {
  const words = [...everyWord({ offset: 0, bytes })]
  const best = Math.min(readAsUtf8(words).bits, ...readWords(words).map(({ bits }) => bits))
  const inWords = words.reduce((sum, word) => sum + word.bytes.length, 0)
  const zeros = bytes.reduce((sum, byte) => (byte === 0 ? sum + 1 : sum), 0)
  return best + zeros * NUL_BITS + (bytes.length - inWords - zeros) * ASCII_BITS
}
