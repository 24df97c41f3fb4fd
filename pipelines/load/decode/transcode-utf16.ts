import type { Transcoder } from './transcoder.ts'

/** A transcoder of UTF-16. A surrogate without its partner is undecodable. */
export function utf16Transcoder(encoding: 'utf-16le' | 'utf-16be'): Transcoder {
  return (input, output) => {
    const units = Buffer.from(input.subarray(0, input.length - (input.length % 2)))
    if (encoding === 'utf-16be') units.swap16()
    const whole = endsInHighSurrogate(units) ? units.length - 2 : units.length
    const read = wellFormedBytes(units.toString('utf16le', 0, whole))
    const text = units.toString('utf16le', 0, read)
    const kept = text.replaceAll('\0', '')
    return { read, written: output.write(kept), nulBytes: text.length - kept.length, bad: read < whole }
  }
}

function endsInHighSurrogate(units: Buffer): boolean {
  return units.length >= 2 && isSurrogate(units.readUInt16LE(units.length - 2), 0xd800)
}

function wellFormedBytes(text: string): number {
  if (text.isWellFormed()) return text.length * 2
  let at = 0
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    const isPair = isSurrogate(unit, 0xd800) && isSurrogate(text.charCodeAt(at + 1), 0xdc00)
    if (!isPair && (isSurrogate(unit, 0xd800) || isSurrogate(unit, 0xdc00))) break
    at += isPair ? 2 : 1
  }
  return at * 2
}

function isSurrogate(unit: number, first: 0xd800 | 0xdc00): boolean {
  return unit >= first && unit < first + 0x400
}
