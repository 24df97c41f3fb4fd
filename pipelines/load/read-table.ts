// kind by content ─┬ text ─▶ DuckDB where the file is clean, else record by record ─┐
//                  ├ xlsx, json ─▶ record by record ────────────────────────────────┼─▶ incoming_cell, rejected
//                  └ parquet ─▶ DuckDB ─────────────────────────────────────────────┘
import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import type { Source } from '../core/settings-schema.ts'
import type { SqlFile } from '../warehouse/sql-file.ts'
import type { CsvRow } from './csv/csv-row.ts'
import type { Dialect } from './csv/dialect.ts'
import type { ShapeCounts } from './csv/shape.ts'
import type { EncodingName } from './decode/encoding-name.ts'
import { decodedText } from './decoded-text.ts'
import { fillFast } from './fill-fast.ts'
import { fileKind } from './formats/file-kind.ts'
import { openJson } from './formats/read-json.ts'
import { parquetRelation } from './formats/read-parquet.ts'
import { readSheet } from './formats/read-sheet.ts'
import { requireReadable, type TableKind } from './formats/readable-kind.ts'
import { unreadable } from './formats/unreadable.ts'
import { findHeader, type Header } from './header.ts'
import { fillIncoming } from './incoming.ts'
import type { RawRow } from './raw-row.ts'
import { csvDialect, readCsv } from './read-csv.ts'
import { relationRows } from './relation-rows.ts'
import { type ShapedRows, shapedSheet, shapedText } from './shaped-rows.ts'
import { requiredFields } from './stage.ts'

const HEADER_ROWS = 30

export interface TableRead {
  readonly header: Header
  readonly read: number
  readonly notes: readonly string[]
  /** As found, or as the mapping declares; workbooks and Parquet are UTF-8 inside. */
  readonly encoding: EncodingName
}

interface Records {
  readonly rows: AsyncGenerator<RawRow>
  /** Filled while the rows are read. */
  readonly notes: readonly string[]
  /** How a text file is written. */
  readonly dialect?: Dialect
  /** Tells records from what else stands below the header, where the format leaves room for it. */
  readonly shaped?: (behind: AsyncIterable<RawRow>, header: Header) => ShapedRows
}

/**
 * Reads the records of one file, told apart by its content, into `incoming_cell` and `rejected`.
 * `name` is what the person calls the file, `path` where its bytes are kept.
 */
export async function readTable(
  connection: DuckDBConnection,
  file: { readonly name: string; readonly path: string },
  source: Source,
  staging: SqlFile,
): Promise<TableRead> {
  try {
    const kind = requireReadable(await fileKind(file.path), file.name)
    if (kind === 'gzip' || kind === 'zip') throw unreadable(file.name, 'it is packed twice')
    if (kind !== 'text' && kind !== 'json' && kind !== 'jsonl') {
      return { ...(await readRecords(connection, file, kind, source, staging)), encoding: 'utf-8' }
    }
    const text = await decodedText(file, source.encoding)
    try {
      const table = await readRecords(connection, { name: file.name, path: text.path }, kind, source, staging)
      return { ...table, encoding: text.encoding, notes: [...text.notes, ...table.notes] }
    } finally {
      await text.remove()
    }
  } catch (error) {
    if (!(error instanceof HuiyinError) || error.details['file'] !== file.path) throw error
    throw new HuiyinError(error.code, { ...error.details, file: file.name }, { cause: error })
  }
}

async function readRecords(
  connection: DuckDBConnection,
  { name, path }: { readonly name: string; readonly path: string },
  kind: TableKind,
  source: Source,
  staging: SqlFile,
): Promise<Omit<TableRead, 'encoding'>> {
  const { rows, notes, dialect, shaped } = await recordsOf(connection, path, kind, source)
  const first = await take(rows, HEADER_ROWS)
  const mapping: Source =
    kind === 'json' || kind === 'jsonl' || kind === 'parquet' ? { ...source, header: 'found' } : source
  const header = findHeader(first, mapping, name, requiredFields(staging, source))
  const fast = dialect === undefined ? undefined : await fillFast(connection, path, header, source, dialect)
  if (fast !== undefined) {
    await rows.return(undefined)
    return { header, read: fast, notes }
  }
  const behind = chain(
    first.filter((row) => row.row > header.row.row),
    rows,
  )
  const judged = shaped?.(behind, header)
  const read = await fillIncoming(connection, judged?.rows ?? behind, header, source)
  return { header, read, notes: kind === 'text' ? [...notes, ...mendedNotes(judged?.counts)] : notes }
}

/** Records of a text file that got blank cells, or lost some, at their ends. */
function mendedNotes(counts: ShapeCounts | undefined): string[] {
  const { padded = 0, trimmed = 0 } = counts ?? {}
  return [...(padded === 0 ? [] : [`padded=${padded}`]), ...(trimmed === 0 ? [] : [`trimmed=${trimmed}`])]
}

async function recordsOf(
  connection: DuckDBConnection,
  path: string,
  kind: TableKind,
  source: Source,
): Promise<Records> {
  switch (kind) {
    case 'text': {
      const { dialect, sample } = await csvDialect(path, source.delimiter)
      const notes: string[] = []
      const rows = readCsv(path, dialect, (summary) => {
        if (summary.truncated && summary.problemRows > 0) notes.push('truncated')
      })
      return {
        rows,
        notes,
        dialect,
        shaped: (behind, header) => shapedText(behind as AsyncIterable<CsvRow>, header, source, sample),
      }
    }
    case 'xlsx':
    case 'xlsm': {
      const sheets = source.sheet === undefined ? {} : { sheets: { name: source.sheet } }
      const shaped = (behind: AsyncIterable<RawRow>, header: Header) => shapedSheet(behind, header, source)
      return { rows: readSheet(path, sheets), notes: [], shaped }
    }
    case 'json':
    case 'jsonl': {
      const table = await openJson(path, kind)
      return { rows: table.rows(), notes: table.isTruncated ? ['truncated'] : [] }
    }
    case 'parquet': {
      const { columns, sql } = await parquetRelation(connection, path)
      return { rows: relationRows(connection, columns, sql, path), notes: [] }
    }
  }
}

async function take(rows: AsyncGenerator<RawRow>, count: number): Promise<RawRow[]> {
  const taken: RawRow[] = []
  while (taken.length < count) {
    const next = await rows.next()
    if (next.done === true) break
    taken.push(next.value)
  }
  return taken
}

async function* chain(first: readonly RawRow[], rest: AsyncGenerator<RawRow>): AsyncGenerator<RawRow> {
  yield* first
  yield* rest
}
