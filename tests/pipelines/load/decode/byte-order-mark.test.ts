import { expect, test } from 'vitest'
import { byteOrderMark } from '../../../../pipelines/load/decode/byte-order-mark.ts'

test.each([
  [[0xef, 0xbb, 0xbf, 0x61], { encoding: 'utf-8', length: 3 }],
  [[0xff, 0xfe, 0x61, 0], { encoding: 'utf-16le', length: 2 }],
  [[0xfe, 0xff, 0, 0x61], { encoding: 'utf-16be', length: 2 }],
  [[0xff, 0xfe, 0, 0], { encoding: 'utf-32', length: 4 }],
  [[0, 0, 0xfe, 0xff], { encoding: 'utf-32', length: 4 }],
  [[0x84, 0x31, 0x95, 0x33], { encoding: 'gb18030', length: 4 }],
  [[0xef, 0xbb], undefined],
  [[], undefined],
])('%j', (bytes, mark) => {
  expect(byteOrderMark(Uint8Array.from(bytes))).toEqual(mark)
})
