import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf16Transcoder } from '../../../../pipelines/load/decode/transcode-utf16.ts'
import { encodeText } from './encode-text.ts'

const character = fc.constantFrom('a', ',', '\n', '\0', 'é', '投', '诉', '😀', '𠮷', '\ufeff', '\uffff')

describe.each(['utf-16le', 'utf-16be'] as const)('%s', (encoding) => {
  const transcode = utf16Transcoder(encoding)

  test('any text comes back, also when its bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(character, { maxLength: 20 }), fc.nat(40), (characters, cut) => {
        const text = characters.join('')
        const bytes = encodeText(text, encoding)
        const output = Buffer.alloc(bytes.length * 3 + 12)
        const first = transcode(bytes.subarray(0, cut), output)
        const second = transcode(bytes.subarray(first.read), output.subarray(first.written))
        expect(first.bad || second.bad).toBe(false)
        expect(first.read + second.read).toBe(bytes.length)
        expect(output.toString('utf8', 0, first.written + second.written)).toBe(text.replaceAll('\0', ''))
        expect(first.nulBytes + second.nulBytes).toBe(text.split('\0').length - 1)
      }),
    )
  })

  test.each([
    ['a lone low surrogate', 'a\udc00b', 2],
    ['a high surrogate before a letter', '投\ud83db', 2],
    ['two high surrogates', '😀\ud83d\ud83d\ude00', 4],
  ])('%s is undecodable', (_name, text, read) => {
    expect(transcode(encodeText(text, encoding), Buffer.alloc(40))).toMatchObject({ read, bad: true })
  })

  test('half of a character waits for the rest', () => {
    const bytes = encodeText('a😀', encoding)
    for (const cut of [2, 3, 4, 5]) {
      expect(transcode(bytes.subarray(0, cut), Buffer.alloc(20))).toMatchObject({ read: 2, bad: false })
    }
  })
})
