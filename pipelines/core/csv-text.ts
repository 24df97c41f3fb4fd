type Cell = string | number | boolean | null

const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Rows as CSV (UTF-8 with its mark, for Excel) under their names as header, numbers unrounded. A text that a spreadsheet
 * would take for a formula begins with an apostrophe.
 */
export function csvText(names: readonly string[], rows: readonly Readonly<Record<string, Cell>>[]): string {
  const lines = [names.map(field), ...rows.map((row) => names.map((name) => cellText(row[name] ?? null)))]
  return `${BYTE_ORDER_MARK}${lines.map((line) => `${line.join(',')}\r\n`).join('')}`
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell === 'string' ? field(defused(cell)) : String(cell)
}

/** The same characters as in extracts, those of full width included. */
function defused(text: string): string {
  return /^\s*[=+@\t\r\-＝＋－＠]/.test(text) ? `'${text}` : text
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
