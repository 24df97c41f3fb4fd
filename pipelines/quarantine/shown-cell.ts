export type SheetFormat = 'csv' | 'xlsx'

/** What a cell of a workbook can hold, less a reserve for the mark of a cut. */
const LONGEST = 32_000
const CUT = '…'
/** What a spreadsheet would compute (formulas), or write otherwise (long numbers, leading zeros, exponents). */
const TEMPTING = /^\s*[=+\-@＝＋－＠]|^[\t\r]|^0\d|^\d{12,}|^\d+(\.\d+)?[eE][+-]?\d+$/
const GUARD = "'"
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** A text as an export shows it: guarded against the spreadsheet's own ideas in CSV, cut to what a cell holds in XLSX. */
export function shownCell(text: string, format: SheetFormat): string {
  if (format === 'csv') return TEMPTING.test(text.replace(/^'+/, '')) ? `${GUARD}${text}` : text
  const clean = text.replaceAll(/\r\n?/g, '\n').replaceAll(NOT_IN_XML, '')
  return clean.length <= LONGEST ? clean : `${clean.slice(0, LONGEST)}${CUT}`
}

/**
 * The text of a cell that came back: the record's own where nobody changed what was shown, else what was written, less
 * the guard.
 */
export function mendedCell(cell: string, own: string, format: SheetFormat): string {
  if (isAsShown(cell, own, format)) return own
  return format === 'csv' && cell.startsWith(GUARD) && TEMPTING.test(cell.replace(/^'+/, '')) ? cell.slice(1) : cell
}

/** Whether a cell is still what the export showed; blanks at its ends do not count, nor the kind of line break. */
export function isAsShown(cell: string, own: string, format: SheetFormat): boolean {
  const plain = (text: string) => text.replaceAll(/\r\n?/g, '\n').trim()
  return plain(cell) === plain(shownCell(own, format))
}
