import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8Width, validUtf8End } from '../../../../pipelines/load/decode/valid-utf8.ts'

const CASES: readonly (readonly [string, number[], number, boolean])[] = [
  ['nothing', [], 0, false],
  ['ASCII', [0x61, 0x62], 2, false],
  ['a whole character', [0x61, 0xe6, 0x8a, 0x95], 4, false],
  ['a cut character', [0x61, 0xe6, 0x8a], 1, false],
  ['a cut character of four bytes', [0xf0, 0x9f, 0x98], 0, false],
  ['a lone continuation', [0x61, 0x80], 1, true],
  ['an overlong slash', [0xc0, 0xaf], 0, true],
  ['an overlong character of three bytes', [0xe0, 0x80, 0x80, 0x61], 0, true],
  ['a surrogate', [0xed, 0xa0, 0x80, 0x61], 0, true],
  ['beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80, 0x61], 0, true],
  ['0xFF', [0x61, 0xff, 0x61], 1, true],
]

describe('validUtf8End', () => {
  test.each(CASES)('%s', (_name, bytes, end, bad) => {
    expect(validUtf8End(Uint8Array.from(bytes))).toEqual({ end, bad })
  })

  test('what stands before the end is valid, and a bad byte stands at it', () => {
    const part = fc.oneof(
      fc.constantFrom('a,b', 'é', '投诉', '😀').map((text) => [...Buffer.from(text)]),
      fc.array(fc.nat(255)),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const bytes = Uint8Array.from(parts.flat())
        const { end, bad } = validUtf8End(bytes)
        expect(isUtf8(bytes.subarray(0, end))).toBe(true)
        if (bad) expect(utf8Width(bytes, end)).toBe(0)
        else expect(bytes.length - end).toBeLessThan(4)
        if (end === bytes.length) expect(isUtf8(bytes)).toBe(true)
      }),
    )
  })

  test('finds a bad byte far into a large text', () => {
    const bytes = new TextEncoder().encode('投诉,'.repeat(30_000))
    bytes[7 * 28_000 + 4] = 0xff
    expect(validUtf8End(bytes)).toEqual({ end: 7 * 28_000 + 3, bad: true })
  })
})
