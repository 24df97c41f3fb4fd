import type { Locale } from '../core/locale.ts'
import { LOOKS, type Look } from './sheet.ts'
import { XML_HEAD } from './xml-text.ts'

const FONTS: Readonly<Record<Locale, string>> = {
  'zh-CN': 'Microsoft YaHei',
  'zh-TW': 'Microsoft JhengHei',
  en: 'Calibri',
}
const DATE = 164
const INSTANT = 165
const TEXT = 49

/** Format of each look: number format, font, fill and border by their place in the style sheet, and alignment. */
const FORMATS: Readonly<
  Record<Look, readonly [number: number, font: number, fill: number, border: number, align: string]>
> = {
  plain: [0, 0, 0, 0, ''],
  text: [TEXT, 0, 0, 0, ''],
  date: [DATE, 0, 0, 0, ''],
  instant: [INSTANT, 0, 0, 0, ''],
  optional: [TEXT, 1, 2, 1, '<alignment vertical="center" wrapText="1"/>'],
  required: [TEXT, 2, 3, 1, '<alignment vertical="center" wrapText="1"/>'],
  title: [0, 3, 0, 0, ''],
  heading: [0, 1, 2, 1, '<alignment vertical="center" wrapText="1"/>'],
  wrapped: [0, 0, 0, 1, '<alignment vertical="top" wrapText="1"/>'],
}

/** The style sheet of a workbook, whose cell formats stand in the order of LOOKS. */
export function styleXml(locale: Locale): string {
  const font = (size: number, colour: string, bold = false) =>
    `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><color rgb="FF${colour}"/><name val="${FONTS[locale]}"/><family val="2"/></font>`
  const fill = (colour: string) =>
    `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`
  const line = (side: string) => `<${side} style="thin"><color rgb="FFBFC9D4"/></${side}>`
  const formats = LOOKS.map((look) => {
    const [number, fontIndex, fillIndex, border, align] = FORMATS[look]
    const open = `<xf numFmtId="${number}" fontId="${fontIndex}" fillId="${fillIndex}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"`
    return align === '' ? `${open}/>` : `${open} applyAlignment="1">${align}</xf>`
  })
  return [
    `${XML_HEAD}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
    `<numFmts count="2"><numFmt numFmtId="${DATE}" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="${INSTANT}" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>`,
    `<fonts count="4">${font(10, '1A1A1A')}${font(10, '14324D', true)}${font(10, 'FFFFFF', true)}${font(14, '14324D', true)}</fonts>`,
    `<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('DCE6F1')}${fill('1F4E79')}</fills>`,
    `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(line).join('')}<diagonal/></border></borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${formats.length}">${formats.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('')
}
