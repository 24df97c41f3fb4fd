import { readFile } from 'node:fs/promises'
import { type CellObject, read, SSF, type WorkSheet } from '@e965/xlsx'
import { HuiyinError } from '../core/errors.ts'
import type { RawRow } from './raw-row.ts'

/**
 * Rows of one sheet (the named one, else the first visible one) as text: dates as `YYYY-MM-DD HH:MM:SS` in the
 * sheet's own wall-clock time, numbers without formatting, formulas by their cached value.
 * Throws HY-L-006 where the file is no workbook or lacks the sheet.
 */
export async function* readXlsx(path: string, sheetName: string | undefined): AsyncGenerator<RawRow> {
  const workbook = await openWorkbook(path)
  const properties = workbook.Workbook?.Sheets ?? []
  const firstVisible = workbook.SheetNames.find((_name, index) => (properties[index]?.Hidden ?? 0) === 0)
  const name = sheetName ?? firstVisible ?? ''
  const sheet = workbook.Sheets[name]
  if (sheet === undefined) {
    throw new HuiyinError('HY-L-006', {
      file: path,
      reason: `no sheet ${name}; sheets: ${workbook.SheetNames.join(', ')}`,
    })
  }
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true
  yield* sheetRows(sheet, date1904)
}

function* sheetRows(sheet: WorkSheet, date1904: boolean): Generator<RawRow> {
  const data: (CellObject | undefined)[][] = sheet['!data'] ?? []
  let row = 0
  for (const [index, cellsOfRow] of data.entries()) {
    const cells = Array.from(cellsOfRow ?? [], (cell) => cellText(cell, date1904))
    if (cells.every((cell) => cell.trim() === '')) continue
    row += 1
    yield { row, line: index + 1, cells, raw: JSON.stringify(cells) }
  }
}

function cellText(cell: CellObject | undefined, date1904: boolean): string {
  if (cell === undefined || cell.v === undefined || cell.v === null) return ''
  if (cell.t === 'n' && typeof cell.v === 'number') {
    return typeof cell.z === 'string' && SSF.is_date(cell.z) ? dateText(cell.v, date1904) : String(cell.v)
  }
  if (cell.t === 'b') return cell.v === true ? 'true' : 'false'
  if (cell.t === 'e') return cell.w ?? '#ERROR'
  return String(cell.v)
}

/** Excel's serial number as wall-clock text, rounded to the second. */
function dateText(serial: number, date1904: boolean): string {
  const seconds = Math.round(serial * 86_400)
  const part = SSF.parse_date_code(seconds / 86_400 + 1e-9, { date1904 })
  if (part === null || part === undefined) return String(serial)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${String(part.y).padStart(4, '0')}-${two(part.m)}-${two(part.d)}`
  return seconds % 86_400 === 0 ? day : `${day} ${two(part.H)}:${two(part.M)}:${two(Math.floor(part.S))}`
}

async function openWorkbook(path: string) {
  try {
    return read(await readFile(path), { dense: true, cellNF: true, cellHTML: false, cellFormula: false })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new HuiyinError('HY-L-006', { file: path, reason }, { cause })
  }
}
