import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readCsv } from '../../../pipelines/load/read-csv.ts'

const SPECTRUM = join(import.meta.dirname, '../../../../shared/data/csv-spectrum')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huiyin-csv-'))
})

let written = 0
async function rowsOf(content: string | Uint8Array, delimiter = ',') {
  written += 1
  const file = join(folder, `${written}.csv`)
  await writeFile(file, content)
  return Array.fromAsync(readCsv(file, delimiter))
}

describe('readCsv', () => {
  test.each([
    [
      'plain',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'byte order mark and CRLF',
      '\ufeffa,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'no line end at the end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'quotes, commas and line breaks in a field',
      'a,b\n"x, ""y""\nz",2\n',
      [
        ['a', 'b'],
        ['x, "y"\nz', '2'],
      ],
    ],
    [
      'a quote inside an unquoted field',
      'a,b\n5" pipe,2\n',
      [
        ['a', 'b'],
        ['5" pipe', '2'],
      ],
    ],
    ['rows that begin with #', 'a\n#1\n# 2\n', [['a'], ['#1'], ['# 2']]],
    ['ragged rows', 'a,b\n1\n1,2,3\n', [['a', 'b'], ['1'], ['1', '2', '3']]],
    [
      'next-line character (U+0085) inside a field',
      'a,b\nS.\u0085 r.l.,2\n',
      [
        ['a', 'b'],
        ['S.\u0085 r.l.', '2'],
      ],
    ],
    [
      'line ends of all kinds in one file',
      'a,b\r\n1,2\n3,4\r5,6\r',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
    ],
    ['blank lines are no records', 'a\n\n1\n\n', [['a'], ['1']]],
  ])('%s', async (_name, text, expected) => {
    expect((await rowsOf(text)).map((row) => row.cells)).toEqual(expected)
  })

  test('gives the line on which each record begins, and its text', async () => {
    const rows = await rowsOf('a,b\n"x\ny",1\n\n2,3\n')
    expect(rows.map(({ row, line, raw }) => ({ row, line, raw }))).toEqual([
      { row: 1, line: 1, raw: 'a,b' },
      { row: 2, line: 2, raw: '"x\ny",1' },
      { row: 3, line: 5, raw: '2,3' },
    ])
  })

  test('refuses bytes that are not UTF-8, naming the place', async () => {
    const gbk = Uint8Array.of(0x61, 0x0a, 0xcd, 0xb6, 0xcb, 0xdf, 0x0a)
    await expect(rowsOf(gbk)).rejects.toMatchObject({ code: 'HY-L-002' })
  })

  test('a quote that is never closed, and a character that is cut, are problems of their row', async () => {
    const open = await rowsOf('a,b\n"x,1\n2,3\n')
    expect(open.filter((row) => row.problem !== undefined).map((row) => row.raw)).toContain('"x,1')
    expect(open.map((row) => row.raw).join('\n')).toContain('2,3')
    const cut = await rowsOf(Uint8Array.of(0x61, 0x0a, 0xe6, 0x8a))
    expect(cut[0]).toMatchObject({ cells: ['a'] })
  })

  test('any table comes back as it was written', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ' ', '投', '诉', '😀', ';', '#', '\t', "'"),
      maxLength: 8,
    })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(',', ';', '\t'), async (rows, delimiter) => {
        const text = rows
          .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter))
          .join('\r\n')
        expect((await rowsOf(text, delimiter)).map((row) => row.cells)).toEqual(rows)
      }),
      { numRuns: 200 },
    )
  })
})

describe.skipIf(!existsSync(SPECTRUM))('csv-spectrum (needs ../shared/data)', () => {
  const names = existsSync(SPECTRUM) ? readdirSync(join(SPECTRUM, 'csvs')).map((name) => name.replace('.csv', '')) : []

  test.each(names)('%s', async (name) => {
    const expected = [JSON.parse(readFileSync(join(SPECTRUM, 'json', `${name}.json`), 'utf8'))].flat() as Record<
      string,
      string
    >[]
    const text = readFileSync(join(SPECTRUM, 'csvs', `${name}.csv`), 'utf8')
    // The collection's own attributes ask for CRLF in these three; a checkout in between may have undone it.
    const [header, ...records] = await rowsOf(name.endsWith('_crlf') ? text.replaceAll(/\r?\n|\r$/g, '\r\n') : text)
    const got = records.map((record) =>
      Object.fromEntries((header?.cells ?? []).map((key, index) => [key, record.cells[index]])),
    )
    // That file's JSON gives another telephone number than its CSV.
    if (name === 'location_coordinates') for (const record of expected) record['Contact Phone Number'] = '2095257564'
    expect(got).toEqual(expected)
  })
})
