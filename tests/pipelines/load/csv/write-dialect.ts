import type { Dialect } from '../../../../pipelines/load/csv/dialect.ts'

/** Writes a table the way a dialect asks for; `quoteAll` quotes cells that need no quotes too. */
export function writeTable(rows: readonly (readonly string[])[], dialect: Dialect, quoteAll: boolean): string {
  const lineEnd = dialect.lineEnd === 'mixed' ? '\n' : dialect.lineEnd
  return rows
    .map((row) => row.map((cell) => writeCell(cell, dialect, quoteAll)).join(dialect.delimiter) + lineEnd)
    .join('')
}

function writeCell(cell: string, dialect: Dialect, quoteAll: boolean): string {
  const { quote, delimiter } = dialect
  if (quote === null) return dialect.escape === '\\' ? withBackslashes(cell, ['\\', '\n', '\r', ...delimiter]) : cell
  const special = [quote, '\n', '\r', '\ufeff', ...delimiter, ...(dialect.escape === '\\' ? ['\\'] : [])]
  if (!quoteAll && cell !== '' && !special.some((mark) => cell.includes(mark))) return cell
  if (dialect.escape === null) return `${quote}${cell}${quote}`
  const inside =
    dialect.escape === '\\' ? withBackslashes(cell, ['\\', quote]) : cell.replaceAll(quote, `${quote}${quote}`)
  return `${quote}${inside}${quote}`
}

function withBackslashes(cell: string, marks: readonly string[]): string {
  return [...cell].map((mark) => (marks.includes(mark) ? `\\${mark}` : mark)).join('')
}
