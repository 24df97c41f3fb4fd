import { describe, expect, test } from 'vitest'
import { readSample } from '../../../../pipelines/load/decode/read-sample.ts'
import { encodeText } from './encode-text.ts'
import { bytesOf, temporaryFile } from './temporary-file.ts'

describe('reading a sample', () => {
  test('a small file is read whole', async () => {
    const bytes = encodeText('编号,内容\n', 'gb18030')
    const sample = await readSample(await temporaryFile(bytes))
    expect(sample).toEqual({ size: bytes.length, isWhole: true, pieces: [{ offset: 0, bytes }] })
  })

  test('of a large file, pieces from head to tail, none cutting a character', async () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => `${row},客户投诉产品质量\r\n`).join('')
    const bytes = encodeText(rows, 'gb18030')
    const { pieces, isWhole } = await readSample(await temporaryFile(bytes), 100_000, 2_000)
    expect(isWhole).toBe(false)
    expect(pieces).toHaveLength(32)
    const last = pieces.at(-1)
    expect(pieces[0]?.offset).toBe(0)
    expect((last?.offset ?? 0) + (last?.bytes.length ?? 0)).toBe(bytes.length)
    const strict = new TextDecoder('gb18030', { fatal: true })
    for (const piece of pieces) {
      expect(piece.bytes).toEqual(bytes.subarray(piece.offset, piece.offset + piece.bytes.length))
      expect(strict.decode(piece.bytes)).toMatch(/质量/)
    }
  })

  test('the one place of a large file that is not ASCII is found', async () => {
    const ascii = 'id,2025-01-01,ok\r\n'.repeat(20_000)
    const bytes = bytesOf(ascii, encodeText('7,投诉\r\n', 'gb18030'), ascii.slice(0, 50_000))
    const { pieces } = await readSample(await temporaryFile(bytes), 10_000, 1_000)
    const high = pieces.filter((piece) => piece.bytes.some((byte) => byte >= 0x80))
    expect(high).toHaveLength(1)
    expect(new TextDecoder('gb18030').decode(high[0]?.bytes)).toContain('7,投诉\r\n')
  })

  test('a missing file is an error', async () => {
    await expect(readSample('no-such-file')).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
