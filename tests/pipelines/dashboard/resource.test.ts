import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { acceptedCoding, resource } from '../../../pipelines/dashboard/resource.ts'

describe('acceptedCoding', () => {
  test.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip', 'gzip'],
    ['gzip, deflate, br, zstd', 'zstd'],
    ['gzip, br', 'br'],
    ['GZIP;q=0.5', 'gzip'],
    ['zstd;q=0, br;q=0.0, gzip', 'gzip'],
    ['*', 'zstd'],
    ['*, zstd;q=0', 'br'],
    ['identity', 'identity'],
    ['gzip;q=0', 'identity'],
  ])('%s → %s', (header, coding) => {
    expect(acceptedCoding(header)).toBe(coding)
  })
})

describe('resource', () => {
  const text = '投诉 '.repeat(500)

  test.each([
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
    ['zstd', zstdDecompressSync],
  ] as const)('%s gives the same bytes back', async (coding, decode) => {
    const encoded = await resource('text/plain', text).encoded(coding)
    expect(encoded.length).toBeLessThan(200)
    expect(decode(encoded).toString()).toBe(text)
  })

  test('has a tag that follows its bytes, and leaves small bodies alone', async () => {
    expect(resource('text/plain', 'a').tag).toBe(resource('text/plain', 'a').tag)
    expect(resource('text/plain', 'a').tag).not.toBe(resource('text/plain', 'b').tag)
    expect(Buffer.from(await resource('text/plain', 'a').encoded('gzip')).toString()).toBe('a')
  })
})
