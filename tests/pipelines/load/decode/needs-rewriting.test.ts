import { expect, test } from 'vitest'
import { detectEncoding } from '../../../../pipelines/load/decode/detect-encoding.ts'
import { needsRewriting } from '../../../../pipelines/load/decode/needs-rewriting.ts'
import { encodeText } from './encode-text.ts'
import { bytesOf, temporaryFile } from './temporary-file.ts'

const chinese = '编号,客户投诉内容\r\n'
const long = 'a'.repeat((1 << 20) - 1)

test.each<readonly [string, Uint8Array, boolean]>([
  ['ASCII', bytesOf('id\n1\n'), false],
  ['an empty file', bytesOf(), false],
  ['UTF-8', bytesOf(chinese), false],
  ['a character across two chunks', bytesOf(long, chinese), false],
  ['a byte order mark', bytesOf([0xef, 0xbb, 0xbf], chinese), true],
  ['a NUL character', bytesOf('id\n1,a\0b\n'), true],
  ['a NUL character far behind', bytesOf(long, long, '\0'), true],
  ['GBK', encodeText(chinese, 'gb18030'), true],
  ['a cut character at the end', bytesOf(chinese, '投诉').subarray(0, -1), true],
  ['a malformed byte', bytesOf(chinese.repeat(20), [0xff], '\r\n'), true],
])('%s: %#', async (_name, bytes, expected) => {
  const path = await temporaryFile(bytes)
  expect(await needsRewriting(await detectEncoding(path), path)).toBe(expected)
})
