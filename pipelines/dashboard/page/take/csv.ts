import { type Cell, cellText, type Table } from '../parts/table.ts'

/** A table as CSV with a byte-order mark, so that spreadsheets read it as UTF-8; numbers are bare, texts cannot be formulas. */
export function tableCsv(table: Table): string {
  const head = table.columns.map(({ label }) => quoted(label))
  const rows = table.rows.map((row) => row.map((cell) => quoted(bare(cell))))
  return `\ufeff${[head, ...rows].map((row) => `${row.join(',')}\r\n`).join('')}`
}

function bare(cell: Cell): string {
  if (typeof cell === 'object' && typeof cell.sort === 'number') return String(cell.sort)
  return cellText(cell)
}

/** What a spreadsheet would take for a formula begins with an apostrophe; a number does not become one by its sign. */
function quoted(text: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)
  const safe = isFormula ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
