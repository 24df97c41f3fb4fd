import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { HuiyinError } from '../../../../pipelines/core/errors.ts'
import type { CsvRow, ReadSummary } from '../../../../pipelines/load/csv/csv-row.ts'
import { type Dialect, PLAIN_DIALECT } from '../../../../pipelines/load/csv/dialect.ts'
import { type ReadOptions, readRecords } from '../../../../pipelines/load/csv/read-records.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huiyin-records-'))
})

let written = 0
async function read(content: string | Uint8Array, dialect: Partial<Dialect> = {}, options: ReadOptions = {}) {
  written += 1
  const path = join(folder, `${written}.csv`)
  await writeFile(path, content)
  const summaries: ReadSummary[] = []
  const rows = await Array.fromAsync(
    readRecords(path, { ...PLAIN_DIALECT, ...dialect }, { ...options, onEnd: (summary) => summaries.push(summary) }),
  )
  return { rows, cells: rows.map((row) => row.cells), summary: summaries[0] }
}

const shortly = (rows: readonly CsvRow[]) => rows.map(({ line, raw, problem }) => [line, raw, problem ?? 'ok'])

describe('readRecords reads', () => {
  test.each<[string, string, Partial<Dialect>, string[][]]>([
    [
      'a file without a line end at its end',
      'a,b\n1,2',
      {},
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'line ends of all kinds',
      'a,b\r\n1,2\n3,4\r5,6\r',
      {},
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
    ],
    [
      'a lone CR as text where LF ends',
      'a,b\r\n1\r2,3\n',
      { lineEnd: '\n' },
      [
        ['a', 'b'],
        ['1\r2', '3'],
      ],
    ],
    [
      'a lone LF as text where CRLF ends',
      'a,b\r\n1\n2,3\r\n',
      { lineEnd: '\r\n' },
      [
        ['a', 'b'],
        ['1\n2', '3'],
      ],
    ],
    [
      'CR as the line end',
      'a,b\r1,2\r',
      { lineEnd: '\r' },
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'doubled quotes, delimiters and line ends in quotes',
      'a,b\n"x, ""y""\nz",2\n',
      {},
      [
        ['a', 'b'],
        ['x, "y"\nz', '2'],
      ],
    ],
    [
      'backslash escapes',
      'a,b\n"x \\"y\\" \\\\ C:\\temp",2\n',
      { escape: '\\' },
      [
        ['a', 'b'],
        ['x "y" \\ C:\\temp', '2'],
      ],
    ],
    [
      'backslashes before bare delimiters',
      'a\tb\n1\\\t2\t3\n',
      { delimiter: '\t', quote: null, escape: '\\' },
      [
        ['a', 'b'],
        ['1\t2', '3'],
      ],
    ],
    [
      'bare quotes inside quotes, where nothing escapes',
      'a,b\n"10" boots",2\n',
      { escape: null },
      [
        ['a', 'b'],
        ['10" boots', '2'],
      ],
    ],
    [
      'apostrophes as quotes',
      "a,b\n'x, ''y''',2\n",
      { quote: "'", escape: "'" },
      [
        ['a', 'b'],
        ["x, 'y'", '2'],
      ],
    ],
    [
      'quotes inside bare fields',
      'a,b\n5" pipe,6" pipe\n',
      {},
      [
        ['a', 'b'],
        ['5" pipe', '6" pipe'],
      ],
    ],
    [
      'comma and blank',
      'a, b\n"x, y", 2\n',
      { delimiter: ', ' },
      [
        ['a', 'b'],
        ['x, y', '2'],
      ],
    ],
    [
      'full-width commas',
      '编号，内容\n一，"甲，乙"\n',
      { delimiter: '，' },
      [
        ['编号', '内容'],
        ['一', '甲，乙'],
      ],
    ],
    [
      'blanks behind a closing quote',
      'a,b\n"x" ,2\n',
      {},
      [
        ['a', 'b'],
        ['x', '2'],
      ],
    ],
    ['rows that begin with #', 'a\n#1\n# 2\n', {}, [['a'], ['#1'], ['# 2']]],
    ['ragged rows', 'a,b\n1\n1,2,3\n', {}, [['a', 'b'], ['1'], ['1', '2', '3']]],
    [
      'U+0085 and U+2028 as text',
      'a,b\nx\u0085\u2028y,2\n',
      {},
      [
        ['a', 'b'],
        ['x\u0085\u2028y', '2'],
      ],
    ],
    [
      'lone surrogates that UTF-8 cannot hold as what stands in the file',
      'a,b\n\ufffd,2\n',
      {},
      [
        ['a', 'b'],
        ['\ufffd', '2'],
      ],
    ],
  ])('%s', async (_name, text, dialect, expected) => {
    for (const chunkBytes of [1, 3, 1 << 16]) {
      const { cells, summary } = await read(text, dialect, { chunkBytes })
      expect(cells).toEqual(expected)
      expect(summary).toMatchObject({ problemRows: 0, truncated: false })
    }
  })

  test('the line on which each record begins, counting blank lines and lines inside fields', async () => {
    const { rows, summary } = await read('a,b\r\n"x\r\ny\nz",1\r\n\r\n\r\n2,3\r\n', { lineEnd: '\r\n' })
    expect(shortly(rows)).toEqual([
      [1, 'a,b', 'ok'],
      [2, '"x\r\ny\nz",1', 'ok'],
      [7, '2,3', 'ok'],
    ])
    expect(summary).toMatchObject({ rows: 3, lines: 7, blankLines: 2 })
  })

  test('strips and counts NUL characters and byte order marks, those inside the file too', async () => {
    const { cells, summary } = await read('\ufeffa,b\n1\0\0,"2\0"\n\ufeff"c",d\n')
    expect(cells).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['c', 'd'],
    ])
    expect(summary).toMatchObject({ nulChars: 3, byteOrderMarks: 2 })
  })

  test('a line of 5 MB, a field of 5 MB with line breaks, and 2,000 columns', async () => {
    const long = '投诉内容'.repeat(420_000)
    const lines = `${'x'.repeat(10_000)}\n`.repeat(500)
    const wide = Array.from({ length: 2000 }, (_, index) => `c${index}`)
    const { cells } = await read(`${long},1\n"${lines}",2\n${wide.join(',')}\n`)
    expect(cells).toEqual([[long, '1'], [lines, '2'], wide])
  })

  test('lines of the preamble as rows of their own, whatever their quotes', async () => {
    const { rows } = await read('"Report of\nQ1\n\na,b\n1,2\n', { preambleRows: 3, width: 2 })
    expect(rows.map(({ line, cells, problem }) => [line, cells, problem])).toEqual([
      [1, ['"Report of'], undefined],
      [2, ['Q1'], undefined],
      [4, ['a', 'b'], undefined],
      [5, ['1', '2'], undefined],
    ])
  })
})

describe('readRecords recovers from', () => {
  test.each<[string, string, Partial<Dialect>, (string | number)[][]]>([
    [
      'a quote that is never closed',
      'a,b,c\n1,"x,2\n3,4,5\n6,7,8\n',
      { width: 3 },
      [
        [1, 'a,b,c', 'ok'],
        [2, '1,"x,2', 'open_quote'],
        [3, '3,4,5', 'ok'],
        [4, '6,7,8', 'ok'],
      ],
    ],
    [
      'a quote that the next quoted field seems to close',
      'a,b,c\n1,"x,2\n3,"y",5\n',
      { width: 3 },
      [
        [1, 'a,b,c', 'ok'],
        [2, '1,"x,2', 'text_after_quote'],
        [3, '3,"y",5', 'ok'],
      ],
    ],
    [
      'text behind a closing quote',
      'a,b\n"x"y,2\n3,4\n',
      { width: 2 },
      [
        [1, 'a,b', 'ok'],
        [2, '"x"y,2', 'text_after_quote'],
        [3, '3,4', 'ok'],
      ],
    ],
    [
      'bare quotes in a text of several lines, which stays together',
      'a,b,c\n1,"He said\nthe "best" one\nwas here",5\n6,7,8\n',
      { width: 3 },
      [
        [1, 'a,b,c', 'ok'],
        [2, '1,"He said\nthe "best" one\nwas here",5', 'text_after_quote'],
        [5, '6,7,8', 'ok'],
      ],
    ],
    [
      'a lost delimiter before a quoted field',
      'a,b,c\n1"x, y",2\n',
      { width: 3 },
      [
        [1, 'a,b,c', 'ok'],
        [2, '1"x, y",2', 'stray_quote'],
      ],
    ],
    [
      'an unknown width: only the line of the quote is given up',
      'a,b\n1,"x\n2\n',
      { width: 0 },
      [
        [1, 'a,b', 'ok'],
        [2, '1,"x', 'open_quote'],
        [3, '2', 'ok'],
      ],
    ],
  ])('%s', async (_name, text, dialect, expected) => {
    for (const chunkBytes of [1, 1 << 16]) {
      const { rows, summary } = await read(text, dialect, { chunkBytes })
      expect(shortly(rows)).toEqual(expected)
      expect(summary).toMatchObject({ truncated: false, problemRows: 1 })
    }
  })

  test('a stray quote in the middle of 20,000 rows costs one row', async () => {
    const records = Array.from({ length: 20_000 }, (_, index) => `TS${index},2026-01-05,some text,${index}`)
    records[500] = 'TS500,2026-01-05,"some text,500'
    const { rows } = await read(`id,at,text,n\n${records.join('\n')}\n`, { width: 4 })
    expect(rows.length).toBe(20_001)
    expect(rows.filter((row) => row.problem !== undefined)).toMatchObject([
      { line: 502, raw: records[500], problem: 'open_quote' },
    ])
  })

  test('a record beyond the limit: its first line is given up, or the line in pieces, and nothing is lost', async () => {
    const limits = { quotedLines: 1000, recordChars: 100, brokenLines: 10 }
    const text = `a,b\n${'x'.repeat(450)},1\n2,3\n`
    const { rows, summary } = await read(text, { width: 2 }, { limits, chunkBytes: 64 })
    expect(rows.slice(1, -1).every((row) => row.problem === 'too_long' && row.line === 2)).toBe(true)
    expect(rows.at(-1)).toMatchObject({ line: 3, cells: ['2', '3'] })
    expect(rows.map((row) => row.raw).join('').length + (summary?.lineEndChars ?? 0)).toBe(text.length)
  })
})

describe('a truncated file is read up to its last whole row and flagged', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['inside a quoted field', 'a,b,c\n1,2,3\n4,"text that', '4,"text that'],
    [
      'inside a quoted field of several lines',
      'a,b,c\n1,2,3\n4,"text, that\ngoes on\nand on',
      '4,"text, that\ngoes on\nand on',
    ],
    ['inside a row', 'a,b,c\n1,2,3\n4,5', '4,5'],
    ['inside a character', Buffer.from('a,b,c\n1,2,3\n4,5,投').subarray(0, -1), '4,5,'],
  ])('%s', async (_name, content, raw) => {
    const { rows, summary } = await read(content, { width: 3 })
    expect(shortly(rows)).toEqual([
      [1, 'a,b,c', 'ok'],
      [2, '1,2,3', 'ok'],
      [3, raw, 'cut_off'],
    ])
    expect(summary?.truncated).toBe(true)
  })

  test('a last whole row without a line end is no cut', async () => {
    expect((await read('a,b,c\n1,2,3', { width: 3 })).summary).toMatchObject({ truncated: false, problemRows: 0 })
  })
})

describe('readRecords refuses', () => {
  test('bytes that are not UTF-8, naming the byte (the first two of these could be)', async () => {
    const gbk = Uint8Array.of(...Buffer.from('a,b\n1,投诉\n'), 0xcd, 0xb6, 0xcb, 0xdf, 0x0a)
    for (const chunkBytes of [1, 7, 1 << 16]) {
      const failure = read(gbk, {}, { chunkBytes })
      await expect(failure).rejects.toMatchObject({ code: 'HY-L-002', details: { offset: 15 } })
    }
  })

  test('a file that is not there', async () => {
    const missing = Array.fromAsync(readRecords(join(folder, 'missing.csv'), PLAIN_DIALECT))
    await expect(missing).rejects.toMatchObject({ code: 'HY-L-001' })
  })

  test('nothing else: any bytes are read whole or refused as not UTF-8', async () => {
    const bytes = fc.uint8Array({ maxLength: 80 })
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '投', '\0', '\ufeff'), maxLength: 60 })
    const contents = fc.oneof(
      bytes,
      text.map((value) => new Uint8Array(Buffer.from(value))),
    )
    await fc.assert(
      fc.asyncProperty(contents, fc.integer({ min: 1, max: 9 }), async (content, chunkBytes) => {
        try {
          const { rows, summary } = await read(content, { width: 2 }, { chunkBytes })
          if (summary === undefined) throw new Error('no summary')
          const counted = summary.lineEndChars + summary.nulChars + summary.byteOrderMarks * 3 + summary.cutBytes
          const kept = rows.reduce((sum, row) => sum + Buffer.byteLength(row.raw), 0)
          expect(kept + counted).toBe(content.length)
        } catch (error) {
          if (!(error instanceof HuiyinError)) throw error
          expect(error.code).toBe('HY-L-002')
        }
      }),
      { numRuns: 300 },
    )
  })
})
