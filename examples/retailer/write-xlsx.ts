import { utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx'
import { excelSerial, type LocalTime } from './local-time.ts'

/** A blank is `''`; `{ moment }` becomes a true date, shown as 2026-03-05 14:03:27; `{ day }` one without time. */
export type Cell = string | number | { moment: LocalTime } | { day: LocalTime }

const MOMENT = 'yyyy-mm-dd hh:mm:ss'
const DAY = 'yyyy-mm-dd'

/** A workbook of one sheet. Carries no creation date, so the same rows always give the same bytes. */
export function xlsxBytes(sheetName: string, rows: readonly (readonly Cell[])[]): Buffer {
  // A table of formats of its own: the package's grows with each book that the process writes.
  const formats = { 0: 'General', 164: MOMENT, 165: DAY }
  const book: WorkBook & { SSF: Record<number, string> } = {
    SheetNames: [sheetName],
    Sheets: { [sheetName]: sheetOf(rows) },
    Props: {},
    SSF: formats,
  }
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer
}

function sheetOf(rows: readonly (readonly Cell[])[]): WorkSheet {
  const width = Math.max(...rows.map((row) => row.length))
  const sheet: WorkSheet = { '!ref': utils.encode_range({ r: 0, c: 0 }, { r: rows.length - 1, c: width - 1 }) }
  for (const [r, row] of rows.entries()) {
    for (const [c, cell] of row.entries()) {
      if (cell !== '') sheet[utils.encode_cell({ r, c })] = sheetCell(cell)
    }
  }
  sheet['!cols'] = Array.from({ length: width }, () => ({ wch: 18 }))
  return sheet
}

function sheetCell(cell: Exclude<Cell, ''>) {
  if (typeof cell === 'string') return { t: 's', v: cell }
  if (typeof cell === 'number') return { t: 'n', v: cell }
  if ('moment' in cell) return { t: 'n', v: excelSerial(cell.moment), z: MOMENT }
  return { t: 'n', v: excelSerial(cell.day), z: DAY }
}
