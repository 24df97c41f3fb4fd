import { CFB } from '@e965/xlsx'
import type { Locale } from '../core/locale.ts'
import { noteBoxesXml, notesXml } from './note-xml.ts'
import type { Sheet } from './sheet.ts'
import { sheetXml } from './sheet-xml.ts'
import { styleXml } from './style-xml.ts'
import { escapeXml, XML_HEAD } from './xml-text.ts'

const MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The part of SheetJS's container that is used here; its own types leave it open. */
interface ZipWriter {
  readonly utils: {
    cfb_new(): object
    cfb_add(container: object, path: string, content: Uint8Array): unknown
  }
  write(container: object, options: { fileType: 'zip'; type: 'buffer'; compression: boolean }): Uint8Array
}

/**
 * Sheets as the bytes of an .xlsx. SheetJS writes neither drop-downs nor frozen panes, so the parts are written here and
 * only zipped by it. No part holds a date or a name of a machine: the same sheets give the same bytes.
 */
export function packWorkbook(sheets: readonly Sheet[], locale: Locale): Uint8Array {
  const zip: ZipWriter = CFB
  const container = zip.utils.cfb_new()
  for (const [path, xml] of workbookParts(sheets, locale))
    zip.utils.cfb_add(container, path, new TextEncoder().encode(xml))
  return zip.write(container, { fileType: 'zip', type: 'buffer', compression: true })
}

function* workbookParts(sheets: readonly Sheet[], locale: Locale): Generator<readonly [path: string, xml: string]> {
  const numbered = sheets.map((sheet, index) => ({ sheet, number: index + 1, hasNotes: hasNotes(sheet) }))
  const noted = numbered.filter((item) => item.hasNotes).map((item) => item.number)
  yield ['[Content_Types].xml', contentTypes(sheets.length, noted)]
  yield ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])]
  yield ['xl/workbook.xml', workbookXml(sheets)]
  yield [
    'xl/_rels/workbook.xml.rels',
    relations([
      ...numbered.map(({ number }) => ['worksheet', `worksheets/sheet${number}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
  ]
  yield ['xl/styles.xml', styleXml(locale)]
  for (const { sheet, number, hasNotes: noted } of numbered) {
    yield [`xl/worksheets/sheet${number}.xml`, sheetXml(sheet, noted)]
    if (!noted) continue
    yield [
      `xl/worksheets/_rels/sheet${number}.xml.rels`,
      relations([
        ['vmlDrawing', `../drawings/vmlDrawing${number}.vml`],
        ['comments', `../comments${number}.xml`],
      ]),
    ]
    yield [`xl/comments${number}.xml`, notesXml(sheet.columns)]
    yield [`xl/drawings/vmlDrawing${number}.vml`, noteBoxesXml(sheet.columns)]
  }
}

function hasNotes(sheet: Sheet): boolean {
  return sheet.columns.some((column) => column.note !== undefined)
}

function contentTypes(sheets: number, noted: readonly number[]): string {
  const part = (path: string, type: string) => `<Override PartName="/xl/${path}" ContentType="${MAIN}.${type}+xml"/>`
  return [
    `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>',
    part('workbook.xml', 'sheet.main'),
    part('styles.xml', 'styles'),
    ...Array.from({ length: sheets }, (_sheet, index) => part(`worksheets/sheet${index + 1}.xml`, 'worksheet')),
    ...noted.map((number) => part(`comments${number}.xml`, 'comments')),
    '</Types>',
  ].join('')
}

/** Relations of a part, numbered rId1, rId2 … in their order. */
function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const items = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`
}

function workbookXml(sheets: readonly Sheet[]): string {
  const items = sheets.map(
    ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  return `${XML_HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${items.join('')}</sheets></workbook>`
}
