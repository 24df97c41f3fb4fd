import { describe, expect, test } from 'vitest'
import { fourByteCodePoint, isFourByteStart } from '../../../../pipelines/load/decode/four-bytes.ts'

const CASES: readonly (readonly [number[], number])[] = [
  [[0x81, 0x30, 0x81, 0x30], 0x80],
  [[0x81, 0x39, 0xee, 0x39], 0x3400],
  [[0x81, 0x35, 0xf4, 0x37], 0xe7c7],
  [[0x84, 0x31, 0xa4, 0x37], 0xfffd],
  [[0x84, 0x31, 0xa4, 0x39], 0xffff],
  [[0x90, 0x30, 0x81, 0x30], 0x10000],
  [[0x94, 0x39, 0xfc, 0x36], 0x1f600],
  [[0x95, 0x34, 0xb2, 0x35], 0x20bb7],
  [[0xe3, 0x32, 0x9a, 0x35], 0x10ffff],
  [[0xe3, 0x32, 0x9a, 0x36], 0],
  [[0x85, 0x30, 0x81, 0x30], 0],
  [[0x81, 0x30, 0x81], 0],
  [[0x81, 0x40, 0x81, 0x30], 0],
  [[0x81, 0x30, 0x7f, 0x30], 0],
]

describe('four-byte characters of GB18030', () => {
  test.each(CASES)('%j is %d', (bytes, codePoint) => {
    expect(fourByteCodePoint(Uint8Array.from(bytes), 0)).toBe(codePoint)
  })

  test('agree with the platform over the whole range', () => {
    const decoder = new TextDecoder('gb18030', { ignoreBOM: true })
    for (let index = 0; index < 1_587_600; index += 397) {
      const bytes = Uint8Array.of(
        0x81 + Math.floor(index / 12_600),
        0x30 + (Math.floor(index / 1_260) % 10),
        0x81 + (Math.floor(index / 10) % 126),
        0x30 + (index % 10),
      )
      const text = decoder.decode(bytes)
      const expected = text.includes('\ufffd') ? 0 : text.codePointAt(0)
      expect(fourByteCodePoint(bytes, 0)).toBe(expected)
    }
  })

  test.each([
    [[0x81], true],
    [[0x81, 0x30], true],
    [[0x81, 0x30, 0x81], true],
    [[0x81, 0x30, 0x20], false],
    [[0x81, 0x20], false],
    [[0x81, 0x30, 0x81, 0x30], false],
  ])('%j may go on: %s', (bytes, expected) => {
    expect(isFourByteStart(Uint8Array.from(bytes), 0)).toBe(expected)
  })
})
