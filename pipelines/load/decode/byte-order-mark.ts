import type { EncodingName } from './encoding-name.ts'

const MARKS: readonly { encoding: EncodingName | 'utf-32'; bytes: readonly number[] }[] = [
  { encoding: 'utf-32', bytes: [0xff, 0xfe, 0, 0] },
  { encoding: 'utf-32', bytes: [0, 0, 0xfe, 0xff] },
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
  { encoding: 'gb18030', bytes: [0x84, 0x31, 0x95, 0x33] },
]

/** The byte order mark that a file begins with. UTF-32, which is not read, is told from UTF-16 by its two zero bytes. */
export function byteOrderMark(head: Uint8Array): { encoding: EncodingName | 'utf-32'; length: number } | undefined {
  const mark = MARKS.find(({ bytes }) => bytes.every((byte, at) => head[at] === byte))
  return mark === undefined ? undefined : { encoding: mark.encoding, length: mark.bytes.length }
}
