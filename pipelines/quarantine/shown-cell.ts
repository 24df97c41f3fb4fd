export type SheetFormat = 'csv' | 'xlsx'

/** What a cell of a workbook can hold, less a reserve for the mark of a cut. */
const LONGEST = 32_000
const CUT = '…'
/**
 * What a spreadsheet would compute (formulas), or take for a date or number and write otherwise: seconds of instants,
 * leading zeros and the last digits of long numbers get lost.
 */
const TEMPTING = /^\s*[=+\-@＝＋－＠]|^[\t\r]|^(?!(?:0|[1-9]\d{0,10})$)\.?\d/
const GUARD = "'"
const NOT_IN_XML = /(?![\t\n])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu

/** A text as an export shows it: guarded against the spreadsheet's own ideas in CSV, cut to what a cell holds in XLSX. */
export function shownCell(text: string, format: SheetFormat): string {
  if (format === 'csv') return TEMPTING.test(text.replace(/^'+/, '')) ? `${GUARD}${text}` : text
  const clean = text.replaceAll(/\r\n?/g, '\n').replaceAll(NOT_IN_XML, '')
  return clean.length <= LONGEST ? clean : `${clean.slice(0, LONGEST)}${CUT}`
}

/** The text of a cell that a person changed: what was written, less the guard. */
export function mendedCell(cell: string, format: SheetFormat): string {
  return format === 'csv' && cell.startsWith(GUARD) && TEMPTING.test(cell.replace(/^'+/, '')) ? cell.slice(1) : cell
}

/** Whether a cell is still what the export showed; blanks at its ends do not count, nor the kind of line break. */
export function isAsShown(cell: string, own: string, format: SheetFormat): boolean {
  const plain = (text: string) => text.replaceAll(/\r\n?/g, '\n').trim()
  return plain(cell) === plain(shownCell(own, format))
}
