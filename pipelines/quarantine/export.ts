// ledger.quarantine ── open records ──▶ raw cells under the names of the mapping's columns ──▶ CSV or XLSX to be mended
import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import { message } from '../core/messages.ts'
import type { Source } from '../core/source-schema.ts'
import { checkFilter, type Filter, openRecords, type Quarantined, reasonCounts } from './quarantined.ts'
import { columnsOf, rawCells } from './raw-cells.ts'
import { type SheetFormat, shownCell } from './shown-cell.ts'
import { columnOf, expectedWords, reasonWords } from './wording.ts'
import { type Cell, writeSheet } from './write-sheet.ts'

/** The columns by which a mended row is known again; they must stay as they are. */
export const BATCH_COLUMN = '_batch'
export const ROW_COLUMN = '_row'
/** Columns that explain a row, named in the person's language behind an underscore; nothing is read from them. */
const EXPLAINED = ['line', 'reason', 'field', 'value', 'expected', 'raw'] as const

/**
 * Writes all open records of the filter, a row each: the key, what was wrong in the person's language, the record as it
 * stood, then the cells of the mapped columns, to be mended there. The extension says the format. Returns the number of
 * rows. Throws HY-X-002 for another format, HY-C-001 where the file is there already, HY-Q-001, HY-C-007.
 */
export async function exportQuarantine(
  connection: DuckDBConnection,
  sources: readonly Source[],
  job: { readonly path: string; readonly filter: Filter; readonly locale: Locale },
): Promise<number> {
  const format = formatOf(job.path)
  await checkFilter(connection, job.filter)
  if (existsSync(job.path)) {
    throw new HuiyinError('HY-C-001', { reason: `${job.path} is there already`, usage: 'huiyin quarantine' })
  }
  const counts = await reasonCounts(connection, job.filter)
  const concerned = sources.filter(({ source }) => counts.some((count) => count.source === source))
  const columns = [...new Set(concerned.flatMap(columnsOf))]
  const explained = EXPLAINED.map((name) => `_${message(job.locale, 'core', `say.quarantined.${name}`)}`)
  const header = [BATCH_COLUMN, ROW_COLUMN, ...explained, ...columns.map((name) => shownCell(name, format))]
  const pages = async function* () {
    for await (const page of openRecords(connection, job.filter)) {
      yield page.map((record) => rowOf(record, sources, columns, { format, locale: job.locale }))
    }
  }
  return writeSheet(job.path, format, header, pages())
}

/** CSV or XLSX, by the name of the file. */
export function formatOf(path: string): SheetFormat {
  const extension = extname(path).toLowerCase()
  if (extension === '.csv') return 'csv'
  if (extension === '.xlsx') return 'xlsx'
  throw new HuiyinError('HY-X-002', { format: extension || '-', expected: 'csv, xlsx' })
}

function rowOf(
  record: Quarantined,
  sources: readonly Source[],
  columns: readonly string[],
  { format, locale }: { format: SheetFormat; locale: Locale },
): Cell[] {
  const source = sources.find((item) => item.source === record.source)
  const cells = source === undefined ? new Map<string, string>() : rawCells(record, source)
  const explained = [
    reasonWords(record.reason, locale),
    columnOf(record, source),
    record.value ?? '',
    expectedWords(record.expected, locale),
    record.raw,
  ]
  const texts = [...explained, ...columns.map((name) => cells.get(name) ?? '')]
  return [record.batch, record.row, record.line, ...texts.map((text) => shownCell(text, format))]
}
