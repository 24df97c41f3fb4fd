import { fillCp949 } from './cp949.ts'
import { isSingleByte, type ScoredName } from './encoding-name.ts'

const REPLACEMENT = 0xfffd
const tables = new Map<ScoredName, Uint16Array>()

/**
 * Code points of an encoding's one- and two-byte characters: 65,536 entries, at `byte` for single bytes and at
 * `lead × 256 + trail` for pairs; 0 where there is none (and at byte 0). Asked from the platform's decoder once.
 */
export function codePoints(encoding: ScoredName): Uint16Array {
  const known = tables.get(encoding)
  if (known !== undefined) return known
  const table = new Uint16Array(0x10000)
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  for (let byte = 1; byte < 0x100; byte++) table[byte] = singleByte(decoder, encoding, byte)
  if (!isSingleByte(encoding)) {
    for (let lead = 0x81; lead < 0xff; lead++) {
      if (table[lead] !== 0) continue
      for (let trail = 0x40; trail < 0xff; trail++) {
        table[(lead << 8) | trail] = onlyCharacter(decoder, Uint8Array.of(lead, trail))
      }
    }
  }
  if (encoding === 'euc-kr') fillCp949(table)
  tables.set(encoding, table)
  return table
}

/**
 * In double-byte encodings the platform passes some stray high bytes through as C1 controls or private use; they stand
 * for no character, except the half-width kana of Shift_JIS and the euro sign of Windows' GBK.
 */
function singleByte(decoder: TextDecoder, encoding: ScoredName, byte: number): number {
  const codePoint = onlyCharacter(decoder, Uint8Array.of(byte))
  if (byte < 0x80 || isSingleByte(encoding)) return codePoint
  const isControlOrPrivate = codePoint < 0xa0 || (codePoint >= 0xe000 && codePoint <= 0xf8ff)
  return isControlOrPrivate ? 0 : codePoint
}

function onlyCharacter(decoder: TextDecoder, bytes: Uint8Array): number {
  const text = decoder.decode(bytes)
  const codePoint = text.length === 1 ? text.charCodeAt(0) : 0
  return codePoint === REPLACEMENT ? 0 : codePoint
}
