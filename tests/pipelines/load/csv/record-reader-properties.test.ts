import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Dialect, PLAIN_DIALECT } from '../../../../pipelines/load/csv/dialect.ts'
import { RecordReader } from '../../../../pipelines/load/csv/record-reader.ts'
import { writeTable } from './write-dialect.ts'

const DELIMITERS = [',', ';', '\t', '|', ' ', ', ', '^', '~', ':', '，', '；', '||', '\u0001']
const UNITS = [
  'a',
  'B',
  '7',
  '投',
  '诉',
  '😀',
  ' ',
  ',',
  ';',
  '\t',
  '|',
  '"',
  "'",
  '\\',
  '\n',
  '\r\n',
  '\r',
  '#',
  '，',
  ':',
]

const dialects: fc.Arbitrary<Dialect> = fc
  .record({
    delimiter: fc.constantFrom(...DELIMITERS),
    quote: fc.constantFrom('"' as const, "'" as const, null),
    backslash: fc.boolean(),
    lineEnd: fc.constantFrom('\r\n' as const, '\n' as const, '\r' as const, 'mixed' as const),
  })
  .map(({ delimiter, quote, backslash, lineEnd }) => ({
    ...PLAIN_DIALECT,
    delimiter,
    quote,
    escape: backslash ? '\\' : quote,
    lineEnd,
  }))

/** Tables that the dialect can write: without quotes and backslashes nothing special can stand in a cell. */
function tables(dialect: Dialect): fc.Arbitrary<string[][]> {
  const isBare = dialect.quote === null && dialect.escape === null
  const units = isBare ? ['a', 'B', '7', '投', '😀'] : UNITS
  const cell = fc.string({ unit: fc.constantFrom(...units), minLength: isBare ? 1 : 0, maxLength: 8 })
  return fc
    .integer({ min: 2, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }))
}

function readInPieces(text: string, dialect: Dialect, cuts: readonly number[]) {
  const reader = new RecordReader(dialect)
  const rows = []
  let at = 0
  for (const length of cuts) {
    rows.push(...reader.push(text.slice(at, at + length)))
    at += length
  }
  rows.push(...reader.push(text.slice(at)), ...reader.end())
  return { rows, summary: reader.summary }
}

const pieces = fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 60 })

describe('RecordReader', () => {
  test('any table written in any dialect comes back as it was, however the text is cut', () => {
    const cases = dialects.chain((dialect) =>
      fc.record({ dialect: fc.constant(dialect), rows: tables(dialect), quoteAll: fc.boolean(), cuts: pieces }),
    )
    fc.assert(
      fc.property(cases, ({ dialect, rows, quoteAll, cuts }) => {
        const text = writeTable(rows, dialect, quoteAll)
        const read = readInPieces(text, { ...dialect, width: rows[0]?.length ?? 0 }, cuts)
        expect(read.rows.map((row) => row.cells)).toEqual(rows)
        const lineOf = (index: number) =>
          (writeTable(rows.slice(0, index), dialect, quoteAll).match(/\r\n|\n|\r/g)?.length ?? 0) + 1
        expect(read.rows.map((row) => row.line)).toEqual(rows.map((_, index) => lineOf(index)))
        expect(read.summary).toMatchObject({ problemRows: 0, truncated: false, rows: rows.length })
      }),
      { numRuns: 1500 },
    )
  })

  const garbage = fc.array(
    fc.constantFrom(
      'a',
      'b7',
      ',',
      ',',
      '"',
      '"',
      '""',
      '\n',
      '\r\n',
      '\r',
      '\\',
      "'",
      ' ',
      '\0',
      '\ufeff',
      ';',
      ', ',
      '诉',
    ),
    { maxLength: 60 },
  )

  test('every character of any text is in one row or counted, and the rows do not hang on how the text is cut', () => {
    fc.assert(
      fc.property(garbage, dialects, fc.integer({ min: 0, max: 4 }), pieces, (parts, dialect, width, cuts) => {
        const text = parts.join('')
        const whole = readInPieces(text, { ...dialect, width }, [])
        const cut = readInPieces(text, { ...dialect, width }, cuts)
        expect(cut).toEqual(whole)
        const { nulChars, byteOrderMarks, lineEndChars } = whole.summary
        const kept = whole.rows.reduce((sum, row) => sum + row.raw.length, 0)
        expect(kept + nulChars + byteOrderMarks + lineEndChars).toBe(text.length)
      }),
      { numRuns: 3000 },
    )
  })

  test('with small limits, nothing is lost either', () => {
    const limits = { quotedLines: 2, recordChars: 12, brokenLines: 3 }
    fc.assert(
      fc.property(garbage, dialects, fc.integer({ min: 0, max: 4 }), pieces, (parts, dialect, width, cuts) => {
        const text = parts.join('')
        const reader = new RecordReader({ ...dialect, width, preambleRows: width % 2 }, limits)
        const rows = []
        let at = 0
        for (const length of cuts) {
          rows.push(...reader.push(text.slice(at, at + length)))
          at += length
        }
        rows.push(...reader.push(text.slice(at)), ...reader.end())
        const { nulChars, byteOrderMarks, lineEndChars } = reader.summary
        const kept = rows.reduce((sum, row) => sum + row.raw.length, 0)
        expect(kept + nulChars + byteOrderMarks + lineEndChars).toBe(text.length)
        expect(rows.map((row) => row.row)).toEqual(rows.map((_, index) => index + 1))
      }),
      { numRuns: 2000 },
    )
  })
})
