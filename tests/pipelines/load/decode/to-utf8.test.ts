import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { EncodingName } from '../../../../pipelines/load/decode/encoding-name.ts'
import { type RewriteOptions, toUtf8 } from '../../../../pipelines/load/decode/to-utf8.ts'
import { encodeText } from './encode-text.ts'
import { bytesOf, temporaryFile } from './temporary-file.ts'

async function rewrite(bytes: Uint8Array, encoding: EncodingName, options?: RewriteOptions) {
  const source = await temporaryFile(bytes)
  const target = join(source, '..', 'utf8.csv')
  const result = await toUtf8(source, target, encoding, options)
  const text = await readFile(target, 'utf8')
  expect(Buffer.byteLength(text)).toBe(result.bytes)
  return { ...result, text }
}

const TEXTS: readonly (readonly [EncodingName, string])[] = [
  ['utf-8', '编号,"内容"\r\n1,😀投诉\r\n'],
  ['utf-16le', '编号,"内容"\r\n1,😀投诉\r\n'],
  ['utf-16be', '编号,"内容"\r\n1,😀投诉\r\n'],
  ['gb18030', '编号,"内容"\r\n1,😀乗亅㐀投诉\r\n'],
  ['big5', '編號,"許功蓋"\r\n1,投訴\r\n'],
  ['shift_jis', '番号,"表示"\r\n1,ｱｲｳ苦情\r\n'],
  ['euc-kr', '번호,"똠방각하"\r\n1,불만\r\n'],
  ['windows-1252', 'N°,"texte"\r\n1,€ déçu\r\n'],
]

describe('toUtf8', () => {
  test.each(TEXTS)('%s, in chunks of any size', async (encoding, text) => {
    const bytes = encodeText(text, encoding)
    for (const chunkBytes of [1, 2, 3, 4, 5, 7, 16, 1 << 18]) {
      const result = await rewrite(bytes, encoding, { chunkBytes })
      expect(result).toMatchObject({ text, badAt: null, isCut: false, nulBytes: 0 })
    }
  })

  test.each<readonly [EncodingName, number[]]>([
    ['utf-8', [0xef, 0xbb, 0xbf]],
    ['utf-16le', [0xff, 0xfe]],
    ['utf-16be', [0xfe, 0xff]],
    ['gb18030', [0x84, 0x31, 0x95, 0x33]],
  ])('%s loses its byte order mark at the start only', async (encoding, mark) => {
    const body = encodeText('编号\n', encoding)
    const { text } = await rewrite(bytesOf(mark, body, mark, body), encoding)
    expect(text).toBe('编号\n\ufeff编号\n')
  })

  test.each(['utf-8', 'utf-16le', 'gb18030', 'windows-1252'] as const)(
    '%s loses its NUL characters',
    async (encoding) => {
      const bytes = encodeText('\0id,a\0\0b\r\n\0', encoding)
      expect(await rewrite(bytes, encoding, { chunkBytes: 3 })).toMatchObject({
        text: 'id,ab\r\n',
        nulBytes: 4,
        bytes: 7,
      })
    },
  )

  const good = '1,投诉\r\n'
  test.each<readonly [string, EncodingName, readonly number[], string]>([
    ['a lone lead byte', 'gb18030', [0x81, 0x0a], ''],
    ['0x81 before a quote', 'gb18030', [0x81, 0x22], ''],
    ['0x81 before a comma', 'gb18030', [0x32, 0x81, 0x2c], '2'],
    ['0xFF', 'gb18030', [0x32, 0x2c, 0xff], '2,'],
    ['GBK in UTF-8', 'utf-8', [0x32, 0x2c, 0xcb, 0xdf], '2,'],
    ['an overlong form', 'utf-8', [0xc0, 0xaf], ''],
  ])('%s stops the writing at its offset', async (_name, encoding, bytes, before) => {
    const start = encodeText(good.repeat(3), encoding)
    const all = bytesOf(start, bytes, encodeText(good, encoding))
    for (const chunkBytes of [4, 1 << 18]) {
      const result = await rewrite(all, encoding, { chunkBytes })
      expect(result).toMatchObject({
        text: good.repeat(3) + before,
        badAt: start.length + before.length,
        isCut: false,
      })
    }
  })

  test.each(['utf-8', 'utf-16le', 'gb18030', 'big5', 'shift_jis'] as const)(
    '%s cut inside its last character keeps all before it',
    async (encoding) => {
      const bytes = encodeText('1,中文', encoding).subarray(0, -1)
      const result = await rewrite(bytes, encoding, { chunkBytes: 2 })
      const badAt = encodeText('1,中', encoding).length
      expect(result).toMatchObject({ text: '1,中', badAt, isCut: true })
    },
  )

  test('tells its progress and can be stopped', async () => {
    const bytes = encodeText('投诉'.repeat(50), 'gb18030')
    const seen: number[] = []
    await rewrite(bytes, 'gb18030', { chunkBytes: 64, onProgress: (done) => seen.push(done) })
    expect(seen.at(-1)).toBe(bytes.length)
    expect(seen).toEqual([...seen].sort((one, other) => one - other))
    const stop = new AbortController()
    const stopped = rewrite(bytes, 'gb18030', { chunkBytes: 64, signal: stop.signal, onProgress: () => stop.abort() })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('an empty file gives an empty file', async () => {
    expect(await rewrite(bytesOf(), 'gb18030')).toEqual({ text: '', bytes: 0, nulBytes: 0, badAt: null, isCut: false })
  })

  test('a missing source is an error, and so is a target that cannot be written', async () => {
    const source = await temporaryFile(bytesOf('a'))
    await expect(toUtf8(join(source, '..', 'none'), `${source}.out`, 'utf-8')).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(toUtf8(source, join(source, '..', 'none', 'x'), 'utf-8')).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
