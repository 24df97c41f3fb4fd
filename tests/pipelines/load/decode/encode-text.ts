import type { EncodingName, LegacyName, RivalName } from '../../../../pipelines/load/decode/encoding-name.ts'

export type TestEncoding = EncodingName | RivalName | 'koi8-r' | 'macintosh'

const tables = new Map<string, Map<string, readonly number[]>>()
/** Syllables in the first cells of CP949, which the platform's EUC-KR lacks; from the published code chart. */
const CP949_ONLY: readonly (readonly [string, number, number])[] = [
  ['갂', 0x81, 0x41],
  ['갃', 0x81, 0x42],
  ['똠', 0x8c, 0x63],
  ['뷁', 0x94, 0xee],
  ['펲', 0xbc, 0x84],
  ['햏', 0xc1, 0x64],
  ['힣', 0xc6, 0x52],
]
/** Four-byte characters of GB18030: IPA, extension A, emoji, extension B. */
const FOUR_BYTES: readonly (readonly [string, readonly number[]])[] = [
  ['ɐ', [0x81, 0x30, 0xab, 0x37]],
  ['㐀', [0x81, 0x39, 0xee, 0x39]],
  ['😀', [0x94, 0x39, 0xfc, 0x36]],
  ['𠮷', [0x95, 0x34, 0xb2, 0x35]],
]

/** Text as bytes of an encoding, by inverting the platform's decoder; throws for a character that it does not have. */
export function encodeText(text: string, encoding: TestEncoding): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text)
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return encodeWide(text, encoding)
  const table = tableOf(encoding)
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const codePoint = character.codePointAt(0) ?? 0
      if (codePoint < 0x80) return [codePoint]
      const bytes = table.get(character)
      if (bytes === undefined) throw new Error(`${encoding} has no ${character}`)
      return [...bytes]
    }),
  )
}

/** The characters beyond ASCII that an encoding has, in the order of its code. */
export function charactersOf(encoding: LegacyName): string[] {
  return [...tableOf(encoding).keys()]
}

function encodeWide(text: string, encoding: 'utf-16le' | 'utf-16be'): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le')
  return new Uint8Array(encoding === 'utf-16be' ? bytes.swap16() : bytes)
}

function tableOf(encoding: string): Map<string, readonly number[]> {
  const known = tables.get(encoding)
  if (known !== undefined) return known
  const table = new Map<string, readonly number[]>()
  const decoder = new TextDecoder(encoding)
  const add = (bytes: readonly number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes))
    const isOne = [...text].length === 1 && text !== '\ufffd' && text > '\u009f'
    if (isOne && !/\p{Co}/u.test(text) && !table.has(text)) table.set(text, bytes)
  }
  const isDouble = !/^(windows|koi8|mac)/.test(encoding)
  const hasSingles = !isDouble || encoding === 'shift_jis'
  for (let byte = 0x80; hasSingles && byte < 0x100; byte++) add([byte])
  for (let lead = 0x81; isDouble && lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) add([lead, trail])
  }
  if (encoding === 'gb18030') for (const [text, bytes] of FOUR_BYTES) table.set(text, bytes)
  if (encoding === 'euc-kr') for (const [text, lead, trail] of CP949_ONLY) table.set(text, [lead, trail])
  tables.set(encoding, table)
  return table
}
