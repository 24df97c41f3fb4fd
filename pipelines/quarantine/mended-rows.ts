import { HuiyinError } from '../core/errors.ts'
import { BATCH_COLUMN, ROW_COLUMN } from './export.ts'
import { type SheetFormat, shownCell } from './shown-cell.ts'

/** One row of a mended export: the record it is of, and its cells by the names of the columns. */
export interface MendedRow {
  readonly batch: number
  readonly row: number
  /** Undefined where the file has no such column. */
  cell(column: string, format: SheetFormat): string | undefined
}

/**
 * The rows of a mended export. Order of rows and columns does not matter, nor do columns that were added or taken out,
 * the two key columns excepted. Throws HY-Q-003 where these are not there, where a row lacks its key, or where two rows
 * have the same one.
 */
export async function readMendedRows(cells: AsyncIterable<readonly string[]>, file: string): Promise<MendedRow[]> {
  const rows: MendedRow[] = []
  const seen = new Set<string>()
  let header: Header | undefined
  let line = 0
  for await (const record of cells) {
    line += 1
    if (header === undefined) {
      header = headerOf(record, file)
      continue
    }
    if (record.every((cell) => cell.trim() === '')) continue
    const key = [header.batch, header.row].map((position) => record[position]?.trim() ?? '')
    if (!key.every((part) => /^\d{1,15}$/.test(part)))
      throw refusal(file, `row ${line}: ${BATCH_COLUMN}, ${ROW_COLUMN}`)
    if (seen.has(key.join())) throw refusal(file, `${BATCH_COLUMN} ${key[0]}, ${ROW_COLUMN} ${key[1]}: × 2`)
    seen.add(key.join())
    const { positions } = header
    rows.push({
      batch: Number(key[0]),
      row: Number(key[1]),
      cell: (column, format) => {
        const position = positions.get(shownCell(column, format).trim()) ?? positions.get(column.trim())
        return position === undefined ? undefined : (record[position] ?? '')
      },
    })
  }
  if (header === undefined) throw refusal(file, `${BATCH_COLUMN}, ${ROW_COLUMN}`)
  return rows
}

interface Header {
  readonly batch: number
  readonly row: number
  /** The last column of a name: those of the record stand behind those that explain it. */
  readonly positions: ReadonlyMap<string, number>
}

function headerOf(record: readonly string[], file: string): Header {
  const names = record.map((cell) => cell.replace(/^\ufeff/, '').trim())
  const [batch, row] = [names.indexOf(BATCH_COLUMN), names.indexOf(ROW_COLUMN)]
  if (batch === -1 || row === -1) throw refusal(file, `${BATCH_COLUMN}, ${ROW_COLUMN}`)
  return { batch, row, positions: new Map(names.map((name, position) => [name, position])) }
}

function refusal(file: string, problem: string): HuiyinError {
  return new HuiyinError('HY-Q-003', { file, problem })
}
