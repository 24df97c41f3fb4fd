import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { constants, crc32, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { INFLATE_LIMITS, sizeText } from '../../../../pipelines/load/formats/inflate-limits.ts'
import { unpack } from '../../../../pipelines/load/formats/unpack.ts'
import { zipName } from '../../../../pipelines/load/formats/zip-name.ts'
import { testFolder } from './test-folder.ts'
import { type TestMember, zipOf } from './zip-file.ts'

const { folder, write } = await testFolder()
const csv = '编号,渠道\r\nCT1,电话\r\n'
let count = 0
const target = () => join(folder, `unpacked-${count++}`)

async function unpackZip(members: readonly TestMember[], limits = INFLATE_LIMITS) {
  const into = target()
  const unpacked = await unpack(await write(zipOf(members)), 'zip', into, limits)
  return Promise.all(unpacked.map(async ({ name, path }) => ({ name, path, text: await readFile(path, 'utf8') })))
}

describe('unpack zip', () => {
  test('members in their order, stored, deflated, and with ZIP64 fields', async () => {
    const members = await unpackZip([
      { name: '三月/投诉.csv', data: csv },
      { name: 'b.csv', data: 'id\n1\n', method: 0 },
      { name: 'empty.csv', data: '', method: 0 },
      { name: 'c.csv', data: 'wide', isZip64: true },
    ])
    expect(members.map(({ name, text }) => [name, text])).toEqual([
      ['三月/投诉.csv', csv],
      ['b.csv', 'id\n1\n'],
      ['empty.csv', ''],
      ['c.csv', 'wide'],
    ])
  })

  test('folders, links, dot files and __MACOSX are passed over; a ZIP inside is not opened', async () => {
    const inner = zipOf([{ name: 'x.csv', data: csv }])
    const members = await unpackZip([
      { name: 'folder/', data: '' },
      { name: '__MACOSX/._a.csv', data: 'x' },
      { name: 'folder/.DS_Store', data: 'x' },
      { name: 'link.csv', data: '/etc/hostname', mode: 0o120777 },
      { name: 'inner.zip', data: inner, mode: 0o100644 },
    ])
    expect(members.map(({ name }) => name)).toEqual(['inner.zip'])
  })

  test.each(['../../evil.csv', '/etc/evil.csv', 'C:\\..\\evil.csv', '..\\..\\evil.csv', 'a/\u0000/../evil.csv'])(
    '%j stays in the folder',
    async (name) => {
      const [member] = await unpackZip([{ name, data: 'x' }])
      expect(basename(member?.path ?? '')).toBe('0001')
      expect(dirname(dirname(member?.path ?? ''))).toBe(folder)
      expect(member?.name).not.toMatch(/\.\.|\\|^\/|\0/)
    },
  )

  test.each<[string, TestMember, RegExp]>([
    ['a password', { name: 'a.csv', data: csv, isEncrypted: true }, /password/],
    ['Deflate64', { name: 'a.csv', data: csv, method: 9 }, /Deflate64/],
    ['a wrong check sum', { name: 'a.csv', data: csv, crc: 7 }, /check sum/],
  ])('%s is refused and leaves nothing', async (_name, member, reason) => {
    const into = target()
    const path = await write(zipOf([{ name: 'good.csv', data: csv }, member]))
    const error = await unpack(path, 'zip', into).catch((cause: unknown) => cause)
    expect(error).toMatchObject({ code: 'HY-L-006', details: { file: path, reason: expect.stringMatching(reason) } })
    expect(await readdir(into)).toEqual([])
  })

  test('damage at any byte gives an error with a code, or the right bytes', async () => {
    const whole = zipOf([{ name: 'a.csv', data: csv.repeat(20) }])
    for (let at = 0; at < whole.length; at += 3) {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ 0xff
      const path = await write(bytes)
      const result = await unpack(path, 'zip', target()).catch((cause: unknown) => cause)
      if (!Array.isArray(result)) expect(result).toMatchObject({ code: expect.stringMatching(/^HY-L-0(06|10)$/) })
      else for (const member of result) expect(await readFile(member.path, 'utf8')).toBe(csv.repeat(20))
    }
  })

  test('a download that was cut off', async () => {
    const path = await write(zipOf([{ name: 'a.csv', data: csv }]).subarray(0, -30))
    await expect(unpack(path, 'zip', target())).rejects.toMatchObject({ code: 'HY-L-006' })
  })
})

describe('limits', () => {
  const zeros = Buffer.alloc(48 * 2 ** 20)

  test('bytes, over all members', async () => {
    const members = [1, 2, 3].map((number) => ({ name: `${number}.csv`, data: zeros.subarray(0, 2 ** 20) }))
    const limits = { ...INFLATE_LIMITS, inflatedBytes: 2.5 * 2 ** 20 }
    await expect(unpackZip(members, limits)).rejects.toMatchObject({ code: 'HY-L-010', details: { limit: '2.5 MB' } })
  })

  test('ratio, for a bomb', async () => {
    const bomb = unpackZip([{ name: 'a.csv', data: zeros }])
    await expect(bomb).rejects.toMatchObject({ code: 'HY-L-010', details: { limit: '250:1' } })
  })

  test('ratio, for gzip, and nothing is left', async () => {
    const into = target()
    const bomb = unpack(await write(gzipSync(zeros)), 'gzip', into)
    await expect(bomb).rejects.toMatchObject({ code: 'HY-L-010', details: { limit: '250:1' } })
    expect(await readdir(into)).toEqual([])
  })

  test('a ZIP file without files is refused', async () => {
    await expect(unpackZip([], INFLATE_LIMITS)).rejects.toMatchObject({ code: 'HY-L-006' })
  })

  test('number of members', async () => {
    const members = Array.from({ length: 11 }, (_, index) => ({ name: `${index}.csv`, data: 'x' }))
    const limits = { ...INFLATE_LIMITS, members: 10 }
    await expect(unpackZip(members, limits)).rejects.toMatchObject({ code: 'HY-L-010', details: { got: '11 files' } })
  })

  test.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1536, '1.5 KB'],
    [318 * 2 ** 20, '318 MB'],
    [32 * 2 ** 30, '32 GB'],
  ])('%d bytes as text', (bytes, text) => expect(sizeText(bytes)).toBe(text))
})

describe('unpack gzip', () => {
  const unpackGzip = async (data: Uint8Array, name: string) => {
    const [member] = await unpack(await write(data, name), 'gzip', target())
    return { ...member, text: await readFile(member?.path ?? '', 'utf8') }
  }

  test('named by its file, without .gz', async () => {
    const member = await unpackGzip(gzipSync(csv), 'a.csv.gz')
    expect(member).toMatchObject({ text: csv, isTruncated: false, name: expect.stringMatching(/^\d+-a\.csv$/) })
  })

  test('named by what it says itself', async () => {
    const plain = gzipSync(csv)
    const header = Buffer.from(plain.subarray(0, 10))
    header[3] = 0x08
    const named = Buffer.concat([header, Buffer.from('../投诉.csv\0'), plain.subarray(10)])
    expect(await unpackGzip(named, 'b.gz')).toMatchObject({ name: '投诉.csv', text: csv })
  })

  test('several parts in one file', async () => {
    const member = await unpackGzip(Buffer.concat([gzipSync('a\n'), gzipSync('b\n')]), 'c.gz')
    expect(member).toMatchObject({ text: 'a\nb\n', isTruncated: false })
  })

  test('a cut-off file gives what is there, and says so', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `CT${index * 7919},电话\n`).join('')
    const packed = gzipSync(lines)
    const member = await unpackGzip(packed.subarray(0, packed.length >> 1), 'd.gz')
    expect(member.isTruncated).toBe(true)
    expect(member.text.length).toBeGreaterThan(lines.length / 4)
    expect(lines.startsWith(member.text.slice(0, -2))).toBe(true)
  })

  test('damage is refused', async () => {
    const packed = gzipSync(csv.repeat(100))
    packed[packed.length - 6] = (packed[packed.length - 6] ?? 0) ^ 1
    await expect(unpackGzip(packed, 'e.gz')).rejects.toMatchObject({ code: 'HY-L-006' })
  })
})

describe('unpack Zstandard', () => {
  const unpackZstd = async (data: Uint8Array, name: string) => {
    const [member] = await unpack(await write(data, name), 'zstd', target())
    return { ...member, text: await readFile(member?.path ?? '', 'utf8') }
  }
  const lines = Array.from({ length: 60_000 }, (_, index) => `CT${index * 7919},电话\n`).join('')

  test('named by its file, without .zst; several parts in one file', async () => {
    const packed = Buffer.concat([zstdCompressSync(csv), zstdCompressSync('b\n')])
    const member = await unpackZstd(packed, 'a.csv.zst')
    expect(member).toMatchObject({ text: `${csv}b\n`, isTruncated: false, name: expect.stringMatching(/^\d+-a\.csv$/) })
  })

  test('a cut-off file gives what is there, and says so', async () => {
    const packed = zstdCompressSync(lines)
    const member = await unpackZstd(packed.subarray(0, packed.length >> 1), 'b.zst')
    expect(member.isTruncated).toBe(true)
    expect(member.text.length).toBeGreaterThan(lines.length / 4)
    expect(lines.startsWith(member.text.slice(0, -2))).toBe(true)
  })

  test('damage is refused', async () => {
    const packed = zstdCompressSync(lines, { params: { [constants.ZSTD_c_checksumFlag]: 1 } })
    packed[packed.length >> 1] = (packed[packed.length >> 1] ?? 0) ^ 0xff
    await expect(unpackZstd(packed, 'c.zst')).rejects.toMatchObject({ code: 'HY-L-006' })
  })

  test('a bomb is stopped, and nothing is left', async () => {
    const into = target()
    const bomb = unpack(await write(zstdCompressSync(Buffer.alloc(48 * 2 ** 20))), 'zstd', into)
    await expect(bomb).rejects.toMatchObject({ code: 'HY-L-010', details: { limit: '250:1' } })
    expect(await readdir(into)).toEqual([])
  })
})

describe('zipName', () => {
  const hex = (text: string) => Buffer.from(text, 'hex')
  const none = Buffer.alloc(0)

  test.each<[string, Buffer, boolean, string]>([
    ['ASCII', Buffer.from('a.csv'), false, 'a.csv'],
    ['UTF-8 with its flag', Buffer.from('投诉.csv'), true, '投诉.csv'],
    ['UTF-8 without', Buffer.from('投诉.csv'), false, '投诉.csv'],
    ['GBK', hex('cdb6cbdfa3a8d2bbd4c2a3a92e637376'), false, '投诉（一月）.csv'],
    ['Big5', hex('a7ebb6442e637376'), false, '投訴.csv'],
    ['CP437', hex('728273756d822e637376'), false, 'résumé.csv'],
  ])('%s', (_name, bytes, isUtf8, expected) => expect(zipName(bytes, isUtf8, none)).toBe(expected))

  test('the Unicode field counts while it belongs to the name', () => {
    const plain = Buffer.from('a_.csv')
    const name = Buffer.from('投.csv')
    const field = Buffer.alloc(9)
    field.writeUInt16LE(0x7075, 0)
    field.writeUInt16LE(5 + name.length, 2)
    field[4] = 1
    field.writeUInt32LE(crc32(plain), 5)
    expect(zipName(plain, false, Buffer.concat([field, name]))).toBe('投.csv')
    expect(zipName(Buffer.from('other.csv'), false, Buffer.concat([field, name]))).toBe('other.csv')
  })
})
