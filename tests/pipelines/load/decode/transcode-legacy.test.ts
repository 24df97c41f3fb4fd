import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LegacyName } from '../../../../pipelines/load/decode/encoding-name.ts'
import { legacyTranscoder } from '../../../../pipelines/load/decode/transcode-legacy.ts'
import type { Transcoder } from '../../../../pipelines/load/decode/transcoder.ts'
import { charactersOf, encodeText } from './encode-text.ts'
import { bytesOf } from './temporary-file.ts'

const ENCODINGS: readonly LegacyName[] = ['gb18030', 'big5', 'shift_jis', 'euc-kr', 'windows-1252']

function decodeInParts(transcode: Transcoder, bytes: Uint8Array, cuts: readonly number[]): string {
  let held = new Uint8Array(0)
  let text = ''
  for (const [nth, cut] of [...cuts, bytes.length].entries()) {
    const part = bytesOf(held, bytes.subarray(cuts[nth - 1] ?? 0, cut))
    const output = Buffer.alloc(part.length * 3)
    const step = transcode(part, output)
    expect(step.bad).toBe(false)
    text += output.toString('utf8', 0, step.written)
    held = part.slice(step.read)
  }
  expect(held).toHaveLength(0)
  return text
}

describe.each(ENCODINGS)('%s', (encoding) => {
  const transcode = legacyTranscoder(encoding)

  test('any text comes back, wherever its bytes are cut', () => {
    const character = fc.constantFrom(...charactersOf(encoding), 'a', '1', ',', '"', '\n', '\\', '|')
    fc.assert(
      fc.property(fc.array(character, { maxLength: 40 }), fc.array(fc.nat(120)), (characters, cuts) => {
        const text = characters.join('')
        const bytes = encodeText(text, encoding)
        const inside = cuts.filter((cut) => cut < bytes.length).sort((one, other) => one - other)
        expect(decodeInParts(transcode, bytes, inside)).toBe(text)
      }),
    )
  })

  test('each character of the encoding comes back', () => {
    const text = charactersOf(encoding).join('')
    expect(text.length).toBeGreaterThan(100)
    expect(decodeInParts(transcode, encodeText(text, encoding), [])).toBe(text)
  })
})

describe('gb18030', () => {
  const transcode = legacyTranscoder('gb18030')
  const text = 'a乗,㐀😀"投诉"𠮷\r\n'

  test('is cut at every position, twice', () => {
    const bytes = encodeText(text, 'gb18030')
    for (let first = 0; first <= bytes.length; first++) {
      for (let second = first; second <= bytes.length; second++) {
        expect(decodeInParts(transcode, bytes, [first, second])).toBe(text)
      }
    }
  })

  test.each([
    ['a lone lead byte', [0x81, 0x0a], 0],
    ['a lead byte before a quote', [0x81, 0x22], 0],
    ['a lead byte before a comma', [0x61, 0x81, 0x2c], 1],
    ['0xFF', [0xcd, 0xb6, 0xff, 0x61], 2],
    ['half of a four-byte character', [0x81, 0x30, 0x41, 0x42], 0],
    ['a four-byte code without a character', [0x61, 0xfe, 0x39, 0xfe, 0x39], 1],
  ])('%s is undecodable', (_name, bytes, read) => {
    expect(transcode(Uint8Array.from(bytes), Buffer.alloc(30))).toMatchObject({ read, bad: true })
  })

  test('NUL characters are left out and counted', () => {
    const output = Buffer.alloc(30)
    const step = transcode(bytesOf('a', [0, 0xcd, 0xb6, 0], 'b'), output)
    expect(step).toEqual({ read: 6, written: 5, nulBytes: 2, bad: false })
    expect(output.toString('utf8', 0, step.written)).toBe('a投b')
  })
})

test('Big5 has the characters of Hong Kong, those beyond 16 bits as well', () => {
  const bytes = Buffer.from('ca5c925d9def9df891c19df2', 'hex')
  expect(decodeInParts(legacyTranscoder('big5'), bytes, [3, 11])).toBe('佢哋嘅啲嚟𨋢')
})
