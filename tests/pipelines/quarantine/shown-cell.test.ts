import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAsShown, mendedCell, shownCell } from '../../../pipelines/quarantine/shown-cell.ts'
import { csvLine } from '../../../pipelines/quarantine/write-sheet.ts'

describe('in CSV', () => {
  test.each([
    ['投诉', '投诉'],
    ['138', '138'],
    ['0', '0'],
    ['=1+1', "'=1+1"],
    [' =1', "' =1"],
    ['＝1', "'＝1"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ['007', "'007"],
    ['110101199003070000', "'110101199003070000"],
    ['1E5', "'1E5"],
    ['.5', "'.5"],
    ['2026-01-05 10:00:07', "'2026-01-05 10:00:07"],
    ["'=1", "''=1"],
    ["'quoted'", "'quoted'"],
  ])('%j is shown as %j', (text, shown) => {
    expect(shownCell(text, 'csv')).toBe(shown)
  })
})

test('a cell that is left alone is known as such, and one that is written anew in its guarded form comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('csv' as const, 'xlsx' as const), (text, format) => {
      const shown = shownCell(text, format)
      expect(isAsShown(shown, text, format)).toBe(true)
      if (format === 'csv') expect(mendedCell(shown, format)).toBe(text)
      if (format === 'csv') expect(csvLine([shown])).not.toMatch(/^"?[=+\-@]/)
    }),
  )
})

test('what XML cannot hold is left out in a workbook, and long texts are cut', () => {
  expect(shownCell('a\u0000b\u000bc\r\nd\ud800', 'xlsx')).toBe('abc\nd')
  expect(shownCell('x'.repeat(40_000), 'xlsx')).toHaveLength(32_001)
})
