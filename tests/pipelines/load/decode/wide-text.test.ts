import { describe, expect, test } from 'vitest'
import { readsAsWide, wideText } from '../../../../pipelines/load/decode/wide-text.ts'
import { encodeText, type TestEncoding } from './encode-text.ts'

const wideOf = (text: string, encoding: TestEncoding = 'utf-8') => wideText(encodeText(text, encoding))?.encoding

describe('UTF-16 without a mark', () => {
  test.each(['utf-16le', 'utf-16be'] as const)('%s is told by its zero bytes', (encoding) => {
    for (const text of ['编号,金额\r\n', '一个开关\r\n', 'id\n', '번호,이름\r\n1,김\r\n', '1,2\r\n']) {
      expect(wideOf(text, encoding), text).toBe(encoding)
    }
  })

  test.each([
    'id,text\n1,a\0b\n',
    'id,text\n1,\0\0\0\0\n',
    '编号,内\0容\n',
    '\0',
    '\0'.repeat(90),
    `id,1\n${'\0'.repeat(500)}`,
    'a\0'.repeat(2),
    'no zero',
  ])('NUL characters in a text of bytes are none: %j', (text) => {
    const expected = text === 'a\0a\0' ? 'utf-16le' : undefined
    expect(wideOf(text)).toBe(expected)
  })

  test('nor is one in GBK', () => {
    expect(wideOf('编号,客户投诉\0内容\n', 'gb18030')).toBeUndefined()
  })

  test('UTF-32 is told apart', () => {
    const bytes = Uint8Array.from([...'id,1\n'].flatMap((character) => [character.charCodeAt(0), 0, 0, 0]))
    expect(wideText(bytes)?.encoding).toBe('utf-32')
  })

  test('without zero bytes a declaration is checked by what it reads as', () => {
    expect(readsAsWide(encodeText('客户投诉处理结果', 'utf-16le'), 'utf-16le')).toBe(true)
    expect(readsAsWide(encodeText('客户投诉处理结果', 'utf-16le'), 'utf-16be')).toBe(false)
    expect(readsAsWide(encodeText('plain text, and more', 'utf-8'), 'utf-16le')).toBe(false)
    expect(readsAsWide(new Uint8Array(0), 'utf-16le')).toBe(false)
  })
})
