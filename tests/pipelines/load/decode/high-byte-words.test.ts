import { describe, expect, test } from 'vitest'
import { firstWord, highByteWords } from '../../../../pipelines/load/decode/high-byte-words.ts'
import { encodeText } from './encode-text.ts'
import { bytesOf } from './temporary-file.ts'

const pieceOf = (bytes: Uint8Array, offset = 0) => ({ offset, bytes })
const found = (bytes: Uint8Array, size = bytes.length) =>
  highByteWords([pieceOf(bytes)], size).map(({ bytes: word, offset }) => [Buffer.from(word).toString('latin1'), offset])

describe('words with high bytes', () => {
  test('are cut at separators and counted once, with their first place', () => {
    expect(found(bytesOf('a,x', [0xe9], 'y "', [0xe8], '";x', [0xe9], 'y\n', [0xea], '\n'))).toEqual([
      ['x\u00e9y', 2],
      ['\u00e8', 7],
      ['\u00ea', 14],
    ])
  })

  test('are not cut inside a character of any encoding', () => {
    const text = bytesOf(
      encodeText('乗亅㐀😀', 'gb18030'),
      ',',
      encodeText('許功', 'big5'),
      ',',
      encodeText('똠', 'euc-kr'),
    )
    expect(found(text).map(([, offset]) => offset)).toEqual([0, 13, 18])
  })

  test('only the one at the end of the file may be cut', () => {
    const bytes = bytesOf([0xe9], ',', [0xe8])
    expect(highByteWords([pieceOf(bytes)], 3).map(({ mayBeCut }) => mayBeCut)).toEqual([false, true])
    expect(highByteWords([pieceOf(bytes)], 4).map(({ mayBeCut }) => mayBeCut)).toEqual([false, false])
  })

  test('a very long one is kept in part', () => {
    const [word] = highByteWords([pieceOf(new Uint8Array(100_000).fill(0xb0))], 100_001)
    expect(word).toMatchObject({ offset: 0, mayBeCut: true })
    expect(word?.bytes.length).toBeLessThan(10_000)
  })

  test('come from all of a large text', () => {
    const rows = Array.from({ length: 60_000 }, (_, row) => `${row},Caf\u00e9${row}\n`).join('')
    const bytes = new Uint8Array(Buffer.from(rows, 'latin1'))
    const words = highByteWords([pieceOf(bytes)], bytes.length, 8_000)
    const offsets = words.map(({ offset }) => offset / bytes.length)
    expect(words.reduce((sum, word) => sum + word.bytes.length, 0)).toBeLessThan(9_000)
    for (const share of [0.1, 0.5, 0.9]) expect(offsets.some((at) => Math.abs(at - share) < 0.15)).toBe(true)
  })

  test('the first that passes a test is found in any piece', () => {
    const pieces = [pieceOf(bytesOf('a', [0xe9])), pieceOf(bytesOf('b,', [0xe8]), 100)]
    expect(firstWord(pieces, (word) => word[0] === 0xe8)?.offset).toBe(102)
    expect(firstWord(pieces, () => false)).toBeUndefined()
  })
})
