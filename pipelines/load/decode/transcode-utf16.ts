import { putUtf8, type Transcoder } from './transcoder.ts'

/** A transcoder of UTF-16. A surrogate without its partner is undecodable. */
export function utf16Transcoder(encoding: 'utf-16le' | 'utf-16be'): Transcoder {
  const high = encoding === 'utf-16be' ? 0 : 1
  const low = 1 - high
  return (input, length, output) => {
    let at = 0
    let to = 0
    let nulBytes = 0
    while (at + 1 < length) {
      let codePoint = ((input[at + high] ?? 0) << 8) | (input[at + low] ?? 0)
      let width = 2
      if (codePoint >= 0xd800 && codePoint < 0xe000) {
        if (codePoint < 0xdc00 && at + 3 >= length) break
        const second = ((input[at + 2 + high] ?? 0) << 8) | (input[at + 2 + low] ?? 0)
        const isPair = codePoint < 0xdc00 && second >= 0xdc00 && second < 0xe000
        if (!isPair) return { read: at, written: to, nulBytes, bad: true }
        codePoint = 0x10000 + ((codePoint - 0xd800) << 10) + second - 0xdc00
        width = 4
      }
      if (codePoint === 0) nulBytes += 1
      else if (codePoint < 0x80) output[to++] = codePoint
      else to = putUtf8(output, to, codePoint)
      at += width
    }
    return { read: at, written: to, nulBytes, bad: false }
  }
}
