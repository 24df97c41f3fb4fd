import { codePoints } from './code-points.ts'
import type { LegacyName } from './encoding-name.ts'
import { fourByteCodePoint, isFourByteStart } from './four-bytes.ts'
import { codePointBeyond, fillHkscs } from './hkscs.ts'
import type { Transcoder } from './transcoder.ts'

/** A transcoder of an encoding with one and two bytes a character; GB18030 has four, too. */
export function legacyTranscoder(encoding: LegacyName): Transcoder {
  const { table, beyond } = tableOf(encoding)
  const hasFourBytes = encoding === 'gb18030'
  let units = new Uint16Array(0)
  return (input, output) => {
    if (units.length < input.length) units = new Uint16Array(input.length)
    const { read, count, nulBytes, bad } = decode(input, units, { table, beyond }, hasFourBytes)
    const text = Buffer.from(units.buffer, 0, count * 2).toString('utf16le')
    return { read, written: output.write(text), nulBytes, bad }
  }
}

interface Table {
  readonly table: Uint16Array
  /** The characters beyond 16 bits (`fillHkscs`). */
  readonly beyond: readonly number[]
}

/** Big5 is read with Hong Kong's characters, by which it is not told from others. */
function tableOf(encoding: LegacyName): Table {
  if (encoding !== 'big5') return { table: codePoints(encoding), beyond: [] }
  const table = codePoints(encoding).slice()
  return { table, beyond: fillHkscs(table) }
}

/** Decodes into UTF-16 units: from there to UTF-8 the platform is faster than a loop. */
function decode(input: Uint8Array, units: Uint16Array, { table, beyond }: Table, hasFourBytes: boolean) {
  const last = input.length - 1
  let at = 0
  let count = 0
  let nulBytes = 0
  while (at <= last) {
    const lead = input[at] as number
    if (lead < 0x80) {
      if (lead === 0) nulBytes += 1
      else units[count++] = lead
      at += 1
      continue
    }
    const pair = at < last ? (table[(lead << 8) | (input[at + 1] as number)] as number) : 0
    if (pair !== 0) {
      const far = beyond.length === 0 ? undefined : codePointBeyond(pair, beyond)
      if (far === undefined) units[count++] = pair
      else count = putUtf16(units, count, far)
      at += 2
      continue
    }
    const single = table[lead] as number
    if (single !== 0) {
      units[count++] = single
      at += 1
      continue
    }
    if (at === last || (hasFourBytes && isFourByteStart(input, at))) break
    const codePoint = hasFourBytes ? fourByteCodePoint(input, at) : 0
    if (codePoint === 0) return { read: at, count, nulBytes, bad: true }
    count = putUtf16(units, count, codePoint)
    at += 4
  }
  return { read: at, count, nulBytes, bad: false }
}

function putUtf16(units: Uint16Array, at: number, codePoint: number): number {
  if (codePoint < 0x10000) {
    units[at] = codePoint
    return at + 1
  }
  units[at] = 0xd800 + ((codePoint - 0x10000) >> 10)
  units[at + 1] = 0xdc00 + ((codePoint - 0x10000) & 0x3ff)
  return at + 2
}
