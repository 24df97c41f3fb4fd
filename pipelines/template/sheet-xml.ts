import { type Cell, type Column, LOOKS, type Rule, type Sheet } from './sheet.ts'
import { escapeXml, XML_HEAD } from './xml-text.ts'

const LAST_ROW = 1_048_576
const HEADING_HEIGHT = 33

/** A sheet as the XML part of a workbook; `hasNotes` refers to the drawing of its notes as `rId1`. */
export function sheetXml(sheet: Sheet, hasNotes: boolean): string {
  return [
    `${XML_HEAD}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`,
    sheet.isFrozen ? '' : '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    viewXml(sheet.isFrozen),
    '<sheetFormatPr defaultRowHeight="15"/>',
    `<cols>${sheet.columns.map(columnXml).join('')}</cols>`,
    `<sheetData>${sheet.rows.map((cells, index) => rowXml(cells, index, sheet.isFrozen)).join('')}</sheetData>`,
    rulesXml(sheet.columns),
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="landscape"${sheet.isFrozen ? '' : ' fitToHeight="0"'}/>`,
    hasNotes ? '<legacyDrawing r:id="rId1"/>' : '',
    '</worksheet>',
  ].join('')
}

/** The name of a column by its index: 0 is A, 26 is AA. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : `${columnName(Math.floor(index / 26) - 1)}${last}`
}

function viewXml(isFrozen: boolean): string {
  if (!isFrozen) return '<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>'
  return `<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/><selection pane="topRight" activeCell="B1" sqref="B1"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/><selection pane="bottomRight" activeCell="B2" sqref="B2"/></sheetView></sheetViews>`
}

function columnXml(column: Column, index: number): string {
  const style = LOOKS.indexOf(column.look)
  return `<col min="${index + 1}" max="${index + 1}" width="${column.width}" style="${style}" customWidth="1"/>`
}

function rowXml(cells: readonly Cell[], index: number, isFrozen: boolean): string {
  if (cells.length === 0) return ''
  const height = isFrozen && index === 0 ? ` ht="${HEADING_HEIGHT}" customHeight="1"` : ''
  return `<row r="${index + 1}"${height}>${cells.map((cell, column) => cellXml(cell, `${columnName(column)}${index + 1}`)).join('')}</row>`
}

function cellXml(cell: Cell, reference: string): string {
  const style = LOOKS.indexOf(cell.look)
  if (cell.text === '') return `<c r="${reference}" s="${style}"/>`
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.text)}</t></is></c>`
}

function rulesXml(columns: readonly Column[]): string {
  const rules = columns.flatMap(({ rule }, index) => (rule === undefined ? [] : [ruleXml(rule, columnName(index))]))
  return rules.length === 0 ? '' : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`
}

function ruleXml({ type, from, to, refusal }: Rule, column: string): string {
  const operator = type === 'list' ? '' : ` operator="${to === undefined ? 'greaterThanOrEqual' : 'between'}"`
  const upper = to === undefined ? '' : `<formula2>${escapeXml(to)}</formula2>`
  return `<dataValidation type="${type}"${operator} allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="${escapeXml(refusal.title)}" error="${escapeXml(refusal.text)}" sqref="${column}2:${column}${LAST_ROW}"><formula1>${escapeXml(from)}</formula1>${upper}</dataValidation>`
}
