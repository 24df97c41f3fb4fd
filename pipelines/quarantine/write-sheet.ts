import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { HuiyinError, reasonOf } from '../core/errors.ts'
import { syncFolder } from '../core/write-file.ts'
import type { SheetFormat } from './shown-cell.ts'

/** Rows below the header that a sheet can hold. */
const SHEET_ROWS = 1_048_575
const BYTE_ORDER_MARK = '\ufeff'

export type Cell = string | number

/**
 * Writes a table, its header first, to a new file: CSV in UTF-8 with its mark, or a workbook whose texts are text cells.
 * The file is there whole or not at all. Throws HY-X-002 where a sheet cannot hold the rows, HY-C-007 where the file
 * cannot be written.
 */
export async function writeSheet(
  path: string,
  format: SheetFormat,
  header: readonly string[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
): Promise<number> {
  const building = `${path}.${process.pid}.tmp`
  try {
    const file = await open(building, 'w')
    let rows = 0
    try {
      const put = format === 'csv' ? csvWriter : workbookWriter
      const writer = put((bytes) => file.writeFile(bytes))
      await writer.add([header])
      for await (const page of pages) {
        await writer.add(page)
        rows += page.length
      }
      await writer.end()
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(building, path)
    await syncFolder(dirname(path))
    return rows
  } catch (cause) {
    await rm(building, { force: true }).catch(() => undefined)
    if (cause instanceof HuiyinError) throw cause
    const reason = reasonOf(cause)
    throw new HuiyinError('HY-C-007', { path, reason }, { cause })
  }
}

/** One row of CSV, quoted where it must be. */
export function csvLine(cells: readonly Cell[]): string {
  const quoted = cells.map((cell) => {
    const text = String(cell)
    return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  })
  return `${quoted.join(',')}\r\n`
}

type Put = (bytes: string | Uint8Array) => Promise<void>

function csvWriter(put: Put) {
  let mark = BYTE_ORDER_MARK
  return {
    async add(rows: readonly (readonly Cell[])[]) {
      await put(`${mark}${rows.map(csvLine).join('')}`)
      mark = ''
    },
    end: async () => undefined,
  }
}

function workbookWriter(put: Put) {
  const table: Cell[][] = []
  return {
    async add(rows: readonly (readonly Cell[])[]) {
      if (table.length + rows.length > SHEET_ROWS + 1) {
        throw new HuiyinError('HY-X-002', { format: `xlsx (> ${SHEET_ROWS} rows)`, expected: 'csv' })
      }
      table.push(...rows.map((row) => [...row]))
    },
    async end() {
      const sheet = utils.aoa_to_sheet(table)
      sheet['!autofilter'] = { ref: sheet['!ref'] ?? 'A1' }
      sheet['!cols'] = (table[0] ?? []).map((name) => ({ wch: Math.max(12, String(name).length + 2) }))
      const workbook = utils.book_new()
      utils.book_append_sheet(workbook, sheet, 'quarantine')
      await put(write(workbook, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array)
    },
  }
}
