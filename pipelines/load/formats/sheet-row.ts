import type { CellFormat } from './cell-format.ts'
import { cellNumber } from './cell-number.ts'
import { CellTag } from './cell-tag.ts'
import { richText } from './rich-text.ts'
import { unreadable } from './unreadable.ts'
import { xmlText } from './xml-text.ts'

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly file: string
  readonly strings: readonly string[]
  readonly formats: readonly CellFormat[]
  readonly isDate1904: boolean
  /** Told how many blank cells are put in to reach a cell far to the right; throws when it is too much. */
  readonly spendBlanks: (count: number) => void
  /** Told of each formula whose result the file does not hold: its cell is blank. */
  readonly missResult?: (() => void) | undefined
}

/** Columns up to XFD, the last that a sheet can have. */
export const SHEET_COLUMNS = 16_384

/**
 * The cells of one row as text, from the XML inside `<row>`; '' for blanks, none behind the last cell with a value.
 * Throws HY-L-006 {file, reason} where the XML is broken or a cell refers to a string that is not there.
 */
export function rowCells(xml: string, line: number, context: SheetContext): string[] {
  const cells: string[] = []
  const tag = new CellTag()
  let column = -1
  for (let at = xml.indexOf('<c'); at !== -1; at = xml.indexOf('<c', at)) {
    if (!isNameEnd(xml.charCodeAt(at + 2))) {
      at += 2
      continue
    }
    tag.read(xml, at + 2)
    if (tag.end === -1) throw unreadable(context.file, `row ${line} of the sheet is no XML`)
    column = tag.column === -1 ? column + 1 : tag.column
    at = tag.end
    if (tag.isEmpty) continue
    const close = xml.indexOf('</c>', at)
    const end = close === -1 ? xml.length : close
    const text = cellText(xml.slice(at, end), tag, context, line)
    at = end
    if (text === '') continue
    if (column >= SHEET_COLUMNS) throw unreadable(context.file, `row ${line} of the sheet has a cell beyond column XFD`)
    if (column > cells.length) extend(cells, column, context)
    cells[column] = text
  }
  return cells
}

function extend(cells: string[], width: number, context: SheetContext): void {
  context.spendBlanks(width - cells.length)
  while (cells.length < width) cells.push('')
}

function cellText(content: string, tag: CellTag, context: SheetContext, line: number): string {
  if (tag.type === 'inlineStr') return richText(content)
  const value = valueText(content)
  if (value === '') {
    // A text without letters is a result.
    if (tag.type !== 'str' && /<f[ >]/.test(content)) context.missResult?.()
    return ''
  }
  switch (tag.type) {
    case 's': {
      const text = context.strings[Number(value)]
      if (text === undefined)
        throw unreadable(context.file, `row ${line} of the sheet: there is no shared string ${value}`)
      return text
    }
    case '':
    case 'n':
      return cellNumber(value.trim(), context.formats[tag.style] ?? 'number', context.isDate1904)
    case 'b':
      return value.trim() === '1' || value.trim() === 'true' ? 'true' : 'false'
    case 'd':
      return isoText(value.trim())
    default:
      return xmlText(value)
  }
}

/** What stands in `<v>`, not yet decoded. */
function valueText(content: string): string {
  let start = content.startsWith('<v>') ? 3 : -1
  for (let at = content.indexOf('<v'); start === -1 && at !== -1; at = content.indexOf('<v', at + 2)) {
    if (isNameEnd(content.charCodeAt(at + 2))) start = content.indexOf('>', at) + 1
  }
  const end = start === -1 ? -1 : content.indexOf('</v', start)
  return end === -1 ? '' : content.slice(start, end)
}

/** `2026-03-05T14:03:27` as the other dates are written; with a zone or a fraction of a second it stays longer. */
function isoText(value: string): string {
  return value.replace(/^(\d{4}-\d{2}-\d{2})T00:00(?::00(?:\.0+)?)?$/, '$1').replace(/^(\d{4}-\d{2}-\d{2})T/, '$1 ')
}

function isNameEnd(code: number): boolean {
  return code === 0x3e || code === 0x2f || code <= 0x20
}
