import { utils, write } from '@e965/xlsx'
import type { Table } from 'apache-arrow'

const LONGEST_CELL = 32_767

/** A workbook of one sheet: texts as text cells (never formulas), numbers as numbers. The same rows, the same bytes. */
export function writeWorkbook(table: Table, sheetName: string): Uint8Array {
  const names = table.schema.fields.map((field) => field.name)
  const columns = names.map((name) => table.getChild(name))
  const rows = Array.from({ length: table.numRows }, (_row, index) =>
    columns.map((column) => cellOf(column?.get(index))),
  )
  const sheet = utils.aoa_to_sheet([names, ...rows])
  sheet['!autofilter'] = { ref: sheet['!ref'] ?? 'A1' }
  sheet['!cols'] = names.map((name) => ({ wch: Math.max(12, name.length + 2) }))
  const workbook = utils.book_new()
  utils.book_append_sheet(workbook, sheet, sheetName.slice(0, 31))
  return write(workbook, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array
}

function cellOf(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'number' || typeof value === 'boolean') return value
  return String(value).slice(0, LONGEST_CELL)
}
