import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Dialect, PLAIN_DIALECT } from '../../../../pipelines/load/csv/dialect.ts'
import { RecordReader } from '../../../../pipelines/load/csv/record-reader.ts'
import { sniffDialect, sniffFileDialect } from '../../../../pipelines/load/csv/sniff-dialect.ts'
import { writeTable } from './write-dialect.ts'

const TEXTS = [
  '物流太慢了，等了 5 天; 客服说: "再等等"',
  "Customer's parcel came late, no one answered",
  '质量问题',
  '',
  'wants a refund of ¥1,200; see mail\nsecond line, with comma',
  'C:\\logs\\"today"',
]
const HEADER = ['工单编号', '受理时间', '渠道', '内容', '金额', 'Score']
const RECORDS = Array.from({ length: 40 }, (_, index) => [
  `TS2026${String(index).padStart(4, '0')}`,
  `2026-01-${String((index % 28) + 1).padStart(2, '0')} ${String(index % 24).padStart(2, '0')}:05:00`,
  ['电话', 'App', '门店', 'mail'][index % 4] ?? '',
  TEXTS[index % TEXTS.length] ?? '',
  `${(index * 37) % 900}.${index % 10}0`,
  String((index % 5) + 1),
])
const TABLE = [HEADER, ...RECORDS]

describe('sniffDialect finds', () => {
  const delimiters = [',', ';', '\t', '|', ', ', '^', '~', '，', '；', '||', '\u0001', ' ', ':']
  const escapes = [
    ['"', '"'],
    ["'", "'"],
    ['"', '\\'],
  ] as const
  const cases = delimiters.flatMap((delimiter) =>
    escapes.flatMap(([quote, mark]) =>
      (['\r\n', '\n', '\r'] as const).map((lineEnd) => [delimiter, quote, mark, lineEnd] as const),
    ),
  )

  test.each(cases)('delimiter %j, quote %s, escape %s, line end %j', (delimiter, quote, mark, lineEnd) => {
    const written: Dialect = { ...PLAIN_DIALECT, delimiter, quote, escape: mark, lineEnd }
    const text = writeTable(TABLE, written, false)
    const { dialect, sure } = sniffDialect(text)
    expect({ dialect, sure }).toMatchObject({
      dialect: { delimiter, quote, headerRows: 1, preambleRows: 0 },
      sure: true,
    })
    const reader = new RecordReader(dialect)
    expect([...reader.push(text), ...reader.end()].map((row) => row.cells)).toEqual(TABLE)
  })

  const plain = writeTable(TABLE, PLAIN_DIALECT, false)
  const swapped = (cells: readonly string[], times: number) => Array.from({ length: times }, () => cells)

  test.each<[string, string, Partial<Dialect>]>([
    [
      'lines ahead of the header, blank ones counted',
      `投诉明细表\n导出时间：2026-01-31\n\n${plain}`,
      { preambleRows: 3, headerRows: 1 },
    ],
    ['a preamble padded with delimiters', `Report,,,,,\n,,,,,\n${plain}`, { preambleRows: 2, headerRows: 1 }],
    ['no header', writeTable(RECORDS, PLAIN_DIALECT, false), { preambleRows: 0, headerRows: 0 }],
    [
      'a header of groups and names',
      writeTable([['工单', '', '来源', '', '结果', ''], ...TABLE], PLAIN_DIALECT, false),
      { preambleRows: 0, headerRows: 2 },
    ],
    ['a header said three times', writeTable([HEADER, HEADER, ...TABLE], PLAIN_DIALECT, false), { headerRows: 3 }],
    ['a header alone', writeTable([HEADER], PLAIN_DIALECT, false), { headerRows: 1, width: 6 }],
    [
      'words under words',
      writeTable(
        [['city', 'mood'], ...swapped(['Xian', 'good'], 3), ...swapped(['Wuhan', 'bad'], 9)],
        PLAIN_DIALECT,
        false,
      ),
      { headerRows: 1, width: 2 },
    ],
    ['decimal commas between semicolons', 'id;x;y\n1;2,5;3,25\n2;4,5;6,75\n3;1,5;2,25\n', { delimiter: ';', width: 3 }],
    [
      'one column of instants',
      '2026-01-05 10:00:00\n2026-01-06 11:30:00\n2026-01-07 09:15:00\n',
      { width: 1, headerRows: 0 },
    ],
    ['a byte order mark', `\ufeff${plain}`, { delimiter: ',', headerRows: 1 }],
    ['LF between records and CR inside them', plain.replaceAll('质量问题', '质量\r问题'), { lineEnd: '\n' }],
    [
      'CRLF between records and LF inside quoted fields',
      writeTable(TABLE, { ...PLAIN_DIALECT, lineEnd: '\r\n' }, false),
      { lineEnd: '\r\n' },
    ],
    ['CRLF and LF between records, which LF accepts', plain.replaceAll(/\n(?=TS2026002)/g, '\r\n'), { lineEnd: '\n' }],
    [
      'CRLF, LF and CR between records',
      plain.replaceAll(/\n(?=TS2026002)/g, '\r\n').replaceAll(/\n(?=TS2026003)/g, '\r'),
      { lineEnd: 'mixed' },
    ],
    [
      'the delimiter that a first line names for spreadsheets',
      'sep=|\na;b|c;d\n1;2|3;4\n5;6|7;8\n',
      { delimiter: '|', width: 2, preambleRows: 1 },
    ],
    [
      'two tables',
      `${plain}${writeTable(swapped(['a', 'b', 'c'], 30), PLAIN_DIALECT, false)}`,
      { width: 6, preambleRows: 0 },
    ],
  ])('%s', (_name, text, expected) => {
    expect(sniffDialect(text).dialect).toMatchObject(expected)
  })

  test('what is declared wins', () => {
    const found = sniffDialect(plain, { delimiter: ';', preambleRows: 2, quote: null })
    expect(found.dialect).toMatchObject({ delimiter: ';', preambleRows: 2, quote: null })
    expect(found.declared).toEqual(['delimiter', 'preambleRows', 'quote'])
    expect(found.evidence).toContain('delimiter ; (declared)')
  })

  test('says why in one sentence', () => {
    expect(sniffDialect('Report\nid;mood\n1;good\n2;bad\n3;no;t so\n4;good\n').evidence).toBe(
      'delimiter ;, quote ", doubled quotes, line end LF, 1 lines ahead of the header, 1 header rows: ' +
        '4 of 5 sampled records have 2 cells; score 0.20, next best , 0.09',
    )
  })

  test.each([
    ['prose', 'Dear all,\nthe report is late.\nPlease wait for it: it comes, as ever, on Monday.\nRegards\n'],
    ['nothing', ''],
    [
      'blanks between words of unquoted text',
      'a b c\nthe parcel came late 5\nno one answered the phone at all 3\nrefund 1\n',
    ],
    [
      'objects a line',
      Array.from({ length: 50 }, (_, n) => JSON.stringify({ id: `T${n}`, text: 'x, y', n })).join('\n'),
    ],
    [
      'a web page',
      '<!DOCTYPE html>\n<html><head><title>502</title></head>\n<body>\n<p>nginx, 2026</p>\n</body>\n</html>\n',
    ],
  ])('that it is not sure about %s', (_name, text) => {
    expect(sniffDialect(text).sure).toBe(false)
  })
})

describe('sniffFileDialect', () => {
  test('reads the first megabyte of a file and leaves its last line aside', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'huiyin-sniff-')), 'large.csv')
    await writeFile(
      path,
      writeTable([HEADER, ...Array.from({ length: 600 }, () => RECORDS).flat()], PLAIN_DIALECT, true),
    )
    const found = await sniffFileDialect(path)
    expect(found).toMatchObject({ sure: true, oddRecords: 0, brokenRecords: 0, dialect: { delimiter: ',', width: 6 } })
  })

  test('a file that is not there', async () => {
    await expect(sniffFileDialect('/nowhere/at/all.csv')).rejects.toMatchObject({ code: 'HY-L-001' })
  })
})
