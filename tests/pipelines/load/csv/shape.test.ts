import { describe, expect, test } from 'vitest'
import { PLAIN_DIALECT } from '../../../../pipelines/load/csv/dialect.ts'
import { RecordReader } from '../../../../pipelines/load/csv/record-reader.ts'
import { STRICT_SHAPE, type TableShape, TableShaper } from '../../../../pipelines/load/csv/shape.ts'

const NAMES = ['id', 'at', 'n', 'note']
const TABLE: TableShape = { ...STRICT_SHAPE, width: 4, names: NAMES }
const GOOD = [
  '1,2026-01-05,7,x',
  '2,2026-01-06,8,y',
  '3,2026-01-07,9,z',
  '4,2026-01-08,10,x',
  '5,2026-01-09,11,y',
  '6,2026-01-09,11,y',
]

function shaped(lines: readonly string[], shape: Partial<TableShape> = {}) {
  const reader = new RecordReader({ ...PLAIN_DIALECT, width: 4 })
  const read = [...reader.push(`${lines.join('\n')}\n`), ...reader.end()]
  const shaper = new TableShaper({ ...TABLE, ...shape })
  return { rows: [...read.flatMap((row) => shaper.push(row)), ...shaper.end()], counts: shaper.counts }
}

const problems = (lines: readonly string[], shape: Partial<TableShape> = {}) =>
  shaped([...GOOD, ...lines], shape)
    .rows.slice(GOOD.length)
    .map((row) => row.problem ?? 'ok')

describe('TableShaper', () => {
  test.each<[string, string[], string[]]>([
    ['records', ['6,2026-01-10,1,', '7,,,'], ['ok', 'ok']],
    ['a row with a cell too few or too many', ['6,2026-01-10,1', '7,2026-01-11,2,x,'], ['short_row', 'long_row']],
    ['rows of blank cells', [',,,', ',', ' , ,'], ['ok', 'ok', 'ok']],
    [
      'totals',
      ['合计,,50,', '总计：,,50,', 'Total,,50,', '合计(元),5,50,x', 'Grand Total'],
      ['footer', 'footer', 'footer', 'footer', 'footer'],
    ],
    ['names that begin like totals', ['Totalenergies,2026-01-10,1,x', 'Summer,2026-01-10,1,x'], ['ok', 'ok']],
    ['a second table with the same header', ['id,at,n,note', '1,2026-01-05,7,x'], ['repeated_header', 'other_table']],
    ['a second table with some of the names', ['id,at,n', '1,2026-01-05,7'], ['repeated_header', 'other_table']],
    ['a second table with more names', ['id,at,n,note,more', '1,2026-01-05,7,x,y'], ['repeated_header', 'other_table']],
    [
      'a second table with other names, below a gap',
      ['', 'store,city,boss,mood', 'S1,Xian,Li,good'],
      ['other_table', 'other_table'],
    ],
    [
      'a second table with other names, below its title',
      ['By store', 'store,city,boss,mood', 'S1,Xian,Li,good'],
      ['short_row', 'other_table', 'other_table'],
    ],
    ['words where numbers were, without a gap', ['6,soon,many,x'], ['ok']],
    [
      'many rows of one wrong width',
      Array.from({ length: 11 }, () => 'a,b'),
      [...Array.from({ length: 9 }, () => 'short_row'), 'other_table', 'other_table'],
    ],
    ['rows that the reader could not read', ['"6"x,2026-01-10,1,', '7,2026-01-11,2,y'], ['text_after_quote', 'ok']],
  ])('%s', (_name, lines, expected) => {
    expect(problems(lines)).toEqual(expected)
  })

  test.each<[string, string[], string[]]>([
    [
      'the end of a text that lost its quotes',
      ['6,2026-01-10,1', 'he said, again, and, again'],
      ['short_row', 'beside_damage'],
    ],
    ['the begin of one', ['6,2026-01-10,late, and rude', 'again,x'], ['beside_damage', 'short_row']],
    ['a good record above and below', ['6,2026-01-10,1', '7,2026-01-11,2,y'], ['short_row', 'ok']],
    ['an odd quote beside damage', ['6,2026-01-10,1', '7,2026-01-11,2,5" pipe'], ['short_row', 'beside_damage']],
    ['an odd quote alone', ['7,2026-01-11,2,5" pipe'], ['ok']],
    ['an odd quote among cells of other kinds', ['he said "no, then, called, again'], ['stray_quote']],
    ['a footer beside a record', ['7,soon,2,x', '合计,5'], ['ok', 'footer']],
  ])('beside damage: %s', (_name, lines, expected) => {
    expect(problems(lines)).toEqual(expected)
  })

  test('pads short rows, drops blank cells and skips repeated headers only where the source says so', () => {
    expect(problems(['6,2026-01-10,1', '7,2026-01-11'], { shortRows: 'pad' })).toEqual(['ok', 'ok'])
    expect(problems(['6,2026-01-10,1,x,', '7,1,2,x,y'], { extraCells: 'drop_blank' })).toEqual(['ok', 'long_row'])
    const header = ['id,at,n,note', '6,2026-01-10,1,x']
    expect(problems(header, { repeatedHeader: 'same_table' })).toEqual(['repeated_header', 'ok'])
  })

  test('gives mended rows their width and counts them', () => {
    const { rows, counts } = shaped(['1,2', '3,4,5,6,', '7,8,9,10'], { shortRows: 'pad', extraCells: 'drop_blank' })
    expect(rows.map((row) => row.cells)).toEqual([
      ['1', '2', '', ''],
      ['3', '4', '5', '6'],
      ['7', '8', '9', '10'],
    ])
    expect(counts).toMatchObject({ records: 3, padded: 1, trimmed: 1, blankRows: 0 })
  })

  test('a total that ends the file without a line end is a footer, not a cut row', () => {
    const reader = new RecordReader({ ...PLAIN_DIALECT, width: 4 })
    const shaper = new TableShaper(TABLE)
    const read = [...reader.push(`${GOOD.join('\n')}\n合计,33`), ...reader.end()]
    const rows = [...read.flatMap((row) => shaper.push(row)), ...shaper.end()]
    expect(rows.at(-1)?.problem).toBe('footer')
    expect([...shaper.counts.problems]).toEqual([['footer', 1]])
  })

  test('what it counts adds up', () => {
    const lines = [...GOOD, '1,2', ',,,', '合计,5', '"x"y', 'id,at,n,note', 'a,b,c,d']
    const { rows, counts } = shaped(lines)
    const told = [...counts.problems.values()].reduce((sum, count) => sum + count, 0)
    expect(counts.records + counts.blankRows + told).toBe(rows.length)
    expect(rows.length).toBe(lines.length)
  })
})
