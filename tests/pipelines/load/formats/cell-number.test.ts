import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CellFormat, cellFormats, formatOfCode } from '../../../../pipelines/load/formats/cell-format.ts'
import { cellNumber, numberText } from '../../../../pipelines/load/formats/cell-number.ts'

describe('numberText', () => {
  test.each([
    ['5', '5'],
    ['5.0', '5'],
    ['-5.50', '-5.5'],
    ['+7', '7'],
    ['.5', '0.5'],
    ['0012', '0012'],
    ['1.3812345678E10', '13812345678'],
    ['1.38E+10', '13800000000'],
    ['12E-1', '1.2'],
    ['-1E-5', '-0.00001'],
    ['0E0', '0'],
    ['110101199003071234', '110101199003071234'],
    ['1.10101199003071234E17', '110101199003071234'],
    ['1234567890123456.78', '1234567890123456.78'],
    ['0.28999999999999998', '0.29'],
    ['3.3000000000000003', '3.3000000000000003'],
    ['1E+300', '1E+300'],
    ['INF', 'INF'],
    ['', ''],
  ])('%s → %s', (source, expected) => expect(numberText(source)).toBe(expected))

  test('is the same number, without exponent', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e30, max: 1e30 })
    fc.assert(
      fc.property(number, fc.constantFrom('plain', 'exponential', 'precise'), (value, form) => {
        fc.pre(value === 0 || Math.abs(value) > 1e-20)
        const source =
          form === 'plain' ? String(value) : form === 'precise' ? value.toPrecision(17) : value.toExponential()
        const text = numberText(source)
        expect(Math.abs(Number(text))).toBe(Math.abs(value))
        expect(text).toMatch(/^-?\d+(\.\d*[1-9])?$/)
      }),
    )
  })
})

describe('cellNumber', () => {
  test.each<[string, CellFormat, boolean, string]>([
    ['1', 'date', false, '1900-01-01'],
    ['59', 'date', false, '1900-02-28'],
    ['60', 'date', false, '1900-02-29'],
    ['61', 'date', false, '1900-03-01'],
    ['46086', 'date', false, '2026-03-05'],
    ['46086.999999', 'date', false, '2026-03-06'],
    ['46086.585729166669', 'date', false, '2026-03-05 14:03:27'],
    ['2958465', 'date', false, '9999-12-31'],
    ['2958466', 'date', false, '2958466'],
    ['-1', 'date', false, '-1'],
    ['0.5', 'date', false, '12:00:00'],
    ['0', 'date', true, '1904-01-01'],
    ['44624.25', 'date', true, '2026-03-05 06:00:00'],
    ['1.5', 'duration', false, '36:00:00'],
    ['0.05', 'duration', false, '1:12:00'],
    ['46086', 'number', false, '46086'],
    ['17', '000000', false, '000017'],
    ['17.5', '000000', false, '17.5'],
  ])('%s as %s (1904: %s) → %s', (source, format, isDate1904, expected) => {
    expect(cellNumber(source, format, isDate1904)).toBe(expected)
  })

  test('every second since March 1900 is itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61 * 86_400, max: 2_957_000 * 86_400 }), fc.boolean(), (seconds, isDate1904) => {
        const epoch = isDate1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
        const iso = new Date(epoch + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
        expect(cellNumber(String(seconds / 86_400), 'date', isDate1904)).toBe(iso.replace(' 00:00:00', ''))
      }),
    )
  })
})

describe('formatOfCode', () => {
  test.each<[string, CellFormat]>([
    ['General', 'number'],
    ['G/通用格式', 'number'],
    ['Standard', 'number'],
    ['@', 'number'],
    ['0.00E+00', 'number'],
    ['#,##0.00_);[Red](#,##0.00)', 'number'],
    ['[$USD] 0.00', 'number'],
    ['0"天"\\d', 'number'],
    ['"day" 0', 'number'],
    ['0_d*m', 'number'],
    ['yyyy-mm-dd', 'date'],
    ['[$-804]yyyy"年"m"月"d"日";@', 'date'],
    ['上午/下午h"时"mm"分"', 'date'],
    ['mm:ss.0', 'date'],
    ['000000', '000000'],
    ['[h]:mm:ss', 'duration'],
    ['[mm]:ss', 'duration'],
  ])('%s is %s', (code, expected) => expect(formatOfCode(code)).toBe(expected))

  test('a code of its own counts before the built-in one', () => {
    const xml =
      '<numFmts><numFmt numFmtId="14" formatCode="0.0"/></numFmts><cellXfs><xf numFmtId="14"/><xf numFmtId="57"/><xf/></cellXfs><dxfs><dxf/></dxfs>'
    expect(cellFormats(xml)).toEqual(['number', 'date', 'number'])
  })
})
