import { readFile, writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { read, utils, write } from '@e965/xlsx'
import { parse } from 'csv-parse/sync'
import { savedCsv } from './saved-csv.ts'

/** Sets a cell of the row that came from the given row of its file; `nth` chooses among several such rows. */
type SetCell = (row: number, column: string, text: string, choice?: { nth?: number }) => void

/** Changes an export as a person does in a spreadsheet, and saves it. */
export async function editSheet(
  file: string,
  edit: (cell: SetCell) => void,
  saved: { encoding?: 'gbk'; delimiter?: string } = {},
): Promise<void> {
  const rows = await readSheetRows(file)
  const [header = []] = rows
  edit((row, column, text, { nth = 0 } = {}) => {
    const record = rows.filter((cells) => cells[1] === String(row))[nth]
    if (record === undefined || !header.includes(column)) throw new Error(`no cell ${row} ${column}`)
    record[header.lastIndexOf(column)] = text
  })
  if (extname(file) === '.csv') await writeFile(file, savedCsv(rows, saved))
  else {
    const workbook = utils.book_new()
    utils.book_append_sheet(workbook, utils.aoa_to_sheet(rows), 'quarantine')
    await writeFile(file, write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array)
  }
}

export async function readSheetRows(file: string): Promise<string[][]> {
  const bytes = await readFile(file)
  if (extname(file) === '.csv') return parse(bytes, { bom: true, relax_column_count: true })
  const workbook = read(bytes)
  const sheet = workbook.Sheets[workbook.SheetNames[0] ?? '']
  if (sheet === undefined) throw new Error('no sheet')
  for (const [name, cell] of Object.entries(sheet))
    if (!name.startsWith('!') && 'f' in cell) throw new Error('a formula')
  return utils.sheet_to_json<unknown[]>(sheet, { header: 1, defval: '' }).map((row) => row.map(String))
}
