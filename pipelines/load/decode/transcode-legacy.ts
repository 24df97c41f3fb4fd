import { codePoints } from './code-points.ts'
import type { LegacyName } from './encoding-name.ts'
import { fourByteCodePoint } from './four-bytes.ts'
import { putUtf8, type Step, type Transcoder } from './transcoder.ts'

/** A transcoder of an encoding with one and two bytes a character; GB18030 has four, too. */
export function legacyTranscoder(encoding: LegacyName): Transcoder {
  const table = codePoints(encoding)
  const hasFourBytes = encoding === 'gb18030'
  return (input, length, output) => transcode(table, hasFourBytes, { input, length, output })
}

function transcode(
  table: Uint16Array,
  hasFourBytes: boolean,
  { input, length, output }: { input: Uint8Array; length: number; output: Uint8Array },
): Step {
  let at = 0
  let to = 0
  let nulBytes = 0
  while (at < length) {
    const lead = input[at] ?? 0
    if (lead < 0x80) {
      if (lead === 0) nulBytes += 1
      else output[to++] = lead
      at += 1
      continue
    }
    const single = table[lead] ?? 0
    if (single !== 0) {
      to = putUtf8(output, to, single)
      at += 1
      continue
    }
    if (at + 1 >= length) break
    const codePoint = table[(lead << 8) | (input[at + 1] ?? 0)] ?? 0
    if (codePoint !== 0) {
      to = putUtf8(output, to, codePoint)
      at += 2
      continue
    }
    if (hasFourBytes && at + 4 > length && isFourByteStart(input, at, length)) break
    const long = hasFourBytes && at + 4 <= length ? fourByteCodePoint(input, at) : 0
    if (long === 0) return { read: at, written: to, nulBytes, bad: true }
    to = putUtf8(output, to, long)
    at += 4
  }
  return { read: at, written: to, nulBytes, bad: false }
}

function isFourByteStart(input: Uint8Array, at: number, length: number): boolean {
  const second = input[at + 1] ?? 0
  const third = at + 2 < length ? (input[at + 2] ?? 0) : 0x81
  return second >= 0x30 && second <= 0x39 && third >= 0x81 && third <= 0xfe
}
