import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { censusOf } from '../../../../pipelines/load/csv/census.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huiyin-census-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function census(text: string, skipped = 0) {
  const file = join(folder, 'file.csv')
  await writeFile(file, text)
  return censusOf(file, skipped, ','.charCodeAt(0))
}

describe('censusOf', () => {
  test.each([
    ['a,b\nc,d\n', { records: 2, delimiters: 2, hasEmptyLines: false, hasEdgeBlanks: false, isWellQuoted: true }],
    ['a,b\r\nc,d', { records: 2, delimiters: 2, hasEmptyLines: false, hasEdgeBlanks: false }],
    ['a,b\n\nc,d\n', { records: 3, hasEmptyLines: true }],
    ['a,b\r\n\r\nc,d\r\n', { records: 3, hasEmptyLines: true }],
    ['"a,1",b\n', { records: 1, delimiters: 1, isWellQuoted: true }],
    ['"a""b",c\n', { records: 1, delimiters: 1, isWellQuoted: true }],
    ['"",""\r\n"a""",""""\n"b"', { records: 3, delimiters: 2, isWellQuoted: true, hasEmptyLines: false }],
    ['a 3" pipe,b\n', { isWellQuoted: false }],
    ['"a"b,c\n', { isWellQuoted: false }],
    ['a,"b\n', { isWellQuoted: false }],
    ['"a ""b"", c",d\n', { delimiters: 1, hasEdgeBlanks: false, isWellQuoted: true }],
    ['a, b\n', { hasEdgeBlanks: true }],
    ['a ,b\n', { hasEdgeBlanks: true }],
    ['a,b\t\r\n', { hasEdgeBlanks: true }],
    ['" a",b\n', { hasEdgeBlanks: true }],
    ['"a ",b\n', { hasEdgeBlanks: true }],
    ['a,\u3000b\n', { hasEdgeBlanks: true }],
    ['a\u00a0,b\n', { hasEdgeBlanks: true }],
    ['a,b\u200b\n', { hasEdgeBlanks: true }],
    ['a b,投 诉\n', { hasEdgeBlanks: false }],
    ['\u3000a,b\n', { hasEdgeBlanks: true }],
    ['', { records: 0, delimiters: 0, hasEmptyLines: false, isWellQuoted: true }],
    ['\na,b\n', { records: 2, hasEmptyLines: true }],
    ['投诉,渠道，电话\n', { hasEdgeBlanks: false, delimiters: 1 }],
  ])('%j', async (text, expected) => {
    expect(await census(text)).toMatchObject(expected)
  })

  test('lines within quotes: after which record how many there were', async () => {
    const { records, breaks } = await census('"a\nb",c\nd,e\n"f\n\ng",h\n')
    expect({ records, breaks }).toEqual({
      records: 3,
      breaks: [
        { afterRecord: 1, lines: 1 },
        { afterRecord: 3, lines: 3 },
      ],
    })
  })

  test('the first lines are not counted', async () => {
    expect(await census('x, y\n\na,b\n', 2)).toMatchObject({ records: 1, delimiters: 1, hasEdgeBlanks: false })
  })

  test('a chunk may end anywhere: in a wide character at the edge of a cell, in a line end', async () => {
    const filler = 'x'.repeat((1 << 22) - 6)
    for (let shift = 0; shift < 8; shift += 1) {
      const head = `${filler}${'y'.repeat(shift)}`
      expect((await census(`${head},投,b\r\n`)).hasEdgeBlanks, `投 ${shift}`).toBe(false)
      expect((await census(`${head},\u3000投,b\r\n`)).hasEdgeBlanks, `blank ${shift}`).toBe(true)
      expect(await census(`${head},"投""诉, ","b"\r\n`)).toMatchObject({
        delimiters: 2,
        isWellQuoted: true,
        hasEdgeBlanks: true,
      })
      expect(await census(`${head},"投"",诉","b"\r\n`)).toMatchObject({
        delimiters: 2,
        isWellQuoted: true,
        hasEdgeBlanks: false,
      })
      expect(await census(`${head},b\r\nc,d\r\n`)).toMatchObject({ records: 2, delimiters: 2, hasEmptyLines: false })
    }
  })

  test('any table, quoted where it must be, comes to its rows and delimiters', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '投', ',', '"', '\n', ' ', '\u3000'), maxLength: 5 })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const written = rows.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(','))
        const found = await census(`${written.join('\n')}\n`)
        expect(found.records).toBe(rows.length)
        expect(found.delimiters).toBe(rows.reduce((sum, cells) => sum + cells.length - 1, 0))
        const isEdge = (text: string) => /^[ \u3000]|[ \u3000]$/.test(text)
        expect(found.hasEdgeBlanks).toBe(rows.flat().some(isEdge))
        expect(found.isWellQuoted).toBe(true)
        const lines = rows.flat().join('').split('\n').length - 1
        expect(found.breaks.at(-1)?.lines ?? 0).toBe(lines)
      }),
      { numRuns: 200, seed: 7 },
    )
  })
})
